import CaseProtocol

extension Guard {
    /// The condition in a few words, to stand after “only if”.
    func phrase(in procedure: Procedure) -> String {
        switch self {
        case .nationalMatter: "one country is on both sides"
        case .twoSides: "two countries are concerned"
        case .lapsed(let key): "the time of “\(key)” is over"
        case .within(let key): "“\(key)” still runs"
        case .before(let key): "the last day of “\(key)” has not come"
        case .namedOverdue: "the named limit is overdue"
        case .fromLead: "it began as a call or message"
        case .noFiler: "nobody filed it here"
        case .underMandate: "an association files for itself or under a mandate in force"
        case .filedForAnother: "it was filed for somebody else"
        case .noReportingCountry: "the reporting country is not known"
        case .notProposer(let kind): "somebody else than who proposed it (\(kind.rawValue))"
        case .notActor(let action): "somebody else than who took “\(action)”"
        case .actsFor(let side, let role): "as \(RoleWords.bare(role)) of the \(side.rawValue) country"
        case .pending(let kind): "a proposal (\(kind.rawValue)) is pending"
        case .nonePending(let kind): "no proposal (\(kind.rawValue)) is pending"
        case .cardPublished: "a public card stands"
        case .hidesComplainant(let field): "“\(field)” hides who complains"
        case .onlyMissing(let field): "“\(field)” is given only where it is missing"
        case .notAdopted: "it is history that nobody has adopted"
        case .suspended: "it is suspended"
        case .gate(let key): "the gate “\(key)” is open"
        case .fieldIs(let field, let words): "“\(field)” is \(words.joined(separator: " or "))"
        case .has(let field): "“\(field)” is on record"
        case .hasNot(let field): "“\(field)” is not on record"
        case .leadTime(let days, let field): "at least \(days) days before “\(field)”"
        case .notBefore(let later, let earlier): "“\(later)” is not before “\(earlier)”"
        case .daysApart(let later, let earlier, let days) where days < 0:
            "“\(later)” is at most \(-days) days before “\(earlier)”"
        case .daysApart(let later, let earlier, let days): "“\(later)” is at least \(days) days after “\(earlier)”"
        case .monthsAtMost(let later, let earlier, let months):
            "“\(later)” is at most \(months) months after “\(earlier)”"
        case .number(let field, let comparison, let bound): "“\(field)” is \(comparison.phrase) \(bound)"
        case .twin(let paper, let twin, let reason): "“\(paper)” comes with “\(twin)”, or with “\(reason)”"
        case .bothIn(let field): "both countries are in the community of “\(field)”"
        case .notSigner(let field): "somebody else than who stands in “\(field)”"
        case .datesToConfirm: "a date waits for its second person, and that is not who recorded it"
        case .seated(let role): "\(RoleWords.word(role)) is seated on the case"
        case .notSeated(let role): "nobody is seated as \(RoleWords.bare(role))"
        case .namesParty(let roles):
            "the party named is on the case as " + roles.map(RoleWords.bare).joined(separator: " or ")
        case .feature(let name): "the feature “\(name)” is switched on"
        case .namedRuns: "the named limit runs"
        case .namedOverrun: "the named limit was overrun and is not explained"
        case .linked(let kind): "it is linked (\(kind.rawValue))"
        case .notLinked(let kind): "it is not linked (\(kind.rawValue))"
        }
    }
}

extension Comparison {
    fileprivate var phrase: String {
        switch self {
        case .atLeast: "at least"
        case .moreThan: "more than"
        case .atMost: "at most"
        case .lessThan: "less than"
        }
    }
}
