import CaseProtocol

/// What a doctor says of one thing.
struct Finding: Sendable {
    enum Grade: String, Sendable { case ok, watch, wrong }

    var grade: Grade
    var subject: String
    /// A sentence: what is so, and what to do about it.
    var words: String

    static func ok(_ subject: String, _ words: String) -> Finding {
        Finding(grade: .ok, subject: subject, words: words)
    }
    static func watch(_ subject: String, _ words: String) -> Finding {
        Finding(grade: .watch, subject: subject, words: words)
    }
    static func wrong(_ subject: String, _ words: String) -> Finding {
        Finding(grade: .wrong, subject: subject, words: words)
    }

    var json: JSONValue {
        ["grade": .string(grade.rawValue), "subject": .string(subject), "words": .string(words)]
    }

    /// `12 days`, `3 hours`.
    static func span(_ milliseconds: Int64) -> String {
        let hours = max(0, milliseconds / 3_600_000)
        let (count, unit) = hours < 48 ? (hours, "hour") : (hours / 24, "day")
        return "\(count) \(unit)\(count == 1 ? "" : "s")"
    }
}
