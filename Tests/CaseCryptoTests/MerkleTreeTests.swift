import CaseCrypto
import Testing

struct MerkleTreeTests {
    /// The eight leaves of the Certificate Transparency reference implementation; they carry no salt.
    static let leaves = [
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    ].map { MerkleTree.leaf(salt: [], bytes: bytes($0)) }

    static func tree(_ count: Int) -> [Digest] {
        (0..<count).map { MerkleTree.leaf(salt: pattern(16), bytes: Array("leaf \($0)".utf8)) }
    }

    @Test(
        arguments: [
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
        ].enumerated().map { ($0.offset, $0.element) })
    func `roots are those of Certificate Transparency`(count: Int, expected: String) {
        #expect(MerkleTree.root(Array(Self.leaves.prefix(count))).hex == expected)
    }

    /// Expected value from a few lines of Python over `hashlib`.
    @Test func `a thousand leaves have the root computed elsewhere`() {
        let leaves = (0..<1000).map { MerkleTree.leaf(salt: [], bytes: Array("leaf \($0)".utf8)) }
        let expected = "2ff33fb9d8f14f89ca306289633336a168ff3f4532e8f741a0019dcb4c1d60a1"
        #expect(MerkleTree.root(leaves).hex == expected)
    }

    @Test(arguments: [
        (
            0, 8,
            [
                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
            ]
        ),
        (
            5, 8,
            [
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ]
        ),
        (2, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
        (
            1, 5,
            [
                "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            ]
        ),
        (0, 1, []),
    ])
    func `paths are those of Certificate Transparency`(index: Int, count: Int, expected: [String]) {
        #expect(MerkleTree.path(to: index, in: Array(Self.leaves.prefix(count))).map(\.hex) == expected)
    }

    @Test func `a leaf is the hash of a zero byte, its salt and its bytes`() {
        #expect(MerkleTree.leaf(salt: [7, 8], bytes: [9]) == SHA256.hash([0, 7, 8, 9]))
    }

    @Test(arguments: 0...17)
    func `every leaf is found at its own place and at no other`(count: Int) {
        let leaves = Self.tree(count)
        let root = MerkleTree.root(leaves)
        for index in leaves.indices {
            let path = MerkleTree.path(to: index, in: leaves)
            for claimed in -1...count {
                let isThere = MerkleTree.isIncluded(leaves[index], at: claimed, of: count, path: path, root: root)
                #expect(isThere == (claimed == index))
            }
        }
    }

    @Test(arguments: 1...17)
    func `a path that was tampered with leads nowhere`(count: Int) throws {
        let leaves = Self.tree(count)
        let root = MerkleTree.root(leaves)
        for (index, leaf) in leaves.enumerated() {
            let path = MerkleTree.path(to: index, in: leaves)
            func leads(_ path: [Digest]) -> Bool {
                MerkleTree.isIncluded(leaf, at: index, of: count, path: path, root: root)
            }
            for step in path.indices {
                var forged = path
                forged[step] = try #require(Digest(bytes: forged[step].bytes.flippingBit(at: 31)))
                #expect(!leads(forged))
                var shortened = path
                shortened.remove(at: step)
                #expect(!leads(shortened))
            }
            #expect(!leads(path + [root]))
            #expect(!leads([leaf] + path))
            #expect(path.count < 2 || !leads(path.reversed()))
        }
    }

    @Test(arguments: 1...17)
    func `another leaf or another root is not included`(count: Int) {
        let leaves = Self.tree(count)
        let path = MerkleTree.path(to: count - 1, in: leaves)
        let root = MerkleTree.root(leaves)
        let stranger = SHA256.hash([1])
        #expect(!MerkleTree.isIncluded(stranger, at: count - 1, of: count, path: path, root: root))
        #expect(!MerkleTree.isIncluded(leaves[count - 1], at: count - 1, of: count, path: path, root: stranger))
    }

    @Test func `numbers that make no sense include nothing`() {
        let leaf = SHA256.hash()
        for (index, count) in [(0, 0), (0, -1), (-1, 1), (1, 1), (.min, .min), (.max, .max), (.min, .max), (.max, 0)] {
            #expect(!MerkleTree.isIncluded(leaf, at: index, of: count, path: [], root: leaf))
        }
        let long = [Digest](repeating: leaf, count: 200)
        #expect(!MerkleTree.isIncluded(leaf, at: .max - 1, of: .max, path: long, root: leaf))
    }
}
