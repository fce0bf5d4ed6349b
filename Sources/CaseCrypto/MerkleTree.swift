/// Merkle tree over leaf hashes, in the shape of RFC 6962 §2.1.
///
/// A leaf's hash begins with a 0x00 byte and an inner node's with 0x01, so neither can pass for the other. Where a tree
/// splits, the left side takes the largest power of two that leaves something for the right. A root commits to leaves
/// and their order, but not to their number: whoever publishes one publishes the count with it.
public enum MerkleTree {
    /// H(0x00 ‖ `salt` ‖ `bytes`). With the salt erased, the hash tells nothing of bytes that could be guessed.
    ///
    /// - Parameter salt: random, and of one fixed length in all of a tree: the hash does not show where it ends.
    public static func leaf(salt: [UInt8], bytes: [UInt8]) -> Digest {
        SHA256.hash([0x00], salt, bytes)
    }

    /// The root over `leaves`: H("") for none, the leaf itself for one.
    public static func root(_ leaves: [Digest]) -> Digest {
        root(leaves[...])
    }

    /// The sibling hashes from the leaf at `index` up to the root; at most one for each level, none in a tree of one.
    ///
    /// - Precondition: `index` is one of `leaves`.
    public static func path(to index: Int, in leaves: [Digest]) -> [Digest] {
        precondition(leaves.indices.contains(index), "no leaf \(index) among \(leaves.count)")
        var siblings: [Digest] = []
        var tree = leaves[...]
        while tree.count > 1 {
            let middle = tree.startIndex + leftCount(of: tree.count)
            if index < middle {
                siblings.append(root(tree[middle...]))
                tree = tree[..<middle]
            } else {
                siblings.append(root(tree[..<middle]))
                tree = tree[middle...]
            }
        }
        return siblings.reversed()
    }

    /// Whether `path` leads from `leaf`, at `index` of `count`, to exactly `root`. Takes any input: numbers that make
    /// no sense and a path too short or too long lead nowhere (RFC 9162 §2.1.3.2).
    public static func isIncluded(
        _ leaf: Digest, at index: Int, of count: Int, path: [Digest], root: Digest
    ) -> Bool {
        guard index >= 0, index < count else { return false }
        var node = index
        var last = count - 1
        var hash = leaf
        for sibling in path {
            guard last > 0 else { return false }
            if node.isMultiple(of: 2) && node < last {
                hash = parent(hash, sibling)
            } else {
                hash = parent(sibling, hash)
                // The last node of a level may have no sibling there: it rises until it is somebody's right.
                while node.isMultiple(of: 2) && node > 0 {
                    node >>= 1
                    last >>= 1
                }
            }
            node >>= 1
            last >>= 1
        }
        return last == 0 && hash == root
    }

    private static func root(_ leaves: ArraySlice<Digest>) -> Digest {
        guard let first = leaves.first else { return SHA256.hash() }
        if leaves.count == 1 { return first }
        let middle = leaves.startIndex + leftCount(of: leaves.count)
        return parent(root(leaves[..<middle]), root(leaves[middle...]))
    }

    private static func parent(_ left: Digest, _ right: Digest) -> Digest {
        SHA256.hash([0x01], left.bytes, right.bytes)
    }

    /// The largest power of two below `count`, which is at least 2.
    private static func leftCount(of count: Int) -> Int {
        1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount)
    }
}
