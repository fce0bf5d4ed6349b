/// Reads the secret of a second factor as an authenticator program does.
enum TestBase32 {
    static func bytes(_ text: String) -> [UInt8] {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        var (bytes, buffer, count): ([UInt8], Int, Int) = ([], 0, 0)
        for letter in text {
            buffer = buffer << 5 | (alphabet.firstIndex(of: letter) ?? 0)
            count += 5
            guard count >= 8 else { continue }
            count -= 8
            bytes.append(UInt8(buffer >> count & 255))
            buffer &= (1 << count) - 1
        }
        return bytes
    }
}
