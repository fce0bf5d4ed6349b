import CaseProtocol
import Testing

/// The code by which somebody without a name comes back.
@Suite struct ReceiptCodeTests {
    private static let alphabet = Array("1ABCDEFGHJKMNPQRSTUVWXYZ34679")

    private static func code(_ seed: UInt64) -> ReceiptCode {
        var state = seed
        return ReceiptCode {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 8
        }
    }

    @Test(arguments: 0..<50 as Range<UInt64>)
    func `what was given is read again, however it is typed`(seed: UInt64) throws {
        let code = Self.code(seed)
        #expect(
            code.text.count == 21 && code.text.wholeMatch(of: /([1A-HJKMNP-Z34679]{4}-){4}[1A-HJKMNP-Z34679]/) != nil)
        #expect(try ReceiptCode(parsing: code.text) == code)
        #expect(try ReceiptCode(parsing: code.text.lowercased().replacing("-", with: " ")) == code)
        let misread = code.text.replacing("1", with: "l").replacing("B", with: "8").replacing("S", with: "5")
            .replacing("Z", with: "2")
        #expect(try ReceiptCode(parsing: misread) == code)
    }

    @Test func `one wrong letter or two that changed places are found, always`() throws {
        let letters = Array(Self.code(7).text.filter { $0 != "-" })
        for index in letters.indices {
            for letter in Self.alphabet where letter != letters[index] {
                var wrong = letters
                wrong[index] = letter
                #expect(throws: Problem.self) { try ReceiptCode(parsing: String(wrong)) }
            }
            for other in letters.indices.dropLast()
            where other < index && index < letters.count - 1 && letters[other] != letters[index] {
                var wrong = letters
                wrong.swapAt(index, other)
                #expect(throws: Problem.self) { try ReceiptCode(parsing: String(wrong)) }
            }
        }
    }

    @Test(arguments: ["", "K7QM", "O0O0-O0O0-O0O0-O0O0-O", "K7QM-4R3D-9XWA-PT6E-HH", "K7QM-4R3D-9XWA-PT6E-É"])
    func `what is no code is refused without repeating it`(text: String) {
        do {
            _ = try ReceiptCode(parsing: text)
            Issue.record("“\(text)” was taken")
        } catch {
            #expect(error.path == "receiptCode" && !error.message.contains("HH") && !error.message.contains("É"))
        }
    }

    @Test func `two draws give two codes, of all letters`() {
        let codes = (0..<500).map { Self.code(UInt64($0)).letters }
        #expect(Set(codes).count == 500 && Set(codes.joined()).count == Self.alphabet.count)
    }

    @Test func `only what derives from a code is a name and a password of one`() {
        let name = NamelessAccount.name(of: Array(0..<16))
        #expect(name == "code-000102030405060708090a0b0c0d0e0f")
        let password = String(repeating: "a", count: 43)
        #expect(NamelessAccount.isWellFormed(name: name, password: password))
        #expect(!NamelessAccount.isWellFormed(name: name.uppercased(), password: password))
        #expect(!NamelessAccount.isWellFormed(name: name + "0", password: password))
        #expect(!NamelessAccount.isWellFormed(name: name, password: password + "a"))
        #expect(!NamelessAccount.isWellFormed(name: name, password: String(repeating: "+", count: 43)))
    }
}
