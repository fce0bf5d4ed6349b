import CaseProtocol
import Workflow

/// Somebody who sits on a case, with what they still owe.
struct SeatView: Hashable {
    let seat: Seat
    /// The limits of this party alone that run, are paused or late; in order of their making.
    let limits: [Deadline]
    /// Whether the person at the terminal acts for it.
    let isMine: Bool

    init(_ seat: Seat, on state: CaseState, isMine: Bool) {
        self.seat = seat
        limits = state.deadlines.filter { $0.party == seat.row.id && ($0.isOpen || $0.isLate) }
        self.isMine = isMine
    }

    var json: JSONValue {
        [
            "name": .string(seat.name), "role": .string(seat.role.rawValue), "country": seat.country.json,
            "representative": seat.representative.json, "seatedOn": (seat.seatedOn?.description).json,
            "terminated": .bool(seat.isTerminated), "mine": .bool(isMine),
            "marks": .object(Dictionary(seat.marks.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })),
            "limits": .array(
                limits.map { limit in
                    [
                        "deadline": .string(limit.key.rawValue), "title": .string(limit.title),
                        "state": .string(limit.state.rawValue), "dueOn": (limit.dueOn?.description).json,
                    ]
                }),
        ]
    }
}
