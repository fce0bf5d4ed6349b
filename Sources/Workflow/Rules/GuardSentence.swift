import CaseProtocol

extension Guard {
    /// Why it refuses, for people.
    func sentence(in procedure: Procedure) -> String {
        switch self {
        case .nationalMatter: "This is for matters with one country on both sides."
        case .twoSides: "One country is on both sides here: the committee's chair or the secretariat does this."
        case .lapsed(let key):
            "This is possible only once the time to “\(procedure.deadline(key)?.title ?? key.rawValue)” is over."
        case .within(let key): "The time to “\(procedure.deadline(key)?.title ?? key.rawValue)” is over."
        case .before(let key): "The last day to “\(procedure.deadline(key)?.title ?? key.rawValue)” has come."
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
        case .gate(let key): "The time of “\(procedure.deadline(key)?.title ?? key.rawValue)” is not over."
        case .fieldIs(let field, let words):
            "This is for cases where “\(field)” is \(words.joined(separator: " or "))."
        case .has(let field): "“\(field)” is not on record for this case yet."
        case .hasNot(let field): "“\(field)” is on record for this case already."
        case .leadTime(let days, let field): "This has to be done \(days) days before “\(field)”."
        case .notBefore(let later, let earlier): "“\(later)” must not be before “\(earlier)”."
        case .daysApart(let later, let earlier, let days):
            "“\(later)” must be at least \(days) days after “\(earlier)”."
        case .monthsAtMost(let later, let earlier, let months):
            "“\(later)” must be at most \(months) months after “\(earlier)”."
        case .number(let field, let comparison, let bound):
            "“\(field)” must be \(comparison.words) \(bound)."
        case .twin(let paper, let twin, let reason):
            "“\(paper)” is confidential: it needs a version for the public file in “\(twin)”, or in “\(reason)” why none can "
                + "be made."
        case .bothIn(let community): "Both countries must be members of the community in “\(community)”."
        case .notSigner: "Somebody else must do this."
        case .seated(let role): "There is no \(RoleWords.bare(role)) on the case."
        case .notSeated(let role): "There is \(RoleWords.word(role)) on the case already."
        case .namesParty: "“party” must name somebody who is on the case in this part."
        case .feature(let name): "This is switched off here (feature “\(name)”)."
        case .namedRuns: "No such time limit runs that could be extended: a gate or a cap cannot."
        case .namedOverrun: "No such time limit was overrun, or it has been explained."
        case .datesToConfirm: "No date waits to be confirmed by a second person; whoever recorded it cannot."
        case .linked(let kind): "The case has no such link (\(kind.rawValue))."
        case .underMandate: "An association files for itself, or for a member under a mandate in force today."
        case .filedForAnother: "This is for cases that somebody filed for a trader."
        case .notLinked(let kind): "The case has such a link already (\(kind.rawValue))."
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

extension Comparison {
    fileprivate var words: String {
        switch self {
        case .atLeast: "at least"
        case .moreThan: "more than"
        case .atMost: "at most"
        case .lessThan: "less than"
        }
    }
}
