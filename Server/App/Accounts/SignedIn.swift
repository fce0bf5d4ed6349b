public import CaseCrypto
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
    /// The key that the device told when it got the token; `nil` for a device that told none.
    public let signer: Signer?

    /// With what a device signs its commands.
    public struct Signer: Hashable, Sendable {
        public let key: VerifyingKey
        /// Whether it signs every one.
        public let signsAll: Bool

        public init(key: VerifyingKey, signsAll: Bool) {
            self.key = key
            self.signsAll = signsAll
        }

        /// What a device told; `nil` where it told no key.
        public init?(_ device: Device) {
            guard let keys = device.keys else { return nil }
            self.init(key: keys.signing, signsAll: device.signs)
        }
    }

    /// A person on a copy of the data.
    public init(party: Party, replica: ReplicaID, tokenHash: [UInt8]? = nil, signer: Signer? = nil) {
        self.signer = signer
        self.party = party
        self.replica = replica
        self.tokenHash = tokenHash
    }
}
