import CaseProtocol
import ClientCore
import Workflow

/// A case in a list.
struct ListedCase: Hashable {
    let header: CaseHeader
    /// What the public register calls its stage; `nil` where nothing is public.
    let status: String?
    /// Whether a pending command makes or changes it.
    let isProvisional: Bool

    /// Cases as a list has them.
    ///
    /// - Parameter keep: which of them to take.
    static func list(_ replica: Replica, _ headers: [CaseHeader]) throws -> [ListedCase] {
        let pending = Set(try replica.outbox().filter(\.isPending).map(\.caseID))
        let catalogue = try replica.catalogue
        return headers.map { header in
            let stage = catalogue.procedure(of: header)?.stage(header.stage)
            return ListedCase(
                header: header, status: stage.map(\.publicName) ?? header.text("publishedStatus"),
                isProvisional: pending.contains(header.caseID))
        }
    }

    /// What to call it.
    var reference: String { header.references.first ?? String(header.caseID.description.suffix(8)) }

    var json: JSONValue {
        [
            "reference": .string(reference), "number": header.number.json, "label": header.label.json,
            "aliases": .array(header.aliases.map(\.json)), "case": .string(header.caseID.description),
            "stage": .string(header.stage.rawValue), "status": status.json,
            "reportingCountry": header.reportingCountry.json, "imposingCountry": header.imposingCountry.json,
            "place": header.place.json, "product": header.product.json, "category": header.ntbCategory.json,
            "provisional": .bool(isProvisional), "imported": .bool(header.isImported),
        ]
    }
}
