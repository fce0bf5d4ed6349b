import CaseProtocol
import Testing

@testable import Server

/// A name is seen by officers and administrators, in lists and logs of terminals: it shows itself and does nothing else.
@Suite struct AccountNameTests {
    @Test(arguments: [
        "a\u{1B}[31mb", "a\u{202E}nimda", "a\u{200B}b", "a\u{2028}b", "a\u{E000}b", "a\nb", " a", "a ", "",
    ])
    func `a name that turns, hides or breaks what stands beside it is refused`(_ name: String) {
        #expect(throws: Problem.self) { try AccountRules.checkName(name) }
    }

    @Test(arguments: ["amina", "Amina Wanjiru", "فاطمة", "ወርቅነሽ", "नि\u{200D}शा", "O'Neil-2"])
    func `names of people in their own scripts are taken`(_ name: String) throws {
        try AccountRules.checkName(name)
    }
}
