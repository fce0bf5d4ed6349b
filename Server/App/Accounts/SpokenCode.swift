internal import CaseCrypto

/// Codes that one person reads out and another types in: of 25 letters and digits of which no two look alike or are
/// confused by ear, in groups of four.
enum SpokenCode {
    private static let alphabet = Array("ACDEFGHJKMNPQRTUVWXY34679")
    /// Of a one-time code: twelve draws from 25 are 55 bits, which nobody guesses at ten tries in a quarter of an hour.
    static let count = 12

    /// A new one, such as `K7QM-4R3D-9XWA`.
    static func make() throws -> String {
        var letters: [UInt8] = []
        while letters.count < count {
            // What would favour some letters is drawn again.
            letters += try SecureRandom.bytes(count).filter { $0 < 250 }
        }
        return text(Array(letters.prefix(count)))
    }

    /// A letter for each byte.
    static func text(_ bytes: [UInt8]) -> String {
        let letters = bytes.map { alphabet[Int($0) % alphabet.count] }
        return stride(from: 0, to: letters.count, by: 4).map { start in
            String(letters[start..<min(start + 4, letters.count)])
        }.joined(separator: "-")
    }

    /// As it is compared and hashed: capital letters and digits alone.
    static func folded(_ text: String) -> String { text.uppercased().filter { $0.isLetter || $0.isNumber } }

    /// What is kept of one.
    static func hash(_ text: String) -> [UInt8] { SHA256.hash(Array(folded(text).utf8)).bytes }
}
