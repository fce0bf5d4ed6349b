public import CaseProtocol

/// The procedures that are known here, all versions.
public struct Catalogue: Hashable, Sendable {
    public let procedures: [Procedure]

    public init(_ procedures: [Procedure]) { self.procedures = procedures }

    /// What this build ships.
    public static let standard = Catalogue([.ntbTripartite])

    public func procedure(_ id: ProcedureID, version: Int) -> Procedure? {
        procedures.first { $0.id == id && $0.version == version }
    }

    /// The version under which new cases open.
    public func current(_ id: ProcedureID) -> Procedure? {
        procedures.filter { $0.id == id }.max { $0.version < $1.version }
    }
}
