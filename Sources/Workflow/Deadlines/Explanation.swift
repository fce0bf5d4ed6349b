import CaseProtocol

/// How a date came about, as sentences: event, counting, skipped days, pauses, source, owner, lapse. Everything is read
/// from the rows, so that a date explains itself for ever, whatever the procedure says by then.
public func explanation(of deadline: Deadline, on state: CaseState, in context: DecisionContext) -> [String] {
    let explained = ExplainedDeadline(deadline: deadline, state: state, today: context.today)
    return explained.start + explained.counting + explained.pauses + explained.standing + explained.authority
}

private struct ExplainedDeadline {
    let deadline: Deadline
    let state: CaseState
    let today: CivilDate

    private func text(_ field: String) -> String? { deadline.row[field]?.string }
    private func date(_ field: String) -> CivilDate? { text(field).flatMap { CivilDate($0) } }

    var start: [String] {
        guard let day = deadline.startedOn else { return [] }
        return ["“\(deadline.title)” counts from \(dated(day)), \(occasion(of: day)); that day is day 0."]
    }

    /// What happened on the first day. The act itself may be dated otherwise than the clock that it started.
    private func occasion(of day: CivilDate) -> String {
        guard let event = deadline.startedBy.flatMap({ state[$0] }), let action = event["action"]?.string else {
            return "the day of an event that you do not see"
        }
        guard let acted = event["occurredOn"]?.string.flatMap({ CivilDate($0) }), acted != day else {
            return "the day of “\(action)”"
        }
        if day < acted { return "the day that “\(action)” tells of" }
        return "the day “\(action)” was \(event["role"]?.string == RoleID.system.rawValue ? "recorded" : "received")"
    }

    /// The last day as it was at first, before any pause.
    var counting: [String] {
        guard let day = deadline.startedOn else { return [] }
        switch (text("unit"), deadline.row["length"]?.int) {
        case ("workingDays", let count?):
            let last = day.adding(workingDays: count, in: deadline.calendar)
            return ["\(count) working days (calendar “\(deadline.calendar)”, Monday to Friday) end on \(dated(last))."]
                + skipped(from: day, through: last)
        case ("calendarDays", let count?):
            return ["\(count) calendar days end on \(dated(day.adding(days: count)))."]
        case ("months", let count?):
            let last = day.adding(months: count)
            let note = last.day == day.day ? "" : ", the last day of a month that has no day \(day.day)"
            return ["\(count) calendar months end on \(dated(last))\(note)."]
        default:
            return (date("setDueOn") ?? deadline.dueOn).map { ["It runs to the date that was set: \(dated($0))."] }
                ?? []
        }
    }

    var pauses: [String] {
        let unit = countsWorkingDays(deadline) ? "working days" : "days"
        var sentences: [String] = (deadline.row["pauses"]?.array ?? []).compactMap { pause in
            guard let pause = pause.object, let from = pause["from"]?.string.flatMap({ CivilDate($0) }),
                let to = pause["to"]?.string.flatMap({ CivilDate($0) }), let left = pause["unitsLeft"]?.int
            else { return nil }
            let last =
                countsWorkingDays(deadline)
                ? to.adding(workingDays: left, in: deadline.calendar) : to.adding(days: left)
            return
                "It was paused on \(dated(from)) with \(left) \(unit) left and resumed on \(dated(to)): those days end on "
                + "\(dated(last))."
        }
        if let since = date("pausedOn") {
            let left = deadline.row["unitsLeft"]?.int ?? 0
            sentences.append("It has been paused since \(dated(since)), with \(left) \(unit) left.")
        }
        return sentences
    }

    /// Where it stands now.
    var standing: [String] {
        let end = date("endedOn").map { " on \(dated($0))" } ?? ""
        switch deadline.state {
        case .running:
            guard let due = deadline.dueOn else { return [] }
            return [
                deadline.isOverdue(on: today)
                    ? "The last day was \(dated(due)): it is overdue." : "The last day is \(dated(due))."
            ]
        case .paused: return []
        case .met: return ["It was met\(end)."]
        case .lapsed:
            let late = deadline.isLate ? "; the step is still owed" : ""
            return ["It lapsed on \(date("lapsedOn").map(dated) ?? "an unknown day")\(late)."]
        case .cancelled: return ["It was cancelled\(end)."]
        }
    }

    var authority: [String] {
        let kind = text("provenance").map(Self.provenance) ?? "of unknown provenance"
        return [
            "Source: \(text("authority") ?? "not stated"): \(kind).",
            (deadline.kind == .window ? "The right of " : "Owed by ") + RoleWords.word(deadline.owner) + ".",
            lapseSentence,
        ]
    }

    private var lapseSentence: String {
        guard deadline.isEnforced else {
            return "When it passes nothing happens by itself: the figure is not confirmed."
        }
        switch deadline.lapse {
        case .act(let action): return "When it passes the system takes “\(action)”."
        case .escalate(let role) where role == deadline.owner: return "When it passes its owner is reminded."
        case .escalate(let role): return "When it passes the step is also owed by \(RoleWords.word(role))."
        case .rightEnds: return "When it passes the right is gone."
        case nil: return "What happens when it passes is not known here."
        }
    }

    private static func provenance(_ mark: String) -> String {
        switch LegalSource.Provenance(rawValue: mark) {
        case .verified: "law or official text, verified"
        case .secondary: "law, from a second-hand copy"
        case .recalledHigh: "law, from memory"
        case .recalledMedium, .recalledLow: "unconfirmed"
        case .design: "a service standard, not law"
        case nil: "provenance “\(mark)”"
        }
    }

    private func skipped(from day: CivilDate, through last: CivilDate) -> [String] {
        let days = day.skippedDays(through: last, in: deadline.calendar)
        guard !days.isEmpty else { return [] }
        let shown = days.prefix(8).map(dated).joined(separator: ", ")
        return ["Not counted: \(shown)\(days.count > 8 ? " and \(days.count - 8) more" : "")."]
    }

    private func dated(_ day: CivilDate) -> String {
        let names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
        return "\(names[day.weekday - 1]) \(day)"
    }
}
