import CaseProtocol
import Workflow

/// Small phrases that several screens share.
enum Wording {
    /// `1 change`, `2 changes`.
    static func count(_ count: Int, _ one: String, _ many: String? = nil) -> String {
        "\(count) \(count == 1 ? one : many ?? one + "s")"
    }

    /// How far off a day is: `today`, `in 3 days`, `3 days overdue`.
    static func distance(to day: CivilDate, from today: CivilDate) -> String {
        let days = day.dayNumber - today.dayNumber
        if days == 0 { return "today" }
        return days > 0 ? "in \(count(days, "day"))" : "\(count(-days, "day")) overdue"
    }

    /// The legal day of a moment: days end at midnight in Nairobi, as everywhere in the rules.
    static func legalDay(_ moment: Timestamp) -> CivilDate { moment.day(minutesEast: 180) }

    /// `label: text`; a label that is a question keeps its own mark.
    static func labelled(_ label: String, _ text: String) -> String {
        label.hasSuffix("?") ? "\(label) \(text)" : "\(label): \(text)"
    }

    /// A moment to the minute, in UTC.
    static func moment(_ moment: Timestamp) -> String {
        let text = moment.description
        return "\(text.prefix(10)) \(text.dropFirst(11).prefix(5)) UTC"
    }

    /// `KE > UG`; a question mark for a side that is not known.
    static func sides(_ reporting: String?, _ imposing: String?) -> String {
        reporting == nil && imposing == nil ? "" : "\(reporting ?? "?")>\(imposing ?? "?")"
    }

    /// A field's value as people read it.
    static func value(_ value: JSONValue) -> String {
        switch value {
        case .null: "none"
        case .bool(let value): value ? "yes" : "no"
        case .int(let value): String(value)
        case .string(let value): value
        case .array(let values): values.map(Self.value).joined(separator: ", ")
        case .object(let members):
            members.sorted { $0.key < $1.key }.map { "\($0.key) \(Self.value($0.value))" }.joined(separator: ", ")
        }
    }

    /// A field's value, with the title where it is a code.
    static func value(_ value: JSONValue, of field: FieldSpec?) -> String {
        guard case .code(let list)? = field?.type, let code = value.string,
            let title = CodeList.named(list)?[code: code]
        else { return Self.value(value) }
        return "\(code) (\(title.title))"
    }

    /// What a field takes, in a few words.
    static func type(_ type: FieldType, choices: [String]? = nil) -> String {
        if let choices { return "one of: \(choices.joined(separator: ", "))" }
        return switch type {
        case .text(let bytesMax): "text, up to \(bytesMax) bytes"
        case .date(let past): past ? "a date, YYYY-MM-DD, not in the future" : "a date, YYYY-MM-DD"
        case .bool: "yes or no"
        case .choice(let words): "one of: \(words.joined(separator: ", "))"
        case .code(let list): "a code: tatua codes \(list)"
        case .hsCode: "an HS code, two to ten digits"
        case .money: "an amount and its currency, such as 1200.50 USD"
        case .list: "a list, separated by commas"
        }
    }
}

extension CodeList {
    /// The list that procedures call `id`; `nil` when there is none.
    static func named(_ id: String) -> CodeList? { all.first { $0.id == id } }
}
