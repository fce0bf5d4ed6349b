public import CaseProtocol

/// The time-bound elimination matrix: what has to be done about each barrier that is to go by a day that was set, by whom,
/// and how late it is. Its columns are those of the monitoring committees (`procedures.md` 14).
public struct EliminationMatrix: Hashable, Sendable {
    /// Soonest first, those without a day last, then by reference.
    public let rows: [MatrixRow]

    /// - Parameters:
    ///   - states: cases as far as they may be seen; those that are not on the matrix, or have ended, are left out.
    ///   - summaries: what a minister reads in place of cases; those that `states` holds too are left out.
    ///   - today: where the clocks stand, see ``DecisionContext/today``.
    public init(
        _ states: some Sequence<CaseState>, summaries: [MinisterSummary] = [], in catalogue: Catalogue,
        on today: CivilDate
    ) {
        let seen = states.compactMap { MatrixRow($0, in: catalogue, on: today) }
        let known = Set(seen.map(\.caseID))
        let told = summaries.filter { !known.contains($0.caseID) }.compactMap {
            MatrixRow($0, in: catalogue, on: today)
        }
        rows = (seen + told).sorted {
            ($0.targetOn?.description ?? "~", $0.reference) < ($1.targetOn?.description ?? "~", $1.reference)
        }
    }
}

/// One barrier on the matrix.
public struct MatrixRow: Hashable, Sendable {
    /// The stage at which procedures put what is to go by a day.
    public static let stage: StageID = "timeBound"

    public let caseID: CaseID
    public let reference: String
    public let stageID: StageID
    /// The code of the joint mechanism's list.
    public let category: String?
    public let place: String?
    public let product: String?
    /// Who is hurt, and whose measure it is, as ISO 3166-1 codes.
    public let reportingCountry: String?
    public let imposingCountry: String?
    public let impact: String?
    public let actionRequired: String?
    /// The office that has to do it.
    public let owner: String?
    public let targetOn: CivilDate?
    /// Days to the target; below 0 where it is past; `nil` without one.
    public let daysLeft: Int?
    /// What shows that it was done, as told last.
    public let evidence: String?

    /// `nil` for a case that is not on the matrix.
    init?(_ state: CaseState, in catalogue: Catalogue, on today: CivilDate) {
        guard let header = state.header else { return nil }
        let target = header.text("targetOn").flatMap { CivilDate($0) }
        let isEnded = catalogue.procedure(of: header)?.stage(header.stage)?.isFinal ?? header.isEnded
        guard !isEnded, header.stage == Self.stage || target != nil else { return nil }
        let events = state.rows(.event).sorted {
            ($0["recordedAt"]?.string ?? "", $0.id) < ($1["recordedAt"]?.string ?? "", $1.id)
        }
        let decision = events.last { $0["actionRequired"] != nil }
        caseID = state.caseID
        reference = header.references.first ?? state.caseID.description
        stageID = header.stage
        category = header.ntbCategory
        place = header.place
        product = header.product
        reportingCountry = header.reportingCountry
        imposingCountry = header.imposingCountry ?? header.text("locationCountry")
        impact = header.text("impact") ?? decision?["impact"]?.string
        actionRequired = decision?["actionRequired"]?.string
        owner = decision?["actionOwner"]?.string
        targetOn = target
        daysLeft = target.map { $0.dayNumber - today.dayNumber }
        evidence = events.last { $0["evidence"] != nil }?["evidence"]?.string
    }

    /// The same as far as a minister reads it: codes and days; what has to be done, by whom and why, is text, and not for them.
    init?(_ summary: MinisterSummary, in catalogue: Catalogue, on today: CivilDate) {
        let target = summary.targetOn.flatMap { CivilDate($0) }
        let stage = catalogue.procedure(summary.procedure, version: summary.version)?.stage(summary.stage)
        let isEnded = stage?.isFinal ?? (summary.endedOn != nil)
        guard !isEnded, summary.stage == Self.stage || target != nil else { return nil }
        caseID = summary.caseID
        reference = summary.number
        stageID = summary.stage
        category = summary.category
        reportingCountry = summary.reportingCountry
        imposingCountry = summary.imposingCountry
        targetOn = target
        daysLeft = target.map { $0.dayNumber - today.dayNumber }
        (place, product, impact, actionRequired, owner, evidence) = (nil, nil, nil, nil, nil, nil)
    }
}

extension MatrixRow {
    /// How it stands by the target: `due today`, `due in 3 days`, `overdue by 1 day`; blank without one.
    public var status: String {
        guard let daysLeft else { return "" }
        let days = { (count: Int) in "\(count) \(count == 1 ? "day" : "days")" }
        if daysLeft == 0 { return "due today" }
        return daysLeft > 0 ? "due in \(days(daysLeft))" : "overdue by \(days(-daysLeft))"
    }

    /// The names of ``cells``, in their order.
    public static let columns = [
        "reference", "stage", "category", "place", "product", "reportingCountry", "imposingCountry", "impact",
        "actionRequired", "owner", "targetOn", "status", "evidence",
    ]

    /// The row as a table has it; blank where nothing is known.
    public var cells: [String] {
        [
            reference, stageID.rawValue, category ?? "", place ?? "", product ?? "", reportingCountry ?? "",
            imposingCountry ?? "", impact ?? "", actionRequired ?? "", owner ?? "", targetOn?.description ?? "",
            status, evidence ?? "",
        ]
    }
}
