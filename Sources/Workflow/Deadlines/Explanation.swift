import CaseProtocol

/// How a date came about, as sentences: event, counting, skipped days, pauses, extensions, source, owner, lapse, and what
/// right the lapse opens. Everything is read from the rows, so that a date explains itself for ever, whatever the
/// procedure or the calendar says by then.
public func explanation(of deadline: Deadline, on state: CaseState, in context: DecisionContext) -> [String] {
    let explained = ExplainedDeadline(deadline: deadline, state: state, today: context.today)
    return explained.start + explained.counting + explained.pauses + explained.agreements + explained.moves
        + explained.standing + explained.authority
}

struct ExplainedDeadline {
    let deadline: Deadline
    let state: CaseState
    let today: CivilDate

    func text(_ field: String) -> String? { deadline.row[field]?.string }
    func date(_ field: String) -> CivilDate? { text(field).flatMap { CivilDate($0) } }

    var start: [String] {
        guard let day = deadline.startedOn else { return [] }
        let deemed = deadline.row["deemedDays"]?.int ?? 0
        var sentences: [String] = []
        if deemed > 0 {
            sentences.append(
                "Sent on \(dated(day.adding(days: -deemed))); deemed received \(deemed) days later, on \(dated(day)).")
        }
        let occasion = deemed > 0 ? "the day of deemed receipt" : occasion(of: day)
        sentences.append("“\(deadline.title)” counts from \(dated(day)), \(occasion); that day is day 0.")
        if let party = deadline.party.flatMap({ state[$0] })?["name"]?.string {
            sentences.append("It is the limit of \(party) alone.")
        }
        if deadline.awaitsConfirmation {
            sentences.append(
                "That day is what one officer recorded of an outside body: until a second person confirms it (“confirmDates”) "
                    + "nothing happens by itself.")
        }
        return sentences
    }

    /// What happened on the first day. The act itself may be dated otherwise than the clock that it started.
    private func occasion(of day: CivilDate) -> String {
        if let field = text("countsFrom") { return "the day given as “\(field)”" }
        guard let event = deadline.startedBy.flatMap({ state[$0] }), let action = event["action"]?.string else {
            return "the day of an event that you do not see"
        }
        guard let acted = event["occurredOn"]?.string.flatMap({ CivilDate($0) }), acted != day else {
            return "the day of “\(action)”"
        }
        if day < acted { return "the day that “\(action)” tells of" }
        return "the day “\(action)” was \(event["role"]?.string == RoleID.system.rawValue ? "recorded" : "received")"
    }

    var pauses: [String] {
        let unit = countsWorkingDays(deadline) ? "working days" : "days"
        var sentences: [String] = (deadline.row["pauses"]?.array ?? []).flatMap { pause -> [String] in
            guard let pause = pause.object, let from = pause["from"]?.string.flatMap({ CivilDate($0) }),
                let to = pause["to"]?.string.flatMap({ CivilDate($0) }), let left = pause["unitsLeft"]?.int
            else { return [] }
            let last = pause["dueOn"]?.string.flatMap { CivilDate($0) }
            return [
                "It was paused on \(dated(from)) with \(left) \(unit) left and resumed on \(dated(to)): those days end on "
                    + "\(last.map(dated) ?? "a day that is not on record")."
            ] + holidays(pause["skipped"])
        }
        if let since = date("pausedOn") {
            let left = deadline.row["unitsLeft"]?.int ?? 0
            sentences.append("It has been paused since \(dated(since)), with \(left) \(unit) left.")
        }
        return sentences
    }

    var agreements: [String] {
        (deadline.row["extensions"]?.array ?? []).compactMap { agreement in
            guard let agreement = agreement.object, let to = agreement["to"]?.string.flatMap({ CivilDate($0) }) else {
                return nil
            }
            let from = agreement["from"]?.string.flatMap { CivilDate($0) }
            let parties = agreement["agreedBy"]?.array?.compactMap(\.string).joined(separator: ", ") ?? "the parties"
            let day = agreement["agreedOn"]?.string.map { " on \($0)" } ?? ""
            let how = agreement["granted"]?.bool == true ? "granted for cause by" : "agreed by"
            return
                "It was extended\(from.map { " from \(dated($0))" } ?? "") to \(dated(to)), \(how) \(parties)\(day) "
                + "(\(agreement["documentRef"]?.string ?? "no document"))."
        }
    }

    func dated(_ day: CivilDate) -> String {
        let names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
        return "\(names[day.weekday - 1]) \(day)"
    }
}
