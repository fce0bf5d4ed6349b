/// The passwords that guessing programs try first, of those that are long enough to be taken otherwise. Small letters and
/// digits. From what published lists of leaked passwords have in common, and from here.
enum CommonPasswords {
    /// - Parameter folded: small letters and digits alone.
    static func contains(_ folded: String) -> Bool {
        if all.contains(folded) { return true }
        // One of the words that stand at the top of every list, with digits before or behind it, or twice.
        let core = String(folded.drop(while: \.isNumber).reversed().drop(while: \.isNumber).reversed())
        if core.isEmpty { return isRun(folded) }
        return words.contains(core) || words.contains { core == $0 + $0 }
    }

    /// Digits alone that go up, go down or repeat themselves.
    private static func isRun(_ digits: String) -> Bool {
        let values = digits.compactMap(\.wholeNumberValue)
        let steps = Set(zip(values, values.dropFirst()).map { ($1 - $0 + 10) % 10 })
        return steps.count <= 1
            || (1...3).contains { length in
                values.indices.allSatisfy { values[$0] == values[$0 % length] }
            }
    }

    private static let words: Set<String> = [
        "password", "passwort", "passw0rd", "p4ssword", "pa55word", "qwerty", "qwertyuiop", "qwertzuiop", "azertyuiop",
        "asdfghjkl", "zxcvbnm", "letmein", "welcome", "admin", "administrator", "iloveyou", "monkey", "dragon",
        "football",
        "baseball", "master", "sunshine", "princess", "superman", "trustno", "secret", "changeme", "default", "test",
        "testing", "computer", "internet", "samsung", "liverpool", "arsenal", "chelsea", "manchester", "jesus",
        "jesuschrist", "godisgood", "godislove", "blessed", "hakunamatata", "karibu", "jambo", "mambo", "kenya",
        "nairobi",
        "mombasa", "tanzania", "uganda", "kampala", "rwanda", "kigali", "safari", "simba", "mungu", "tatua", "trade",
        "ministry", "customs", "abc", "abcd", "abcdef", "abcdefgh", "abcdefghij", "abcdefghijkl", "user", "guest",
    ]

    private static let all: Set<String> = [
        "1q2w3e4r5t", "1q2w3e4r5t6y", "q1w2e3r4t5", "q1w2e3r4t5y6", "1qaz2wsx3edc", "qazwsxedcrfv", "zaq12wsxcde3",
        "qwerty123456", "1234qwerasdf", "qweasdzxc123", "asdf1234asdf", "abc123abc123", "a1b2c3d4e5", "1a2b3c4d5e",
        "passwordpassword", "correcthorsebatterystaple", "thisismypassword", "mypassword123", "iloveyou1234",
        "ilovejesus1", "thequickbrownfox", "onetwothree", "onetwothreefour", "letmeinplease", "nothingisimpossible",
    ]
}
