public import CaseProtocol
public import Workflow

/// Who a request comes from, as its token says.
public struct SignedIn: Hashable, Sendable {
    /// The person, with the roles of the account.
    public let party: Party
    /// The copy of the data that the device signed in with.
    public let replica: ReplicaID

    /// A person on a copy of the data.
    public init(party: Party, replica: ReplicaID) {
        self.party = party
        self.replica = replica
    }
}
