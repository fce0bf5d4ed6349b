public import CaseProtocol

/// What a walk over the digests found.
public struct RepairPlan: Hashable, Sendable {
    /// From where to pull afterwards: the walk's first snapshot.
    public var next: String
    /// Compartments to take anew, ascending.
    public var again: [Compartment]
    /// Compartments that are as the server has them, seen through other audiences than was known here.
    public var learned: [HeldCompartment]
    /// Whether so much differs that everything is taken anew.
    public var isLarge: Bool
    /// Whether there is no cursor to go on from: the server has another history, or this replica is a copy.
    public var isResync: Bool

    public init(
        next: String, again: [Compartment], learned: [HeldCompartment] = [], isLarge: Bool, isResync: Bool
    ) {
        self.next = next
        self.again = again
        self.learned = learned
        self.isLarge = isLarge
        self.isResync = isResync
    }
}

/// What is held and what the server shows are not the same, as of one snapshot: always a defect somewhere.
public struct DigestMismatch: Hashable, Sendable {
    /// Roots: 32 hexadecimal digits each.
    public var mine: String
    public var server: String

    public init(mine: String, server: String) {
        self.mine = mine
        self.server = server
    }
}
