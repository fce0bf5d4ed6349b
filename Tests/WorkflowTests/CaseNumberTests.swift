import Testing
import Workflow

@Suite struct CaseNumberTests {
    private static let numbers = [1, 42, 99_999, 100_000].map { CaseNumber.make(prefix: "NTB", year: 2026, serial: $0) }

    @Test func `a number has prefix, year, serial and a letter that is never mistaken for a digit`() {
        for serial in 1...200 {
            let number = CaseNumber.make(prefix: "NTB", year: 2026, serial: serial)
            #expect(number.wholeMatch(of: /NTB-2026-\d{5}-[A-HJKMNP-Z]/) != nil, "\(number)")
        }
        #expect(Self.numbers[3].hasPrefix("NTB-2026-100000-"))
    }

    @Test(arguments: numbers)
    func `every single wrong character is found`(number: String) {
        #expect(CaseNumber.isWellFormed(number))
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-")
        let alike: [Character: Character] = ["0": "O", "1": "I"]
        let characters = Array(number)
        for index in characters.indices {
            for wrong in alphabet where wrong != characters[index] {
                // A look-alike is the same character to the reader.
                if alike[characters[index]] == wrong || characters[index] == "1" && wrong == "L" { continue }
                var changed = characters
                changed[index] = wrong
                #expect(!CaseNumber.isWellFormed(String(changed)), "\(String(changed))")
            }
        }
    }

    @Test(arguments: numbers)
    func `every two neighbours swapped are found`(number: String) {
        let characters = Array(number)
        for index in characters.indices.dropLast() where characters[index] != characters[index + 1] {
            var changed = characters
            changed.swapAt(index, index + 1)
            #expect(!CaseNumber.isWellFormed(String(changed)), "\(String(changed))")
        }
    }

    @Test func `letter case, spaces and look-alikes do not matter`() {
        let number = CaseNumber.make(prefix: "NTB", year: 2026, serial: 10)
        #expect(CaseNumber.isWellFormed(number.lowercased()))
        #expect(CaseNumber.isWellFormed(number.replacing("00010", with: "OOO1O")))
        #expect(CaseNumber.isWellFormed(number.replacing("00010", with: "ooolo")))
        #expect(CaseNumber.isWellFormed(" " + number.replacing("-", with: " - ")))
    }

    @Test(arguments: [
        "", "NTB", "NTB-2026-00042", "NTB-000-324", "K7-1", "NTB-2026-42-K", "-2026-00042-K", "NTB-2026-00042-",
    ])
    func `what is no number of ours is not well formed`(text: String) {
        #expect(!CaseNumber.isWellFormed(text))
    }
}
