import CaseProtocol

/// Answers whether conditions of rules hold, as far as can be seen here.
struct GuardCheck {
    enum Answer: Hashable {
        case yes
        case no
        /// A client does not see enough; the words say of what.
        case unknown(String)

        var isNo: Bool { self == .no }
    }

    let standing: Standing
    let context: DecisionContext
    var fields: [FieldID: JSONValue] = [:]
    /// The time limit that the act names.
    var named: DeadlineKey?
    /// The capacity of the actor; `nil` where that is not known yet.
    var role: RoleID?
    /// The day of an officer's act; `nil` for today.
    var day: CivilDate?

    var header: CaseHeader { standing.header }
    var state: CaseState { standing.state }

    func answer(to condition: Guard) -> Answer {
        switch condition {
        case .nationalMatter: yesNo(header.isNationalMatter)
        case .twoSides: yesNo(!header.isNationalMatter)
        case .fromLead: yesNo(header.isFromLead)
        case .noFiler: yesNo(header.filer == nil)
        case .noReportingCountry: yesNo(header.reporting == nil)
        case .notAdopted: yesNo(!header.isAdopted)
        case .suspended: yesNo(header.isSuspended)
        case .lapsed(let key):
            clock(key) { $0.state == .lapsed || $0.isOverdue(on: context.today) }
        case .namedOverdue:
            yesNo(state.deadlines.contains { namedLimit.means($0) && $0.isOverdue(on: context.today) })
        case .within(let key): clock(key) { isWithin($0) }
        case .before(let key): clock(key) { isWithin($0) && $0.dueOn.map { $0 > actDay } ?? false }
        // Nobody settles what they cannot read: before transmission a proposal is the own side's.
        case .pending(let kind): yesNo(state.pendingProposal(kind).map { standing.sees($0.compartment) } ?? false)
        case .nonePending(let kind): yesNo(state.pendingProposal(kind) == nil)
        case .notProposer(let kind):
            yesNo(
                standing.ids.union(standing.selves).isDisjoint(with: [state.pendingProposal(kind)?["by"]?.string ?? ""])
            )
        case .notActor(let action):
            yesNo(
                header.reachedBy != action
                    || !(header.text("reachedByPerson").map(standing.selves.contains) ?? false))
        case .actsFor(let side, let role): yesNo(standing.acts(for: side, as: role))
        case .cardPublished: yesNo(state.publicCard?["published"]?.bool ?? false)
        case .onlyMissing(let field):
            yesNo(fields[field] == nil || hasNoCode(field) || fields[field] == header.row[field.rawValue])
        case .hidesComplainant(let field): hides(cardTexts(field))
        case .gate, .leadTime, .notBefore, .daysApart, .monthsAtMost, .namedRuns, .namedOverrun, .datesToConfirm:
            answerInTime(condition)
        case .fieldIs, .has, .hasNot, .number, .twin, .bothIn, .notSigner, .feature: answerByField(condition)
        case .seated, .notSeated, .namesParty: answerByParties(condition)
        case .linked(let kind): linked(kind)
        case .notLinked(let kind): yesNo(state.ownLinks(kind).isEmpty)
        case .underMandate: answerMandate()
        case .filedForAnother:
            state.sealedParty == nil && !context.isAuthoritative
                ? .unknown("whether it was filed for somebody else") : yesNo(state.isFiledForAnother)
        }
    }

