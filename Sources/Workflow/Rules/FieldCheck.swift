import CaseProtocol

/// Checks what a form holds against what its procedure says it may hold.
enum FieldCheck {
    /// The fields that were given: known ones, each with a value that it may hold; blank ones are left out.
    ///
    /// - Throws: the first of ``Refusal/unknownField(_:allowed:)`` to ``Refusal/dateInFuture(path:_:today:)``, in the order
    ///   of those checks and then of the fields' names.
    static func given(
        _ fields: [String: JSONValue], allowed: [FieldID], choices: [FieldID: [String]] = [:], in procedure: Procedure,
        lists: CodeLists = .standard, today: CivilDate
    ) throws(Refusal) -> [FieldID: JSONValue] {
        let present = fields.filter { !$0.value.isBlank }.sorted { $0.key < $1.key }
            .map { (FieldID($0.key), $0.value) }
        for (field, _) in present where !allowed.contains(field) || procedure.field(field) == nil {
            throw .unknownField(field, allowed: allowed)
        }
        var faults: [Refusal] = []
        for (field, value) in present {
            guard let spec = procedure.field(field) else { continue }
            if let fault = fault(
                of: value, in: field, choices[field].map(FieldType.choice) ?? spec.type, lists: lists, today: today)
            {
                faults.append(fault)
            }
        }
        if let first = faults.min(by: { $0.fieldOrder < $1.fieldOrder }) { throw first }
        return Dictionary(present, uniquingKeysWith: { $1 })
    }

    /// What is wrong with a value; `nil` when the field may hold it.
    static func fault(
        of value: JSONValue, in field: FieldID, _ type: FieldType, lists: CodeLists = .standard, today: CivilDate
    ) -> Refusal? {
        switch type {
        case .bool: return value.bool == nil ? .invalidValue(field, reason: "must be yes or no") : nil
        case .list: return listFault(of: value, in: field)
        case .text(let bytesMax):
            guard let text = value.string else { return .invalidValue(field, reason: "must be text") }
            let bytes = text.utf8.count
            return bytes > bytesMax ? .tooLong(field, bytes: bytes, bytesMax: bytesMax) : nil
        case .date(let past):
            guard let date = value.string.flatMap({ CivilDate($0) }) else {
                return .invalidValue(field, reason: "must be a day, written YYYY-MM-DD")
            }
            return past && date > today ? .dateInFuture(path: "fields.\(field)", date, today: today) : nil
        case .choice(let words):
            guard let word = value.string else {
                return .invalidValue(field, reason: "must be one of the words offered")
            }
            return words.contains(word) ? nil : .unknownCode(field, value: clipped(word), near: words)
        case .code(let list):
            guard let code = value.string else { return .invalidValue(field, reason: "must be a code") }
            guard let list = lists[list] else { return nil }
            return list.takes(code) ? nil : .unknownCode(field, value: clipped(code), near: near(code, in: list))
        case .hsCode:
            guard let text = value.string, let code = HSCode(text) else {
                return .invalidValue(field, reason: HSCode.shape)
            }
            guard let list = lists[CodeList.hsID], !list.has(code) else { return nil }
            return .unknownCode(field, value: text, near: near(code.worldwide, in: list))
        case .money: return moneyFault(of: value, in: field)
        case .number:
            let isNumber = value.string.map(DecimalText.isNumber) ?? false
            return isNumber ? nil : .invalidValue(field, reason: "must be a number, as in 27.5")
        case .integer(let range):
            let isInRange = value.int.map(range.contains) ?? false
            return isInRange
                ? nil
                : .invalidValue(field, reason: "must be a whole number, \(range.lowerBound) to \(range.upperBound)")
        case .caseReference, .party:
            guard let text = value.string, !text.isEmpty else { return .invalidValue(field, reason: "must be a name") }
            return text.utf8.count > 300 ? .tooLong(field, bytes: text.utf8.count, bytesMax: 300) : nil
        }
    }

    private static func listFault(of value: JSONValue, in field: FieldID) -> Refusal? {
        guard let values = value.array, values.allSatisfy({ $0.string != nil }) else {
            return .invalidValue(field, reason: "must be a list of words")
        }
        let bytes = values.reduce(0) { $0 + ($1.string?.utf8.count ?? 0) }
        return bytes > 5_000 ? .tooLong(field, bytes: bytes, bytesMax: 5_000) : nil
    }

    private static func moneyFault(of value: JSONValue, in field: FieldID) -> Refusal? {
        let reason = "must be an amount and a currency, as in 1200.50 USD"
        guard let text = value.string, text.utf8.count <= 40 else { return .invalidValue(field, reason: reason) }
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        let digits = (parts.first ?? "").split(separator: ".", omittingEmptySubsequences: false)
        let isAmount =
            digits.count <= 2
            && digits.allSatisfy { part in
                !part.isEmpty && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
            }
        guard parts.count == 2, isAmount else { return .invalidValue(field, reason: reason) }
        let currency = String(parts[1])
        return CodeList.currencies.contains(currency)
            ? nil : .unknownCode(field, value: clipped(currency), near: near(currency, in: .currencies))
    }

    /// At most ten codes that begin like `code`, the longest beginning that any has.
    static func near(_ code: String, in list: CodeList) -> [String] {
        var beginning = code.uppercased()
        while !beginning.isEmpty {
            let alike = list.codes.filter { $0.code.hasPrefix(beginning) }
            if !alike.isEmpty { return alike.prefix(10).map(\.code) }
            beginning.removeLast()
        }
        return list.codes.prefix(10).map(\.code)
    }

    /// A wrong value as a message repeats it.
    private static func clipped(_ text: String) -> String { text.count > 40 ? text.prefix(40) + "…" : text }
}

extension Refusal {
    /// The order of the checks on one field's value.
    fileprivate var fieldOrder: Int {
        switch self {
        case .invalidValue: 0
        case .unknownCode: 1
        case .tooLong: 2
        default: 3
        }
    }
}
