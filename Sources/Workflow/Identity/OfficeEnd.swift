public import CaseProtocol

/// What the server sends, as `system`, when somebody holds other offices than before: a case that was given to them by name in
/// an office that they no longer hold is theirs no more (`roles.md` 3.6). `nil` where nothing was.
///
/// - Parameter appointments: what they hold now.
public func officeEnd(of user: UserID, holding appointments: [Appointment], in state: CaseState) -> CaseAct? {
    guard let header = state.header else { return nil }
    let investigates = appointments.contains { appointment in
        appointment.role == .investigator && appointment.acting == nil && appointment.scope == header.fileCountry
    }
    let given = state.rows(.assignment).filter { row in
        header.cast.isByAssignment && !investigates
            && OfficeEnd.members.contains { row[$0] == .string(user.description) }
    }
    let lost = Set(
        state.seats.filter { seat in
            seat.user == user && !appointments.contains { $0.mayHold(seat.role, on: header) }
        }.map(\.holder))
    let accounts = state.rows(.party).filter { row in
        row["seatUser"]?.bool == true && row.compartment.holder.map(lost.contains) ?? false
    }
    let rows = (given + accounts).map(\.id)
    return rows.isEmpty ? nil : OfficeEnd.act(on: state.caseID, user, rows)
}

extension CaseState {
    /// Whom the case was given to by name, or seats by account.
    public var namedPeople: Set<UserID> {
        let given = rows(.assignment).flatMap { row in OfficeEnd.members.compactMap { row[$0]?.string } }
        return Set(given.compactMap { UserID($0) }).union(seats.compactMap(\.user))
    }
}

/// Takes somebody off the rows by which a case is theirs. No table lists it, and no event tells it: the office changed, and
/// nobody did anything on the case. A seat stays, with nobody's account.
struct OfficeEnd {
    /// The members of an assignment that name a person.
    static let members = ["person", "opener"]
    private static let action: ActionID = "endOffice"

    private let act: CaseAct
    private let state: CaseState

    /// `nil` for any other act, and for anybody but the machine.
    init?(_ act: CaseAct, _ standing: Standing) {
        guard standing.party.isSystem, act.action == Self.action else { return nil }
        self.act = act
        state = standing.state
    }

    fileprivate static func act(on caseID: CaseID, _ user: UserID, _ rows: [RowID]) -> CaseAct {
        CaseAct(
            caseID: caseID, action: action, from: nil,
            fields: [
                "person": .string(user.description), "rows": .array(rows.sorted().map { .string($0.description) }),
            ])
    }

    var decision: Decision {
        let rows = (act.fields["rows"]?.array ?? []).compactMap { $0.string.flatMap { RowID($0) } }
            .compactMap { state[$0] }
        let events: [CaseEvent] = rows.compactMap { row in
            switch row.kind {
            case .assignment:
                let named = Self.members.filter { row[$0] != nil && row[$0] == act.fields["person"] }
                return .reassigned(
                    RowAmendment(id: row.id, fields: Dictionary(named.map { ($0, .null) }, uniquingKeysWith: { $1 })))
            case .party: return .partyAmended(RowAmendment(id: row.id, fields: ["seatUser": false]))
            default: return nil
            }
        }
        return Decision(events: events)
    }
}

extension Appointment {
    /// Whether it lets its holder take a seat of this role: an official's only on a file of the own country, and in an office
    /// of their own.
    func mayHold(_ seat: RoleID, on header: CaseHeader) -> Bool {
        guard role == seat else { return false }
        guard Party.officials.contains(seat) else { return true }
        return acting == nil && scope != nil && scope == header.fileCountry
    }
}
