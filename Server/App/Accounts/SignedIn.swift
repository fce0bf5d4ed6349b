public import CaseProtocol
public import Workflow

/// Who a request comes from, as its token says.
public struct SignedIn: Hashable, Sendable {
    public let party: Party
    /// The copy of the data that the device signed in with.
    public let replica: ReplicaID

    public init(party: Party, replica: ReplicaID) {
        self.party = party
        self.replica = replica
    }
}
