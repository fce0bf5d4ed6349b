internal import CaseProtocol

/// What a password may be. Length is what makes one hard to guess; what everybody guesses first is refused.
enum PasswordRules {
    static let charactersMin = 10
    static let bytesMax = 1_024

    /// - Parameter name: of the account.
    /// - Throws: a ``Problem`` that says in words what is asked for.
    static func check(_ password: String, of name: String, path: String = "password") throws(Problem) {
        guard password.count >= charactersMin else {
            throw Problem(
                .invalidField,
                "A password has at least \(charactersMin) characters; a few words in a row are good and easy to keep.",
                path: path)
        }
        guard password.utf8.count <= bytesMax else {
            throw Problem(.tooLong, "A password has at most \(bytesMax) bytes.", path: path)
        }
        let folded = Self.folded(password)
        guard !isMadeOfName(folded, Self.folded(name)) else {
            throw Problem(
                .invalidField, "A password is not made of the account's name: whoever knows you tries that first.",
                path: path)
        }
        guard Set(folded).count >= 4, !CommonPasswords.contains(folded) else {
            throw Problem(
                .invalidField,
                "This password is among those that everybody tries first. Take a few words that only you would put in a row.",
                path: path)
        }
    }

    /// The name, alone or with a few characters more, in whatever case.
    private static func isMadeOfName(_ password: String, _ name: String) -> Bool {
        guard name.count >= 3, password.contains(name) else { return false }
        return password.count - name.count < charactersMin
    }

    /// Letters and digits alone, small.
    private static func folded(_ text: String) -> String {
        text.lowercased().filter { $0.isLetter || $0.isNumber }
    }
}
