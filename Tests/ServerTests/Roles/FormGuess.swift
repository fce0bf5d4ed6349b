import CaseProtocol
import Workflow

/// Fills in what a rule requires, with values that each field's type takes.
struct FormGuess {
    let today: CivilDate
    let lists: CodeLists

    func values(for rule: Rule, of procedure: Procedure) -> [String: JSONValue] {
        var values: [String: JSONValue] = [:]
        for field in rule.requires {
            guard let spec = procedure.field(field) else { continue }
            values[field.rawValue] = rule.choices[field]?.first.map { .string($0) } ?? value(of: spec)
        }
        return values
    }

    private func value(of spec: FieldSpec) -> JSONValue? {
        switch spec.type {
        case .text where spec.id == "ntbCategory": "2.3"
        case .text: .string("What is said of \(spec.id).")
        case .date(let past): .string((past ? today : today.adding(days: 60)).description)
        case .bool: true
        case .choice(let words): words.first.map { .string($0) }
        case .code(let list): list == "iso3166-1" ? "KE" : lists[list]?.codes.first.map { .string($0.code) }
        case .hsCode: "0902.40"
        case .money: "1200.50 USD"
        case .list: ["CN"]
        case .number: "60"
        case .integer(let range): .int(Int64(range.lowerBound))
        case .caseReference, .party: nil
        }
    }
}
