/// Lists what was erased here and, given such a list of another copy of this store, shows which of it is back and erases it
/// again; the administrator's verb. For after a restore of a backup that was made before an erasure.
public struct ErasuresRequest: Hashable, Sendable, Codable {
    /// What was erased, as ``ErasuresPlan/erased`` of the store told that is not served any more; `nil` only lists.
    public var erased: [ErasedCase]?
    /// ``PlanReport/hash`` of the plan that was shown: erases it.
    public var apply: String?

    public init(erased: [ErasedCase]? = nil, apply: String? = nil) {
        self.erased = erased
        self.apply = apply
    }
}

/// That a case was erased. Says nothing of what stood in it.
public struct ErasedCase: Hashable, Sendable, Codable {
    public var caseID: CaseID
    public var reason: String
    /// Whether what was published went as well.
    public var isPublicToo: Bool
    /// When, for the last time.
    public var at: Timestamp

    public init(caseID: CaseID, reason: String, isPublicToo: Bool, at: Timestamp) {
        self.caseID = caseID
        self.reason = reason
        self.isPublicToo = isPublicToo
        self.at = at
    }
}

/// What was erased, and what of another list is here and has to go again.
public struct ErasuresPlan: Hashable, Sendable, Codable {
    /// What was erased here, oldest record first.
    public var erased: [ErasedCase]
    /// What of the request's list goes, in its order.
    public var again: [ErasurePlan]
    /// What of it is on hold here, and stays.
    public var held: [HoldSummary]
    /// The people who were erased here, oldest record first; `nil` where nobody was.
    public var people: [ErasedPerson]?

    public init(
        erased: [ErasedCase], again: [ErasurePlan] = [], held: [HoldSummary] = [], people: [ErasedPerson]? = nil
    ) {
        self.people = people
        self.erased = erased
        self.again = again
        self.held = held
    }
}
