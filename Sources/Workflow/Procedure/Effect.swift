public import CaseProtocol

/// What a rule does beside moving the case.
public enum Effect: Hashable, Sendable {
    case start(DeadlineKey)
    /// The time limit's obligation is done.
    case meet(DeadlineKey)
    case pause(DeadlineKey)
    case resume(DeadlineKey)
    case cancel(DeadlineKey)
    /// Ends the time limit as lapsed.
    case lapse(DeadlineKey)
    /// Marks the time limit that the act names as lapsed.
    case lapseNamed
    /// Freezes running obligations and targets, never caps, gates or windows (ruling 1).
    case suspend
    case resumeSuspended
    /// The server issues the final number.
    case issueNumber
    /// Marks the day of filing.
    case markSubmitted
    /// Marks the day of formal transmission: the imposing side sees the case from then on.
    case markTransmitted
    case propose(ProposalKind)
    case settle(ProposalKind)
    case rejectProposal(ProposalKind)
    /// Makes the pending card public.
    case publishCard
    case withdrawCard
    /// Clocks of the present stage start; ends the state of imported history.
    case adopt
    /// Sets a flag on the header.
    case flag(FieldID)
    /// Removes a flag or a field from the header.
    case clear(FieldID)
    /// Lets the imposing country's focal point know who complains, if the complainant agreed to that.
    case shareIdentity
    /// Opens a copy of the paper that the act names to the imposing country's focal point, until it is taken back.
    case sharePaper
    /// Closes that copy.
    case unsharePaper
    /// The server takes this action at once, as `system`.
    case followUp(ActionID)
    /// Sets a field of the header to a word.
    case set(FieldID, String)
    /// Marks the day of initiation: from then on those concerned may know of the case.
    case markInitiated
    /// Puts the actor's name to the case in this field of the header.
    case sign(FieldID)
    /// Remembers the stage from which the case leaves, for ``Destination/back(among:)``.
    case keepStage
    /// Gives the person or firm that the act names a seat on the case, in this role.
    case seat(RoleID)
    /// Ends the seat of the party that the act names.
    case unseat
    /// Sets a flag or word on the row of the party that the act names.
    case markParty(FieldID, String)
    /// Starts a limit of its own for the party that the act names, or for every party that sits in this role.
    case startForParties(DeadlineKey, RoleID)
    /// The named party's limit is met.
    case meetForParty(DeadlineKey)
    /// Moves the last day of the limit that the act names to the date agreed; the first one stays on record.
    case extendNamed
    /// The overrun of the limit that the act names is explained.
    case explainNamed
    /// The actor steps back from the case, acts on it no more, and has no more what was given there by name: seats and
    /// assignment.
    case recuse
    /// The act tells of what an outside body did: the limits that it starts rest on a date that a second person has yet to
    /// confirm, and nothing lapses on them by itself until then (`roles.md` 3.10).
    case external
    /// The second person confirms the dates on which limits rest.
    case confirmDates
    /// Links the case to the one that the act names; the other gets the link as well, where its people may know.
    case link(LinkKind)
    /// Takes the link back, on both cases.
    case unlink(LinkKind)
    /// The references of the case become aliases of the one that it goes on in; its clocks end so that they can go on after
    /// an undo. Its filer is told the number there, and does not join that case: nobody agreed to that.
    case mergeInto
    /// Takes back what ``mergeInto`` did.
    case unmerge
    /// The server files a complaint about a barrier with what the act says of it, for whoever reported or asked if they
    /// agreed, and links both cases.
    case convertToComplaint
    /// The server records a lead for a trade remedy with what the act says, tells its investigators who reported if they
    /// agreed, and links both cases.
    case convertToRemedy
}
