import CaseProtocol
import Server

/// Digests as they follow from what was committed, by definition (`sync.md` 2.10). Shares with the product only what is
/// hashed, not what is kept up to date.
extension Oracle {
    /// The digest of each compartment that has rows as of a commit.
    func compartmentDigests(at commit: Int) -> [Compartment: DigestSum] {
        var sums: [Compartment: DigestSum] = [:]
        for id in rowOrder {
            guard let version = rows[id]?.last(where: { $0.commit <= commit }) else { continue }
            sums[version.compartment, default: .zero] += DigestHashing.system.row(
                id, rev: version.row.rev, bytes: version.bytes)
        }
        return sums
    }

    /// The digests of the audiences that a person belongs to as of a commit, empty ones left out.
    func digests(
        of user: UserID, at commit: Int, _ compartments: [Compartment: DigestSum]
    ) -> [AudienceID: DigestSum] {
        let own = Set((memberships[user] ?? []).filter { $0.holds(at: commit) }.map(\.audience))
        var sums: [AudienceID: DigestSum] = [:]
        for (compartment, placed) in placements {
            let open = placed.filter { own.contains($0.audience) && $0.holds(at: commit) }
            guard !open.isEmpty else { continue }
            let share = DigestHashing.system.compartment(compartment, compartments[compartment] ?? .zero)
            for place in open { sums[place.audience, default: .zero] += share }
        }
        return sums
    }
}
