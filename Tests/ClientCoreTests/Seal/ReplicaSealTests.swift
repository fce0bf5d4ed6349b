import ClientCore
import ClientCrypto
import Testing

/// What every side of the seam promises.
@Suite struct ReplicaSealTests {
    private let place = SealedPlace("table", [1, 2], [3])

    @Test(arguments: [0, 1, 5_000])
    func `what is sealed opens at its place, and is sealed otherwise each time`(count: Int) throws {
        let seal = try ReplicaKey.random().cells()
        let bytes = [UInt8](repeating: 7, count: count)
        let (one, two) = (try seal.seal(bytes, at: place), try seal.seal(bytes, at: place))
        #expect(one.count == count + SealedPlace.overheadBytes && one != two)
        #expect(try seal.open(one, at: place) == bytes && seal.open(two, at: place) == bytes)
    }

    @Test func `it opens at no other place, with no other key, and not with one bit changed`() throws {
        let seal = try ReplicaKey.random().cells()
        let sealed = try seal.seal([1, 2, 3], at: place)
        let others = [
            SealedPlace("table", [1], [2, 3]), SealedPlace("table", [1, 2, 3]), SealedPlace("other", [1, 2], [3]),
            SealedPlace("table", [1, 2], [4]),
        ]
        for other in others {
            #expect(throws: ReplicaFault.self) { _ = try seal.open(sealed, at: other) }
        }
        let stranger = try ReplicaKey.random().cells()
        #expect(throws: ReplicaFault.self) { _ = try stranger.open(sealed, at: place) }
        for index in sealed.indices {
            var changed = sealed
            changed[index] ^= 1
            #expect(throws: ReplicaFault.self) { _ = try seal.open(changed, at: place) }
        }
        #expect(throws: ReplicaFault.self) { _ = try seal.open(Array(sealed.prefix(20)), at: place) }
    }

    @Test func `a mark is the same each time, for one use and one key`() throws {
        let key = try ReplicaKey.random()
        let mark = try key.cells().mark([1, 2], for: "reference")
        #expect(try mark.count == 16 && mark == key.cells().mark([1, 2], for: "reference"))
        #expect(try mark != key.cells().mark([1, 2], for: "file"))
        #expect(try mark != key.cells().mark([1], for: "reference"))
        #expect(try mark != ReplicaKey.random().cells().mark([1, 2], for: "reference"))
    }
}
