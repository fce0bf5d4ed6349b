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

    /// A field's value, with the title where it is a code, with the unit where it counts something.
    static func value(_ value: JSONValue, of field: FieldSpec?, in lists: CodeLists) -> String {
        guard let field, !value.isNull else { return Self.value(value) }
        let text = Self.value(value)
        switch field.type {
        case .code(let list): return titled(text, lists[list]?[code: text])
        case .hsCode: return titled(text, HSCode(text).flatMap { lists[CodeList.hsID]?[code: $0.worldwide] })
        case .number, .integer: return field.unit.map { "\(text) \($0)" } ?? text
        default: return text
        }
    }

    private static func titled(_ text: String, _ code: Code?) -> String { code.map { "\(text) (\($0.title))" } ?? text }

    /// What a field takes, in a few words, with its unit.
    static func type(of field: FieldSpec, choices: [String]? = nil) -> String {
        let type = type(field.type, choices: choices)
        guard let unit = field.unit else { return type }
        switch field.type {
        case .number: return "a number in \(unit), such as 27.5"
        default: return "\(type), in \(unit)"
        }
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
        case .number: "a number, such as 27.5"
        case .integer(let range): "a whole number, \(range.lowerBound) to \(range.upperBound)"
        case .caseReference: "what the case is called"
        case .party: "a party on the case, by name"
        }
    }
}
