public import CaseProtocol

/// A compartment that the server said is to be seen here, even without a row, and the digest of the rows held of it.
public struct HeldCompartment: Hashable, Sendable {
    public let compartment: Compartment
    /// Of the rows of the server's layer, kept as they come and go.
    public var digest: DigestSum
    /// Through which of their audiences the person sees it, as the server named them, ascending; none when it never did.
    public var audiences: [AudienceID]

    public init(_ compartment: Compartment, digest: DigestSum = .zero, audiences: [AudienceID] = []) {
        self.compartment = compartment
        self.digest = digest
        self.audiences = audiences
    }
}

extension DigestHashing {
    /// What a row as it is held adds to its compartment. Damaged bytes make a sum that no server has.
    func row(_ row: HeldRow) -> DigestSum { self.row(row.id, rev: row.row?.rev ?? 0, bytes: row.bytes) }

    /// The sums of each audience over the compartments seen through it. What the server never named an audience of goes
    /// under a name that no audience has, so that it shows in the root.
    func audiences(of held: [HeldCompartment]) -> [AudienceID: DigestSum] {
        var sums: [AudienceID: DigestSum] = [:]
        for held in held {
            let share = compartment(held.compartment, held.digest)
            for audience in held.audiences.isEmpty ? [""] : held.audiences { sums[audience, default: .zero] += share }
        }
        return sums
    }
}
