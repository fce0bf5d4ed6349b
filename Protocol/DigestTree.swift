/// The compartments of one audience as a tree of sixteen parts a level, by their paths: what server and replica compare
/// from the root down until the few that differ stand alone.
public struct DigestTree: Sendable {
    private struct Leaf: Sendable {
        let path: String
        let compartment: Compartment
        let digest: DigestSum
        /// What it adds to each part that it is in.
        let share: DigestSum
    }

    /// By ascending path.
    private let leaves: [Leaf]

    public init(_ digests: [Compartment: DigestSum], _ hashing: DigestHashing) {
        leaves = digests.map { compartment, digest in
            Leaf(
                path: hashing.path(of: compartment), compartment: compartment, digest: digest,
                share: hashing.compartment(compartment, digest))
        }.sorted { $0.path < $1.path }
    }

    /// Of the compartments below `path`: how many, and their sum.
    public func sum(at path: String) -> DigestSum { below(path).reduce(.zero) { $0 + $1.share } }

    /// The compartments below `path`.
    public func compartments(at path: String) -> [Compartment: DigestSum] {
        Dictionary(below(path).map { ($0.compartment, $0.digest) }, uniquingKeysWith: { first, _ in first })
    }

    /// What a server answers for `path`: each compartment below it while they are few, else its parts without the empty
    /// ones.
    public func nodes(at path: String) -> [(place: DigestNode.Place, digest: DigestSum)] {
        let below = below(path)
        if below.count <= DigestReply.listMax || path.utf8.count >= 32 {
            return below.map { (.compartment($0.compartment), $0.digest) }
        }
        return Self.digits.map { path + $0 }.map { (.part($0), sum(at: $0)) }.filter { $0.1.count > 0 }
    }

    private static let digits = (0..<16).map { String($0, radix: 16) }

    private func below(_ path: String) -> ArraySlice<Leaf> {
        let start = firstIndex { $0 >= path }
        // No path has a digit behind f.
        let end = firstIndex { $0 >= path + "g" }
        return leaves[start..<end]
    }

    /// The first leaf whose path `isAhead`; paths are sorted.
    private func firstIndex(_ isAhead: (String) -> Bool) -> Int {
        var (low, high) = (0, leaves.count)
        while low < high {
            let middle = (low + high) / 2
            if isAhead(leaves[middle].path) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
