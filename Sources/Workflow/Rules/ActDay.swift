public import CaseProtocol

/// Checks the day on which an act is said to have happened.
struct ActDay {
    let act: CaseAct
    let rule: Rule
    let role: RoleID
    let header: CaseHeader
    let today: CivilDate

    /// The day to record; `nil` when the act gives none, and the day of receipt stands.
    ///
    /// - Throws: ``Refusal/dateInFuture(path:_:today:)``, ``Refusal/beforeFiling(_:filedOn:)`` or
    ///   ``Refusal/beforeStage(_:at:reachedOn:)``.
    func checked() throws(Refusal) -> CivilDate? {
        guard let given = act.occurredOn, role != .system else { return act.occurredOn }
        // The clock of a device may run ahead of ours by the hours around midnight; what it says is today then.
        let day = given == today.adding(days: 1) ? today : given
        if day > today { throw .dateInFuture(path: "occurredOn", day, today: today) }
        if !rule.takesDay, day < today { throw .datedByReceipt(rule.action) }
        // Filers are not held to it: working without signal they act before the server receives what they act upon.
        guard !RoleWords.filers.contains(role) else { return day }
        if let filedOn = header.day("submittedOn"), day < filedOn { throw .beforeFiling(day, filedOn: filedOn) }
        // What may follow the case to a later stage may have happened at an earlier one.
        if let reachedOn = rule.isRebaseable ? header.day("adoptedOn") : header.stageReachedOn, day < reachedOn {
            throw .beforeStage(day, at: header.stage, reachedOn: reachedOn)
        }
        return day
    }
}

extension Rule {
    /// Whether an officer may say that the act happened earlier than it was received. Not of what says from when on the
    /// clocks of everybody stand still or run.
    public var takesDay: Bool {
        !effects.contains { [.suspend, .resumeSuspended, .adopt].contains($0) } || to != .stay
    }
}

extension CaseHeader {
    /// The first day on which an act of the present stage can have happened: when the stage was reached, or the case
    /// was adopted here; `nil` where that is not known. Of an opening only the day of receipt is known, which is no bound:
    /// what an officer did on a call that was taken without signal arrives with it.
    public var stageReachedOn: CivilDate? { [day("reachedOn"), day("adoptedOn")].compactMap(\.self).max() }

    func day(_ field: FieldID) -> CivilDate? { text(field).flatMap { CivilDate($0) } }
}
