/// Bytes as text that is safe in a URL, a file name or a header (RFC 4648 §5), without padding.
public enum Base64URL {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    /// The value of each ASCII character, 255 for those outside the alphabet.
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: .max, count: 128)
        for (value, character) in alphabet.enumerated() {
            values[Int(character)] = UInt8(value)
        }
        return values
    }()

    /// Four characters for three bytes; a rest of one or two bytes takes two or three.
    public static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count * 4 + 2) / 3)
        var pending = 0
        var pendingBits = 0
        for byte in bytes {
            pending = pending << 8 | Int(byte)
            pendingBits += 8
            while pendingBits >= 6 {
                pendingBits -= 6
                text.append(alphabet[pending >> pendingBits & 0x3f])
            }
            pending &= (1 << pendingBits) - 1
        }
        if pendingBits > 0 {
            text.append(alphabet[pending << (6 - pendingBits)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes that ``encode(_:)`` turns into exactly this text. Nil for any other text: padding, white space,
    /// foreign characters, an impossible length, unused bits that are not zero.
    public static func decode(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count * 3 / 4)
        var pending = 0
        var pendingBits = 0
        for character in text.utf8 {
            guard character < 128, values[Int(character)] != .max else { return nil }
            pending = pending << 6 | Int(values[Int(character)])
            pendingBits += 6
            if pendingBits >= 8 {
                pendingBits -= 8
                bytes.append(UInt8(pending >> pendingBits))
                pending &= (1 << pendingBits) - 1
            }
        }
        return pendingBits < 6 && pending == 0 ? bytes : nil
    }
}
