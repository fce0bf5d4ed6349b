internal import CaseCrypto
public import CaseProtocol

/// What one commit does to the digests: worked out before it is written, by every store alike.
public struct DigestChange: Sendable {
    /// The digests after the commit, where they differ from those before it.
    public private(set) var compartments: [Compartment: DigestSum] = [:]
    /// What is to be added to the digests of audiences; none of them zero.
    public private(set) var audiences: [AudienceID: DigestSum] = [:]

    /// - Parameters:
    ///   - earlier: the versions that `draft` replaces.
    ///   - digest: of a compartment, before the commit.
    ///   - openAudiences: that a compartment is open to before the commit.
    public init(
        of draft: CommitDraft, replacing earlier: [StoredVersion], access: AccessChange,
        digest: (Compartment) throws -> DigestSum, openAudiences: (Compartment) throws -> Set<AudienceID>
    ) rethrows {
        let hashing = DigestHashing.system
        var changes: [Compartment: DigestSum] = [:]
        for version in earlier {
            #if PLANTED_BUGS
                if PlantedBug.isOn(.digestIgnoresMove),
                    draft.rows.contains(where: { $0.id == version.id && $0.compartment != version.compartment })
                {
                    continue
                }
            #endif
            changes[version.compartment, default: .zero] -= hashing.row(
                version.id, rev: version.rev, bytes: version.bytes)
        }
        for row in draft.rows {
            changes[row.compartment, default: .zero] += hashing.row(row.id, rev: row.rev, bytes: row.canonicalBytes)
        }
        for compartment in Set(changes.keys).union(access.opened.keys).union(access.closed.keys) {
            let before = try digest(compartment)
            let after = before + (changes[compartment] ?? .zero)
            if after != before { compartments[compartment] = after }
            let open = try openAudiences(compartment)
            let stillOpen = open.subtracting(access.closed[compartment] ?? []).union(access.opened[compartment] ?? [])
            guard !(open.isEmpty && stillOpen.isEmpty) else { continue }
            let (taken, given) = (hashing.compartment(compartment, before), hashing.compartment(compartment, after))
            for audience in open { audiences[audience, default: .zero] -= taken }
            for audience in stillOpen { audiences[audience, default: .zero] += given }
        }
        audiences = audiences.filter { $0.value != .zero }
    }

    /// A version of a row as it is stored.
    public struct StoredVersion: Sendable {
        let id: RowID
        let rev: Int
        let compartment: Compartment
        let bytes: [UInt8]

        public init(id: RowID, rev: Int, compartment: Compartment, bytes: [UInt8]) {
            self.id = id
            self.rev = rev
            self.compartment = compartment
            self.bytes = bytes
        }
    }
}

extension DigestHashing {
    /// Over the system's libcrypto.
    public static let system = DigestHashing { SHA256.hash($0).bytes }
}
