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
    /// The day of an officer's act; `nil` for today.
    var day: CivilDate?

    private var header: CaseHeader { standing.header }
    private var state: CaseState { standing.state }

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
            yesNo(state.deadlines.contains { $0.key == named && $0.isOverdue(on: context.today) })
        case .within(let key): clock(key) { isWithin($0) }
        // Nobody settles what they cannot read: before transmission a proposal is the own side's.
        case .pending(let kind): yesNo(state.pendingProposal(kind).map { standing.sees($0.compartment) } ?? false)
        case .nonePending(let kind): yesNo(state.pendingProposal(kind) == nil)
        case .notProposer(let kind):
            yesNo(!standing.ids.contains(state.pendingProposal(kind)?["by"]?.string ?? ""))
        case .notActor(let action):
            yesNo(header.reachedBy != action || header.text("reachedByPerson") != standing.party.id.description)
        case .actsFor(let side, let role): yesNo(standing.acts(for: side, as: role))
        case .cardPublished: yesNo(state.publicCard?["published"]?.bool ?? false)
        case .onlyMissing(let field):
            yesNo(fields[field] == nil || hasNoCode(field) || fields[field] == header.row[field.rawValue])
        case .hidesComplainant(let field): hides(cardTexts(field))
        }
    }

    /// The refusal for a condition that does not hold.
    func refusal(of condition: Guard, in rule: Rule, procedure: Procedure) -> Refusal {
        switch condition {
        case .within(let key):
            let deadline = state.latestDeadline(key)
            let title = procedure.deadline(key)?.title ?? key.rawValue
            let last = deadline?.dueOn ?? deadline?.row["endedOn"]?.string.flatMap { CivilDate($0) }
            return .tooLate(rule.action, limit: "the time to “\(title)”", closedOn: last)
        case .notProposer, .notActor: return .secondPersonNeeded(rule.action)
        case .nationalMatter, .twoSides, .lapsed, .namedOverdue, .fromLead, .noFiler, .noReportingCountry, .pending,
            .nonePending, .cardPublished, .hidesComplainant, .onlyMissing, .notAdopted, .suspended, .actsFor:
            return .guardFailed(rule.action, condition.sentence(in: procedure))
        }
    }

    private func yesNo(_ holds: Bool) -> Answer { holds ? .yes : .no }

    /// Whether the act falls into the window. What an officer did in time is received in time, even when the window was
    /// marked as over meanwhile.
    private func isWithin(_ window: Deadline) -> Bool {
        guard window.isOpen || window.state == .lapsed else { return false }
        return window.dueOn.map { $0 >= day ?? context.today } ?? window.isOpen
    }

    /// What holds of the time limit of this key that was started last. On a client it may only be out of sight: what runs
    /// before transmission is the filer's and the own focal point's.
    private func clock(_ key: DeadlineKey, _ holds: (Deadline) -> Bool) -> Answer {
        if let deadline = state.latestDeadline(key) { return yesNo(holds(deadline)) }
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

    private func hides(_ texts: [String]) -> Answer {
        if let party = state.sealedParty {
            return yesNo(texts.allSatisfy(ComplainantProtection(party).isKept))
        }
        // On the server a case without a sealed party has nobody to protect; on a client it may only be out of sight.
        return context.isAuthoritative || header.filer == nil
            ? .yes : .unknown("whether the public text hides the complainant")
    }
}

extension Guard {
    /// Why it refuses, for people.
    fileprivate func sentence(in procedure: Procedure) -> String {
        switch self {
        case .nationalMatter: "This is for matters with one country on both sides."
        case .twoSides: "One country is on both sides here: the committee's chair or the secretariat does this."
        case .lapsed(let key):
            "This is possible only once the time to “\(procedure.deadline(key)?.title ?? key.rawValue)” is over."
        case .within(let key): "The time to “\(procedure.deadline(key)?.title ?? key.rawValue)” is over."
        case .namedOverdue: "No such time limit is overdue."
        case .fromLead: "This is for complaints that began as a call or a message."
        case .noFiler: "This is for cases that nobody filed here."
        case .noReportingCountry: "The focal point of the reporting country does this."
        case .notProposer, .notActor: "Somebody else must do this."
        case .actsFor(let side, let role):
            "This is for \(RoleWords.word(role)) of the \(side.rawValue) country."
        case .pending(let kind): "There is no \(kind.words) to settle."
        case .nonePending: "Another proposal waits to be settled first."
        case .cardPublished: "Nothing of this case is published."
        case .hidesComplainant:
            "The text, the place or the product names the complainant, the firm or a contact; what is public must not, "
                + "unless they agreed."
        case .onlyMissing(let field): "“\(field)” is known already; change it by an edit."
        case .notAdopted: "The case needs no adoption."
        case .suspended: "The case is not suspended."
        }
    }
}

extension ProposalKind {
    fileprivate var words: String {
        switch self {
        case .resolution: "proposed resolution"
        case .card: "proposed public text"
        case .cardWithdrawal: "proposed withdrawal of the public text"
        }
    }
}