    /// The refusal for a condition that does not hold.
    func refusal(of condition: Guard, in rule: Rule, procedure: Procedure) -> Refusal {
        switch condition {
        case .within(let key), .before(let key):
            let deadline = state.latestDeadline(key, of: seat?.row.id)
            let title = procedure.deadline(key)?.title ?? key.rawValue
            let last = deadline?.dueOn ?? deadline?.row["endedOn"]?.string.flatMap { CivilDate($0) }
            return .tooLate(rule.action, limit: "the time to “\(title)”", closedOn: last)
        case .notProposer, .notActor, .notSigner: return .secondPersonNeeded(rule.action)
        case .gate(let key):
            return state.latestDeadline(key)?.opensOn.map { .tooEarly(rule.action, earliest: $0) }
                ?? .guardFailed(rule.action, condition.sentence(in: procedure))
        case .leadTime(let days, let field):
            return date(field).map {
                .tooLate(
                    rule.action, limit: "the last day, \(days) days before \($0),", closedOn: $0.adding(days: -days))
            } ?? .guardFailed(rule.action, condition.sentence(in: procedure))
        case .underMandate: return mandateRefusal
        case .nationalMatter, .twoSides, .lapsed, .namedOverdue, .fromLead, .noFiler, .noReportingCountry, .pending,
            .nonePending, .cardPublished, .hidesComplainant, .onlyMissing, .notAdopted, .suspended, .actsFor,
            .fieldIs, .has, .hasNot, .notBefore, .daysApart, .monthsAtMost, .number, .twin, .bothIn, .seated,
            .notSeated, .namesParty,
            .feature,
            .namedRuns, .namedOverrun, .datesToConfirm, .linked, .notLinked, .filedForAnother:
            return .guardFailed(rule.action, condition.sentence(in: procedure))
        }
    }

    func yesNo(_ holds: Bool) -> Answer { holds ? .yes : .no }

    /// Whether the act falls into the window. What an officer did in time is received in time, even when the window was
    /// marked as over meanwhile.
    private func isWithin(_ window: Deadline) -> Bool {
        guard window.isOpen || window.state == .lapsed else { return false }
        return window.dueOn.map { $0 >= day ?? context.today } ?? window.isOpen
    }

    /// The day by which the act is judged.
    var actDay: CivilDate { day ?? context.today }

    /// A value of the act, or else of the header.
    func value(_ field: FieldID) -> JSONValue? { fields[field] ?? header.row[field.rawValue] }

    func date(_ field: FieldID) -> CivilDate? { value(field)?.string.flatMap { CivilDate($0) } }

    /// What holds of the time limit of this key that was started last. On a client it may only be out of sight: what runs
    /// before transmission is the filer's and the own focal point's.
    func clock(_ key: DeadlineKey, _ holds: (Deadline) -> Bool) -> Answer {
        if let deadline = state.latestDeadline(key, of: seat?.row.id) { return yesNo(holds(deadline)) }
        let filersBusiness = header.filer.map {
            Compartment(caseID: state.caseID, .confidential, holder: $0.description)
        }
        guard !context.isAuthoritative, let filersBusiness, !standing.sees(filersBusiness) else { return .no }
        return .unknown("whether the time limit “\(key)” is over")
    }

    private func hasNoCode(_ field: FieldID) -> Bool {
        !(header.text(field).map(CodeList.countries.contains) ?? false)
    }

    /// Everything that a card would say in words: its text, as given or proposed, and what it takes from the header.
    private func cardTexts(_ field: FieldID) -> [String] {
        let text = fields[field]?.string ?? state.pendingProposal(.card)?[field.rawValue]?.string
        return [text, header.place, header.product].compactMap(\.self)
    }

    /// Whatever a procedure says: nothing becomes public that tells who complained, or how to reach somebody.
    func checkCardTexts() throws(Refusal) {
        let check = PublicTextCheck(on: state)
        for text in cardTexts("publicText") {
            try check.check(text, as: "publicText", seesIdentity: standing.seesIdentity)
        }
    }

    private func hides(_ texts: [String]) -> Answer {
        if let party = state.sealedParty {
            return yesNo(texts.allSatisfy(ComplainantProtection(party).isKept))
        }
        // On the server a case without a sealed party has nobody to protect; on a client it may only be out of sight.
        return context.isAuthoritative || header.filer == nil
            ? .yes : .unknown("whether the public text hides the complainant")
    }
}
