public import CaseProtocol

/// A condition of a rule, checked after role and stage. Answers yes, no, or unknown where a client cannot see enough.
public enum Guard: Hashable, Sendable {
    /// The country on both sides is one and the same.
    case nationalMatter
    /// Two countries are concerned.
    case twoSides
    /// The named time limit has lapsed.
    case lapsed(DeadlineKey)
    /// The named time limit is running or paused and its last day is not over.
    case within(DeadlineKey)
    /// The act falls before the last day of the named time limit, not on it.
    case before(DeadlineKey)
    /// The time limit that the act names runs, and its last day is over.
    case namedOverdue
    /// The first stage of the case was a lead.
    case fromLead
    /// Nobody filed it here: it is imported history.
    case noFiler
    /// It is not known in which country the trader is hurt.
    case noReportingCountry
    /// Whoever made the pending proposal of this kind may not settle it.
    case notProposer(ProposalKind)
    /// Whoever brought the case to its stage by this action does not take this one.
    case notActor(ActionID)
    /// They hold the role for the country on this side.
    case actsFor(CaseSide, as: RoleID)
    /// A proposal of this kind is pending.
    case pending(ProposalKind)
    /// No proposal of this kind is pending.
    case nonePending(ProposalKind)
    /// A public card stands.
    case cardPublished
    /// The text in the field, or of the pending card, and the place and product that a card shows hold no name or contact
    /// of a protected complainant.
    case hidesComplainant(FieldID)
    /// The act gives the field only where the case lacks it.
    case onlyMissing(FieldID)
    /// The case is imported history that nobody has adopted.
    case notAdopted
    /// The case is suspended.
    case suspended
    /// The gate of this key has opened by the day of the act. Where it never started, it does not stand in the way.
    case gate(DeadlineKey)
    /// The act's value of the field, or else the header's, is one of these words; `true` and `false` for a yes or no.
    case fieldIs(FieldID, [String])
    /// The header holds a value of the field, or the flag is set.
    case has(FieldID)
    /// The header holds no value of the field, and the flag is not set.
    case hasNot(FieldID)
    /// The act falls at least this many days before the date in the field of the act, or else of the header.
    case leadTime(days: Int, before: FieldID)
    /// The date in the first field is not before that in the second, each of the act or else of the header; holds where one
    /// of them is missing.
    case notBefore(FieldID, than: FieldID)
    /// The date in the first field is at least this many days after that in the second.
    case daysApart(FieldID, after: FieldID, atLeast: Int)
    /// The date in the first field is at most this many calendar months after that in the second; holds where one of them is
    /// missing.
    case monthsAtMost(FieldID, after: FieldID, Int)
    /// The decimal number that the act gives for the field compares so with this one.
    case number(FieldID, Comparison, String)
    /// A confidential paper comes with a version for the public file, or says why none can be made.
    case twin(FieldID, public: FieldID, orReason: FieldID)
    /// Both countries of the case belong to the community that the act names in the field.
    case bothIn(community: FieldID)
    /// Whoever put their name to the case in this field (``Effect/sign(_:)``) does not do this.
    case notSigner(FieldID)
    /// A limit runs on a date that somebody else recorded and nobody has confirmed.
    case datesToConfirm
    /// Somebody holds this seat on the case.
    case seated(RoleID)
    /// Nobody holds this seat on the case.
    case notSeated(RoleID)
    /// The party that the act names is on the case in one of these roles and has not left it.
    case namesParty([RoleID])
    /// The installation has switched the feature on; off unless an administrator says so.
    case feature(String)
    /// The named limit still runs, so that it may be extended; no gate and none that was met.
    case namedRuns
    /// The named limit lapsed or is overdue and its overrun has not been explained.
    case namedOverrun
    /// The case has a link of this kind to the case that the act names; without a name, to any.
    case linked(LinkKind)
    /// No link of this kind stands.
    case notLinked(LinkKind)
    /// An association files for itself, or for somebody whose mandate is on file and in force today.
    case underMandate
    /// It was filed for somebody else, who is named where it is sealed.
    case filedForAnother
}

/// How two numbers compare.
public enum Comparison: String, Hashable, Sendable, CaseIterable {
    case atLeast, moreThan, atMost, lessThan
}

/// How one case stands to another.
public enum LinkKind: String, Hashable, Sendable, CaseIterable {
    /// The same matter was reported twice; this one goes on in the other.
    case duplicateOf
    /// Several complain jointly; the other one leads.
    case joint
    /// The barrier came back after the other case was closed.
    case recurrenceOf
    /// It goes on under another procedure.
    case transferredTo
    /// A government took it up as a dispute.
    case escalatedTo
    /// A report became a case of another kind.
    case convertedTo
    /// It asks an agency for data that the other case, a trade remedy, needs.
    case asksDataFor
}

/// One of the two countries of a case.
public enum CaseSide: String, Hashable, Sendable { case reporting, imposing }

/// What is proposed by one person and settled by another.
public enum ProposalKind: String, Hashable, Sendable { case resolution, card, cardWithdrawal }
