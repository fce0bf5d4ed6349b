public import CaseProtocol

/// What the rules rest on here: procedures in all their versions, calendars, and the features that the installation has
/// switched on.
public struct Catalogue: Hashable, Sendable {
    public private(set) var procedures: [Procedure]
    public var calendars: Calendars
    public var codeLists: CodeLists
    /// Features that are off unless an administrator switches them on, such as `tradeRemediesCommittee`.
    public var features: Set<String>

    public init(
        _ procedures: [Procedure], calendars: Calendars = .standard, codeLists: CodeLists = .standard,
        features: Set<String> = []
    ) {
        self.procedures = procedures
        self.calendars = calendars
        self.codeLists = codeLists
        self.features = features
    }

    /// What this build ships.
    public static let standard = Catalogue([
        .ntbTripartite, .ntbTripartite2, .ntbTripartite3, .ntbTripartite4, .ntbTripartite5, .ntbAfCFTA, .ntbAfCFTA2,
        .ntbAfCFTA3, .ntbAfCFTA4, .ntbEAC, .ntbEAC2, .ntbEAC3, .ntbEAC4, .disputeWTO, .disputeWTO2, .disputeAfCFTA,
        .disputeAfCFTA2, .unfairAntidumping, .unfairAntidumping2, .unfairAntidumping3, .unfairAntidumping4,
        .unfairAntidumping5,
        .unfairCountervailing, .unfairCountervailing2, .unfairCountervailing3, .unfairCountervailing4,
        .unfairCountervailing5,
        .unfairSafeguard, .unfairSafeguard2, .unfairSafeguard3, .unfairSafeguard4, .unfairMalpractice,
        .unfairMalpractice2,
        .unfairMalpractice3, .unfairMalpractice4, .enquiry, .enquiry2, .enquiry3, .unfairDataRequest,
        .unfairDataRequest2,
    ])

    public func procedure(_ id: ProcedureID, version: Int) -> Procedure? {
        procedures.first { $0.id == id && $0.version == version }
    }

    /// The version under which new cases open.
    public func current(_ id: ProcedureID) -> Procedure? {
        procedures.filter { $0.id == id }.max { $0.version < $1.version }
    }

    /// Every procedure in the version under which new cases open, in the order of loading.
    public var currentProcedures: [Procedure] {
        procedures.filter { current($0.id)?.version == $0.version }
    }

    /// The procedure of a case. One that was recorded before its procedure existed here (version 0) comes under the present
    /// version.
    public func procedure(of header: CaseHeader) -> Procedure? {
        procedure(header.procedure, version: header.version)
            ?? (header.version == 0 ? current(header.procedure) : nil)
    }

    /// Adds a procedure. One with the same id and version stays as it is: a version never changes.
    public mutating func load(_ procedure: Procedure) {
        guard self.procedure(procedure.id, version: procedure.version) == nil else { return }
        procedures.append(procedure)
    }
}
