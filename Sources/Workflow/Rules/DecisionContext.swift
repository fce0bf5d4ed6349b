public import CaseProtocol

/// What the caller's world supplies to a decision.
public struct DecisionContext: Sendable {
    /// The caller's clock.
    public var now: Timestamp
    /// When its author says that they acted, by the clock of their device: a claim, kept as one and never reckoned with.
    public var claimedAt: Timestamp?
    /// The command's id: ids of what it makes derive from it.
    public var mid: CommandID
    public var catalogue: Catalogue
    /// Whether every row of the case is in the state: a server's. A client's guards may answer "unknown".
    public var isAuthoritative: Bool
    /// The number to issue if the act calls for one; `nil` on clients.
    public var number: String?
    /// The cases that the act's ``OtherCase/field`` may mean, of those that the actor may see: one, if it is to be taken.
    public var otherCases: [OtherCase] = []
    /// The case of a desk that becomes the complaint which the machine opens; a server's.
    public var origin: CaseState?
    /// The accounts that the act's field ``Seating/account`` may mean, by the login name as given, and of an answer to an
    /// ``IdentityRequest`` the one that asked, by its id; a server's.
    public var accounts: [String: Party] = [:]

    public init(
        now: Timestamp, mid: CommandID, catalogue: Catalogue = .standard, isAuthoritative: Bool, number: String? = nil
    ) {
        self.now = now
        self.mid = mid
        self.catalogue = catalogue
        self.isAuthoritative = isAuthoritative
        self.number = number
    }

    /// Today where the clocks of the first users stand (UTC+3, Nairobi): legal dates end at midnight there.
    public var today: CivilDate { now.day(minutesEast: 180) }
}
