import CaseProtocol
import Testing

@Suite struct DigestTests {
    /// Not a hash that proves anything: it spreads its input, which is all that the sums ask for here.
    private static let hashing = DigestHashing { bytes in
        var words = (UInt64(0xCBF2_9CE4_8422_2325), UInt64(0x9E37_79B9_7F4A_7C15))
        for byte in bytes {
            words.0 = (words.0 ^ UInt64(byte)) &* 0x100_0000_01B3
            words.1 = (words.1 &+ words.0) &* 0xD6E8_FEB8_6659_FD93
        }
        return DigestSum(count: 0, high: words.1, low: words.0).bytes
    }

    private static func compartment(_ number: Int) -> Compartment {
        Compartment(caseID: CaseID(high: 7, low: UInt64(number)), .parties)
    }

    @Test func `what is taken away leaves the sum as it was, past both ends`() {
        let one = DigestSum(count: 1, high: .max, low: .max)
        let two = DigestSum(count: 1, high: 3, low: 9)
        #expect(one + two == DigestSum(count: 2, high: 3, low: 8))
        #expect(one + two - one == two)
        #expect(DigestSum.zero - two + two == .zero)
        #expect(two - one == DigestSum(count: 0, high: 3, low: 10))
    }

    @Test func `a sum is written in 32 digits and read back`() {
        let sum = DigestSum(count: 4, high: 0x0F, low: 0xABC)
        #expect(sum.hex == "000000000000000f0000000000000abc")
        #expect(DigestSum(count: 4, hex: sum.hex) == sum)
        #expect(DigestSum(count: 4, bytes: sum.bytes) == sum)
    }

    @Test(arguments: ["", "0f", "000000000000000F0000000000000abc", "+00000000000000f0000000000000abc"])
    func `anything else is no sum`(text: String) { #expect(DigestSum(count: 1, hex: text) == nil) }

    @Test func `id, version, bytes, name and count each make another sum`() {
        let row = Self.hashing.row(RowID(high: 1, low: 2), rev: 1, bytes: [1, 2])
        #expect(Self.hashing.row(RowID(high: 1, low: 3), rev: 1, bytes: [1, 2]) != row)
        #expect(Self.hashing.row(RowID(high: 1, low: 2), rev: 2, bytes: [1, 2]) != row)
        #expect(Self.hashing.row(RowID(high: 1, low: 2), rev: 1, bytes: [1, 3]) != row)
        let share = Self.hashing.compartment(Self.compartment(1), row)
        #expect(Self.hashing.compartment(Self.compartment(2), row) != share)
        #expect(Self.hashing.compartment(Self.compartment(1), row + row) != share)
        #expect(Self.hashing.root(of: ["a": share]) != Self.hashing.root(of: ["b": share]))
    }

    @Test func `an audience to which nothing is open leaves the root alone`() {
        let share = Self.hashing.compartment(Self.compartment(1), .zero)
        #expect(Self.hashing.root(of: ["a": share, "b": .zero]) == Self.hashing.root(of: ["a": share]))
    }

    @Test(arguments: [0, 1, 64, 65, 1_500])
    func `the parts of a tree hold every compartment once, down to short lists`(count: Int) {
        let digests = Dictionary(
            (0..<count).map { (Self.compartment($0), DigestSum(count: 1, high: UInt64($0), low: 1)) },
            uniquingKeysWith: { first, _ in first })
        let tree = DigestTree(digests, Self.hashing)
        var found: [Compartment] = []
        var paths = [""]
        while let path = paths.popLast() {
            var sum = DigestSum.zero
            for node in tree.nodes(at: path) {
                switch node.place {
                case .part(let part):
                    #expect(node.digest == tree.sum(at: part))
                    sum += node.digest
                    paths.append(part)
                case .compartment(let compartment):
                    #expect(node.digest == digests[compartment])
                    sum += Self.hashing.compartment(compartment, node.digest)
                    found.append(compartment)
                }
            }
            #expect(sum == tree.sum(at: path))
        }
        #expect(found.sorted() == digests.keys.sorted())
    }
}
