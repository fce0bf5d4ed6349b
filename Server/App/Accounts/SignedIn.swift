public import CaseProtocol
public import Workflow

/// Who a request comes from, as its token says.
public struct SignedIn: Hashable, Sendable {
    /// The person, with the roles of the account.
    public let party: Party
    /// The copy of the data that the device signed in with.
    public let replica: ReplicaID
    /// Of the device's token, so that a write can ask once more whether it holds; `nil` where no device stands behind it, as in
    /// a simulation.
    public let tokenHash: [UInt8]?

    /// A person on a copy of the data.
    public init(party: Party, replica: ReplicaID, tokenHash: [UInt8]? = nil) {
        self.party = party
        self.replica = replica
        self.tokenHash = tokenHash
    }
}
