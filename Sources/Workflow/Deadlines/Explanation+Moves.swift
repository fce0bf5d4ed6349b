import CaseProtocol

extension ExplainedDeadline {
    /// That it was counted anew while it ran: by another version of the procedure, or by a changed calendar.
    var moves: [String] {
        (deadline.row["moved"]?.array ?? []).compactMap { move in
            guard let move = move.object, let from = move["from"]?.string.flatMap({ CivilDate($0) }),
                let to = move["to"]?.string.flatMap({ CivilDate($0) })
            else { return nil }
            let day = move["on"]?.string.map { " on \($0)" } ?? ""
            let why = move["why"]?.string.map { ": \($0)" } ?? ""
            return "It was moved from \(dated(from)) to \(dated(to))\(day)\(why)."
        }
    }
}
