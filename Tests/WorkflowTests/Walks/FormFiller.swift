import CaseProtocol

@testable import Workflow

/// Fills in the form of a rule: a value that each field's type takes, moved where the rule's conditions ask for another.
struct FormFiller {
    let rule: Rule
    let play: TablePlayer

    private var procedure: Procedure { play.procedure }
    private var today: CivilDate { play.today }

    /// - Parameter fields: which of the fields that the rule takes are filled in.
    func values(of fields: [FieldID]) -> [String: JSONValue] {
        var values: [FieldID: JSONValue] = [:]
        for field in fields { values[field] = procedure.field(field).flatMap { value(of: $0) } }
        // A date that one condition moves may fall under another.
        for _ in 0..<3 { for condition in rule.guards { satisfy(condition, in: &values) } }
        return Dictionary(values.map { ($0.key.rawValue, $0.value) }, uniquingKeysWith: { $1 })
    }

    private func value(of spec: FieldSpec) -> JSONValue? {
        if let word = rule.choices[spec.id]?.first { return .string(word) }
        switch spec.type {
        case .text(let bytesMax): return text(of: spec.id, bytesMax)
        case .date(let past): return .string((past ? today : today.adding(days: 60)).description)
        case .bool: return true
        case .choice(let words): return words.first.map { .string($0) }
        case .code(let list): return code(spec.id, list)
        case .hsCode: return "0902.40"
        case .money: return "1200.50 USD"
        case .list: return ["first"]
        case .number: return "10"
        case .integer(let range): return .int(Int64(range.lowerBound))
        case .caseReference: return play.others.isEmpty ? nil : "OLD"
        case .party: return party.map { .string($0) }
        }
    }

    private func text(of field: FieldID, _ bytesMax: Int) -> JSONValue? {
        if field.rawValue.hasSuffix("Country") { return code(field, "iso3166-1") }
        // Of a desk's form: the list is that of the mechanism which it chooses.
        if field == "ntbCategory" { return "2.3" }
        let seated = play.state.seatsEver.count
        switch field {
        case AssistedTrader.account: return .string(UserID(high: 0x7017, low: 0x8000_0000_0000_0001).description)
        case Seating.name: return .string("Firm \(seated)")
        case Seating.account:
            let roles = rule.effects.compactMap { effect -> RoleID? in
                if case .seat(let role) = effect { role } else { nil }
            }
            guard let role = roles.first else { return nil }
            let taken = play.state.seatsEver.filter { $0.role == role }.count
            return taken < 2 ? .string(Players.login(role, taken)) : nil
        default: return .string(String("What is said of \(field.rawValue).".prefix(bytesMax)))
        }
    }

    private func code(_ field: FieldID, _ list: String) -> JSONValue? {
        if list == "iso3166-1" {
            return ["country", "reportingCountry", "complainingCountry"].contains(field.rawValue) ? "KE" : "TZ"
        }
        if list == "rec" { return "EAC" }
        return play.catalogue.codeLists[list]?.codes.first.map { .string($0.code) } ?? "X"
    }

    private var party: String? {
        let wanted = rule.guards.compactMap { condition -> [RoleID]? in
            if case .namesParty(let roles) = condition { roles } else { nil }
        }.first
        return play.state.seats.first { wanted?.contains($0.role) ?? true }?.name
    }

    private func satisfy(_ condition: Guard, in values: inout [FieldID: JSONValue]) {
        switch condition {
        case .fieldIs(let field, let words):
            guard let given = values[field], !words.contains(given.word ?? ""), let word = words.first else { return }
            values[field] = given.bool == nil ? .string(word) : .bool(word == "true")
        case .number(let field, let comparison, let bound) where values[field] != nil:
            values[field] = .string(satisfying(comparison, bound))
        case .notBefore(let later, let earlier): move(later, atLeast: 0, after: earlier, in: &values)
        case .daysApart(let later, let earlier, let days): move(later, atLeast: days, after: earlier, in: &values)
        case .monthsAtMost(let later, let earlier, let months):
            guard let first = date(earlier, values), let last = date(later, values), values[later] != nil,
                last > first.adding(months: months)
            else { return }
            values[later] = .string(first.adding(months: months).description)
        default: break
        }
    }

    private func satisfying(_ comparison: Comparison, _ bound: String) -> String {
        switch comparison {
        case .atLeast, .atMost: bound
        case .moreThan: bound + ".5"
        case .lessThan: "0"
        }
    }

    private func date(_ field: FieldID, _ values: [FieldID: JSONValue]) -> CivilDate? {
        (values[field] ?? play.state.header?.row[field.rawValue])?.string.flatMap { CivilDate($0) }
    }

    /// Moves the later date on, or the earlier one back where the later one may not lie in the future.
    private func move(
        _ later: FieldID, atLeast days: Int, after earlier: FieldID, in values: inout [FieldID: JSONValue]
    ) {
        guard let last = date(later, values), let first = date(earlier, values), last < first.adding(days: days)
        else { return }
        let wanted = first.adding(days: days)
        if values[later] != nil, wanted <= today || !isPast(later) {
            values[later] = .string(wanted.description)
        } else if values[earlier] != nil {
            values[earlier] = .string(last.adding(days: -days).description)
        }
    }

    private func isPast(_ field: FieldID) -> Bool {
        if case .date(past: true)? = procedure.field(field)?.type { true } else { false }
    }
}
