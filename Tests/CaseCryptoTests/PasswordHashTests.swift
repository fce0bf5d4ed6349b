import CaseCrypto
import Testing

struct PasswordHashTests {
    /// Made with Python's `hashlib.scrypt`.
    static let known = "scrypt$1024$8$1$AAECAwQFBgcICQoLDA0ODw$aWD8XrZSYmerkESglwSlTJ2n-x5UDSq_FFHBgb-Ytc4"
    static let knownPassword = "Usiku mwema, mañana"

    /// Text, and what is wrong with it.
    static let malformed: [(String, Comment)] = [
        ("", "no field"),
        ("a password", "not a hash"),
        (known + "$", "a field too many"),
        (known + "\n", "text after it"),
        (" " + known, "text before it"),
        (known.replacing("scrypt", with: "Scrypt"), "another scheme"),
        (known.replacing("$1024$", with: "$1000$"), "rounds that are no power of two"),
        (known.replacing("$1024$", with: "$01024$"), "a leading zero"),
        (known.replacing("$1024$", with: "$+1024$"), "a sign"),
        (known.replacing("$1024$", with: "$-1024$"), "a negative number"),
        (known.replacing("$1024$", with: "$$"), "no number"),
        (known.replacing("$1024$", with: "$18446744073709551616$"), "a number too large"),
        (known.replacing("$1024$", with: "$1099511627776$"), "rounds that would take days"),
        (known.replacing("$8$1$", with: "$8$4294967295$"), "lanes that would take days"),
        (known.replacing("$8$1$", with: "$0$1$"), "no blocks"),
        (known.replacing("$AAEC", with: "$AAE"), "a short salt"),
        (known.replacing("$AAEC", with: "$"), "a salt without its beginning"),
        (known.replacing("DA0ODw$", with: "DA0ODw==$"), "padding"),
        (known.replacing("DA0ODw$", with: "DA0ODx$"), "unused bits that are set"),
        (known.replacing("-x5UDSq_", with: "+x5UDSq/"), "the other base64 alphabet"),
        (String(known.dropLast()), "a short hash"),
        (known + "AAAA", "a long hash"),
    ]

    @Test func `a hash made elsewhere recognises its password`() throws {
        let hash = try PasswordHash(parsing: Self.known)
        #expect(hash.text == Self.known)
        #expect(hash.matches(Self.knownPassword))
    }

    @Test(arguments: [
        "", "Usiku mwema, manana", "usiku mwema, mañana", "Usiku mwema, mañana ", "Usiku mwema\0, mañana",
    ])
    func `no other password matches`(password: String) throws {
        #expect(try !PasswordHash(parsing: Self.known).matches(password))
    }

    @Test(arguments: ["", "a", "nenosiri ☂️", String(repeating: "long ", count: 1000)])
    func `a new hash recognises its password, also after storing`(password: String) throws {
        let hash = try PasswordHash.make(password, cost: .fastForTests)
        #expect(hash.matches(password))
        #expect(!hash.matches(password + "x"))
        let stored = try PasswordHash(parsing: hash.text)
        #expect(stored == hash)
        #expect(stored.matches(password))
    }

    @Test func `one password hashed twice has two hashes`() throws {
        let first = try PasswordHash.make("same", cost: .fastForTests)
        #expect(try PasswordHash.make("same", cost: .fastForTests) != first)
    }

    @Test func `people's passwords get the full cost unless told otherwise`() throws {
        #expect(try PasswordHash.make("a password").text.hasPrefix("scrypt$65536$8$1$"))
    }

    @Test func `a hash does not print itself`() throws {
        #expect("\(try PasswordHash(parsing: Self.known))" == "PasswordHash(scrypt, N=1024, r=8, p=1)")
    }

    @Test(arguments: malformed)
    func `text that no hash has is refused`(text: String, because: Comment) {
        #expect(because) {
            try PasswordHash(parsing: text)
        } throws: { error in
            if case CryptoError.malformed = error { true } else { false }
        }
    }
}
