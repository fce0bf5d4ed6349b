public import CaseProtocol

/// That somebody asked to be told who complained, as its row tells it. It lies where the identity lies, so that the
/// complainant reads of it; a second row tells whoever asked.
public struct Unsealing: Hashable, Sendable {
    /// For how many days at most.
    public static let daysMax = 30

    public enum State: String, Hashable, Sendable { case asked, open, refused, over }

    public let row: Row
    public let state: State

    /// `nil` for a row of another kind, or in a state that a newer server knows.
    public init?(_ row: Row) {
        guard row.kind == .unsealing, let state = row["state"]?.string.flatMap(State.init) else { return nil }
        self.row = row
        self.state = state
    }

    /// The id by which people name the request: that of the row which tells whoever asked.
    public var request: RowID { row["request"]?.string.flatMap { RowID($0) } ?? row.id }
    public var user: UserID? { row["by"]?.string.flatMap { UserID($0) } }
    public var name: String { row["byName"]?.string ?? "?" }
    public var role: RoleID { RoleID(row["role"]?.string ?? "") }
    public var reason: String { row["reason"]?.string ?? "" }
    public var days: Int { row["days"]?.int ?? 0 }
    /// The last day on which they may know.
    public var endsOn: CivilDate? { row["endsOn"]?.string.flatMap { CivilDate($0) } }

    /// Whether it is the row that lies where the identity lies.
    var isSealed: Bool { row.compartment.confidentiality == .sealed }
}

extension CaseState {
    /// Every request that is visible here, oldest first; of the two rows of one the sealed one.
    public var unsealings: [Unsealing] {
        let all = rows(.unsealing).compactMap { Unsealing($0) }
        let sealed = Set(all.filter(\.isSealed).map(\.request))
        return all.filter { $0.isSealed || !sealed.contains($0.request) }
            .sorted {
                ($0.row["recordedAt"]?.string ?? "", $0.row.id) < ($1.row["recordedAt"]?.string ?? "", $1.row.id)
            }
    }

    /// Those who may know for a while what lies in this compartment, by the agreement of two people, as far as the table of
    /// roles lets theirs ask.
    func unsealed(_ compartment: Compartment, on header: CaseHeader) -> Set<AudienceID> {
        guard compartment.confidentiality == .sealed else { return [] }
        let column = header.roleColumn(of: compartment)
        return Set(
            rows(.unsealing).filter { $0.compartment == compartment }.compactMap { Unsealing($0) }
                .filter { $0.state == .open && RoleTable.allows($0.role, .ask, on: column) }
                .compactMap(\.user).filter { !isRecused($0) }.map { .user($0) })
    }
}
