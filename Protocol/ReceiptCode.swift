/// What somebody who files without a name writes down, and all that opens their cases later: sixteen letters and digits of
/// 29 that are not mistaken for each other (77 bits), and one more that shows a slip of the pen. Nobody else holds it, so
/// nobody can give it again.
public struct ReceiptCode: Hashable, Sendable {
    /// Of the 36, without `I`, `L`, `O`, `0`, `2`, `5` and `8`. As many as a prime, so that the check finds every wrong letter
    /// and every two that changed places.
    private static let alphabet = Array("1ABCDEFGHJKMNPQRSTUVWXYZ34679")
    /// What people write for one that is there.
    private static let lookalikes: [Character: Character] = ["I": "1", "L": "1", "2": "Z", "5": "S", "8": "B"]
    /// How many are drawn; one more checks them.
    public static let drawnCount = 16

    /// Capital letters and digits without dashes, the check left out: what keys are derived from.
    public let letters: String

    /// Takes what was drawn.
    ///
    /// - Parameter draw: 64 random bits, anew with each call.
    public init(drawing draw: () -> UInt64) {
        // Of 2^64 numbers the last few favour some letters by less than one in 10^17.
        letters = String((0..<Self.drawnCount).map { _ in Self.alphabet[Int(draw() % UInt64(Self.alphabet.count))] })
    }

    /// Reads one as somebody typed it: in any letter case, with or without dashes and spaces.
    ///
    /// - Throws: a ``Problem`` that says what such a code looks like; it never repeats what was typed.
    public init(parsing text: String) throws(Problem) {
        let typed = text.uppercased().filter { !$0.isWhitespace && !"-–—".contains($0) }
            .map { Self.lookalikes[$0] ?? $0 }
        guard typed.count == Self.drawnCount + 1, typed.allSatisfy({ Self.alphabet.contains($0) }) else {
            throw Problem(
                .invalidField,
                "A receipt code is \(Self.drawnCount + 1) letters and digits, as in “K7QM-4R3D-9XWA-PT6E-V”, without O and 0.",
                path: "receiptCode")
        }
        letters = String(typed.dropLast())
        guard typed.last == check else {
            throw Problem(
                .invalidField,
                "The receipt code was not typed as it was given: one letter is wrong, or two changed places.",
                path: "receiptCode")
        }
    }

    /// As people write it down: four groups of four, and the check.
    public var text: String {
        let all = Array(letters) + [check]
        return stride(from: 0, to: all.count, by: 4).map { String(all[$0..<min($0 + 4, all.count)]) }
            .joined(separator: "-")
    }

    /// Each letter counts by its place.
    private var check: Character {
        let sum = letters.enumerated().reduce(0) { sum, letter in
            sum + (letter.offset + 1) * (Self.alphabet.firstIndex(of: letter.element) ?? 0)
        }
        return Self.alphabet[sum % Self.alphabet.count]
    }
}

/// The account for which a receipt code stands: a name and a password that derive from it, neither of which leads back to it
/// or to the other. See [the protocol](README.md#5-signing-in), “Filing without a name”.
public struct NamelessAccount: Hashable, Sendable, Codable {
    /// What the account is called at the sign-in: `code-` and 32 hexadecimal digits. A secret of its holder's, as the code is.
    public var name: String
    /// 32 bytes as base64url.
    public var password: String
    /// The account's id: of the name, so that a device knows it before the server does.
    public var user: UserID

    public init(name: String, password: String, user: UserID) {
        self.name = name
        self.password = password
        self.user = user
    }

    /// What the bytes of the name are derived for with HKDF-SHA256 from ``ReceiptCode/letters``, without salt: 16.
    public static let nameInfo = "tatua receipt code 1 name"
    /// And those of the password: 32.
    public static let passwordInfo = "tatua receipt code 1 password"
    private static let prefix = "code-"
    private static let digitCount = 32
    private static let passwordCount = 43

    /// The name of so many bytes.
    public static func name(of bytes: [UInt8]) -> String {
        let digits = bytes.map { byte in
            let text = String(byte, radix: 16)
            return text.count == 1 ? "0" + text : text
        }
        return prefix + digits.joined()
    }

    /// Whether a registration has the form of one that derives from a code: nobody chooses such a name or password.
    public static func isWellFormed(name: String, password: String) -> Bool {
        let digits = name.dropFirst(prefix.count).utf8
        let isName =
            name.hasPrefix(prefix) && digits.count == digitCount
            && digits.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
        return isName && password.utf8.count == passwordCount
            && password.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || byte == 0x2D || byte == 0x5F
            }
    }

    /// What is hashed with SHA-256 for the account's id.
    public static func hashedBytes(ofName name: String) -> [UInt8] {
        Array("tatua account without a name 1 \(name)".utf8)
    }

    /// The id of which these are the first sixteen bytes of the hash, with the marks of an id.
    public static func user(ofHash hash: [UInt8]) -> UserID {
        let bits = UserID(bytes: hash.prefix(16)) ?? UserID(high: 0, low: 0)
        return UserID(
            high: bits.high & ~0xF000 | 0x7000, low: bits.low & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000)
    }
}
