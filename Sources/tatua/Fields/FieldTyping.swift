import CaseProtocol
import Workflow

/// Turns what people type into the value of a field.
struct FieldTyping {
    /// For `today` and `yesterday`, and for dates that may not lie ahead.
    let today: CivilDate
    /// The code lists that are known here.
    var lists = CodeLists.standard

    /// The list from which a field's codes are; `nil` where it takes none, or the list is not known here.
    func list(of field: FieldSpec) -> CodeList? {
        switch field.type {
        case .code(let list): lists[list]
        case .hsCode: lists[CodeList.hsID]
        default: nil
        }
    }

    /// Reads typed text.
    ///
    /// - Parameter choices: the words that a rule takes for a field of free text; `nil` where any text goes.
    /// - Throws: a ``Problem`` in the words of the rules.
    func value(_ text: String, of field: FieldSpec, choices: [String]? = nil) throws(Problem) -> JSONValue {
        let text = Self.trimmed(text)
        guard !text.isEmpty else { throw Refusal.invalidValue(field.id, reason: "is empty").problem }
        switch field.type {
        case .text(let bytesMax):
            guard text.utf8.count <= bytesMax else {
                throw Refusal.tooLong(field.id, bytes: text.utf8.count, bytesMax: bytesMax).problem
            }
            return .string(try choices.map { words throws(Problem) in try word(text, of: words, field) } ?? text)
        case .choice(let words): return .string(try word(text, of: choices ?? words, field))
        case .date(let past): return .string(try date(text, field, past: past).description)
        case .bool: return .bool(try bool(text, field))
        case .code: return .string(try code(text, field))
        case .hsCode:
            guard let code = HSCode(text) else { throw Refusal.invalidValue(field.id, reason: HSCode.shape).problem }
            if let list = list(of: field), !list.has(code) {
                let near = CodeSearch.near(code.worldwide, in: list)
                throw Refusal.unknownCode(field.id, value: text, near: near).problem
            }
            return .string(text)
        case .money: return .string(try money(text, field))
        case .list:
            let parts = text.split(separator: ",").map { Self.trimmed(String($0)) }.filter { !$0.isEmpty }
            return .array(parts.map { .string($0) })
        case .number:
            let number = Self.trimmed(text.last == "%" ? String(text.dropLast()) : text)
            guard Self.isAmount(number) else {
                throw Refusal.invalidValue(field.id, reason: "must be a number, such as 27.5").problem
            }
            return .string(number)
        case .integer(let range):
            guard let number = Int(text), range.contains(number) else {
                throw Refusal.invalidValue(
                    field.id, reason: "must be a whole number, \(range.lowerBound) to \(range.upperBound)"
                ).problem
            }
            return .int(Int64(number))
        case .caseReference, .party: return .string(text)
        }
    }

    /// Reads a value of a JSON file: text as if typed, everything else as it is.
    func value(_ json: JSONValue, of field: FieldSpec, choices: [String]? = nil) throws(Problem) -> JSONValue {
        switch json {
        case .string(let text): try value(text, of: field, choices: choices)
        case .int(let number): try value(String(number), of: field, choices: choices)
        case .null, .bool, .array, .object: json
        }
    }

    private func word(_ text: String, of words: [String], _ field: FieldSpec) throws(Problem) -> String {
        if let word = words.first(where: { $0.lowercased() == text.lowercased() }) { return word }
        throw Refusal.unknownCode(field.id, value: text, near: words).problem
    }

    private func date(_ text: String, _ field: FieldSpec, past: Bool) throws(Problem) -> CivilDate {
        let date: CivilDate? =
            switch text.lowercased() {
            case "today": today
            case "yesterday": today.adding(days: -1)
            default: CivilDate(text)
            }
        guard let date else {
            throw Refusal.invalidValue(field.id, reason: "must be a date, such as \(today)").problem
        }
        guard !past || date <= today else {
            throw Refusal.dateInFuture(path: "fields.\(field.id)", date, today: today).problem
        }
        return date
    }

    private func bool(_ text: String, _ field: FieldSpec) throws(Problem) -> Bool {
        switch text.lowercased() {
        case "yes", "y", "true": return true
        case "no", "n", "false": return false
        default: throw Refusal.invalidValue(field.id, reason: "must be yes or no").problem
        }
    }

    private func code(_ text: String, _ field: FieldSpec) throws(Problem) -> String {
        // A list of a newer procedure may be unknown here; the server knows it.
        guard let list = list(of: field) else { return text }
        guard let code = CodeSearch.exact(text, in: list) else {
            if list.takes(text.uppercased()) { return text.uppercased() }
            throw Refusal.unknownCode(field.id, value: text, near: CodeSearch.near(text, in: list)).problem
        }
        return code.code
    }

    private func money(_ text: String, _ field: FieldSpec) throws(Problem) -> String {
        var parts = text.split(separator: " ").map(String.init)
        if parts.count == 2, Self.isAmount(parts[1]), parts[0].count == 3 { parts.reverse() }
        guard parts.count == 2, Self.isAmount(parts[0]) else {
            throw Refusal.invalidValue(
                field.id, reason: "must be an amount and a currency, such as 1200.50 USD"
            ).problem
        }
        let currency = parts[1].uppercased()
        guard CodeList.currencies.contains(currency) else {
            let near = CodeSearch.near(parts[1], in: .currencies)
            throw Refusal.unknownCode(field.id, value: parts[1], near: near).problem
        }
        return "\(parts[0]) \(currency)"
    }

    /// Digits with at most one point among them, no sign and no grouping.
    private static func isAmount(_ text: String) -> Bool {
        let halves = text.split(separator: ".", omittingEmptySubsequences: false)
        return halves.count <= 2 && halves.allSatisfy { !$0.isEmpty && isDigits($0) }
    }

    private static func isDigits(_ text: some StringProtocol) -> Bool {
        text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    /// `text` without blanks around it.
    static func trimmed(_ text: String) -> String {
        let blank: (Character) -> Bool = { $0.isWhitespace }
        return String(text.drop(while: blank).reversed().drop(while: blank).reversed())
    }
}
