public import CaseProtocol

/// What a minister reads of a barrier complaint that concerns the country: where it stands and since when, in codes and days.
///
/// A copy in a place of its own, which the server brings up to date with every change of the case: the header says what
/// happened in somebody's words, and those are not for the minister. Nothing in it was typed as text, so that nothing in it
/// names who complains or how to reach them.
public struct MinisterSummary: Hashable, Sendable {
    public let caseID: CaseID
    /// The country for whose minister it is.
    public let country: String
    public let number: String
    public let procedure: ProcedureID
    public let version: Int
    public let stage: StageID
    /// ISO 3166-1 codes.
    public let reportingCountry: String?
    public let imposingCountry: String?
    /// The code of the mechanism's list.
    public let category: String?
    public let filedOn: String?
    public let reachedOn: String?
    /// The day by which the barrier is to go.
    public let targetOn: String?
    public let endedOn: String?
    public let isSuspended: Bool

    /// `nil` for any other row.
    public init?(_ row: Row) {
        guard let caseID = row.caseID, let country = Self.country(of: row.compartment),
            let number = row["number"]?.string, let procedure = row["procedure"]?.string,
            let stage = row["stage"]?.string
        else { return nil }
        let text = { (field: String) in row[field]?.string }
        self.caseID = caseID
        self.country = country
        self.number = number
        self.procedure = ProcedureID(procedure)
        version = row["version"]?.int.map { Int($0) } ?? 0
        self.stage = StageID(stage)
        reportingCountry = text("reportingCountry")
        imposingCountry = text("imposingCountry")
        category = text("ntbCategory")
        filedOn = text("submittedOn")
        reachedOn = text("reachedOn")
        targetOn = text("targetOn")
        endedOn = text("endedOn")
        isSuspended = row["suspended"]?.bool ?? false
    }

    private static let prefix = "minister-"

    static func compartment(of caseID: CaseID, for country: String) -> Compartment {
        Compartment(caseID: caseID, .internal, holder: prefix + country)
    }

    /// For whose minister a compartment is; `nil` for one that is nobody's summary.
    static func country(of compartment: Compartment) -> String? {
        guard compartment.confidentiality == .internal, let holder = compartment.holder, holder.hasPrefix(prefix) else {
            return nil
        }
        return String(holder.dropFirst(prefix.count))
    }

    /// What of a header it holds: codes, days and yes or no; no field that takes text.
    static let fields = [
        "number", "procedure", "version", "stage", "reportingCountry", "imposingCountry", "ntbCategory", "submittedOn",
        "reachedOn", "targetOn", "endedOn", "suspended",
    ]
}

extension CaseHeader {
    /// The countries whose ministers read where it stands: from its registration on, each from the day on which its focal point
    /// sees the case.
    var summarised: Set<String> {
        guard case .complaint = cast, number != nil, isFiled else { return [] }
        return Set([reporting, isOpenToImposingSide ? imposing : nil].compactMap(\.self))
    }
}

extension Decision {
    /// With the ministers' copies as they are after it. The server makes them alone: nobody else holds one.
    func summing(_ state: CaseState?, in context: DecisionContext) -> Decision {
        guard context.isAuthoritative, let state, var row = state.header?.row else { return self }
        var changes: [String: JSONValue] = [:]
        for event in events {
            switch event {
            case .acted(let fact), .edited(let fact): changes.merge(fact.header) { $1 }
            default: break
            }
        }
        guard !changes.isEmpty else { return self }
        row.fields = row.fields.merging(changes) { $1 }.filter { !$0.value.isNull }
        guard let header = CaseHeader(row) else { return self }
        var decision = self
        for (index, country) in header.summarised.sorted().enumerated() {
            let place = MinisterSummary.compartment(of: state.caseID, for: country)
            let members = Dictionary(
                MinisterSummary.fields.map { ($0, row[$0] ?? .null) }, uniquingKeysWith: { $1 })
            if let copy = state.rows(.party).first(where: { $0.compartment == place }) {
                let changed = members.filter { copy[$0.key] ?? .null != $0.value }
                if !changed.isEmpty {
                    decision.events.append(.partyAmended(RowAmendment(id: copy.id, fields: changed)))
                }
            } else {
                // Far from the rows that the command makes, and beside the id of a filer.
                decision.events.append(
                    .partyAdded(
                        MadeRow(id: context.mid.derived(4090 + index), compartment: place, fields: members)))
            }
        }
        return decision
    }
}
