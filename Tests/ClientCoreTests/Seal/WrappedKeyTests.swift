import CaseProtocol
import ClientCore
import Testing

@testable import ClientCrypto

@Suite struct WrappedKeyTests {
    private static let passphrase = "four words at random"

    private func wrapped(_ key: ReplicaKey, _ recovery: RecoveryKey) throws -> WrappedKey {
        try WrappedKey(key, passphrase: Self.passphrase, recovery: recovery, rounds: 1 << 10)
    }

    @Test func `passphrase and recovery key open the same key, and nothing else does`() throws {
        let (key, recovery) = (try ReplicaKey.random(), try RecoveryKey.random())
        let wrapped = try WrappedKey(parsing: wrapped(key, recovery).bytes())
        #expect(try wrapped.open(passphrase: Self.passphrase).bytes == key.bytes)
        #expect(try wrapped.open(recovery: RecoveryKey(recovery.text)).bytes == key.bytes)
        #expect(throws: Problem.self) { _ = try wrapped.open(passphrase: Self.passphrase + " ") }
        #expect(throws: Problem.self) { _ = try wrapped.open(recovery: RecoveryKey.random()) }
        #expect(throws: ReplicaFault.self) { _ = try wrapped.fileSeal(ReplicaKey.random()) }
    }

    @Test func `another key for the replica leaves the key of its files`() throws {
        let (key, next) = (try ReplicaKey.random(), try ReplicaKey.random())
        let wrapped = try wrapped(key, try RecoveryKey.random())
        let sealed = try wrapped.fileSeal(key).seal([1, 2], at: SealedPlace("f"))
        let later = try WrappedKey(
            next, passphrase: "another passphrase", recovery: try RecoveryKey.random(), replacing: (wrapped, key),
            rounds: 1 << 10)
        #expect(try later.fileSeal(next).open(sealed, at: SealedPlace("f")) == [1, 2])
        #expect(throws: Problem.self) { _ = try later.open(passphrase: Self.passphrase) }
    }

    @Test func `nothing of a key is in what it says of itself or in what lies in the clear`() throws {
        let (key, recovery) = (try ReplicaKey.random(), try RecoveryKey.random())
        #expect("\(key) \(recovery)" == "ReplicaKey(secret) RecoveryKey(secret)")
        let text = String(decoding: try wrapped(key, recovery).bytes(), as: UTF8.self)
        #expect(!text.contains(Self.passphrase) && !text.contains(recovery.text))
    }

    @Test func `a passphrase that is too short, and a header of a later program, are refused`() throws {
        let (key, recovery) = (try ReplicaKey.random(), try RecoveryKey.random())
        #expect(throws: Problem.self) { _ = try WrappedKey(key, passphrase: "seven77", recovery: recovery) }
        let text = String(decoding: try wrapped(key, recovery).bytes(), as: UTF8.self)
        let later = text.replacing(#""format":1"#, with: #""format":2"#)
        #expect(throws: ReplicaFault.self) { _ = try WrappedKey(parsing: Array(later.utf8)) }
        #expect(throws: ReplicaFault.self) { _ = try WrappedKey(parsing: Array("{}".utf8)) }
    }
}

@Suite struct RecoveryKeyTests {
    @Test func `it is read as it was written, however it is typed`() throws {
        let key = try RecoveryKey.random()
        #expect(key.text.count == 41)
        #expect(try RecoveryKey(key.text) == key)
        #expect(try RecoveryKey(" " + key.text.lowercased().replacing("-", with: " ")) == key)
        #expect(try RecoveryKey.random() != key)
    }

    @Test func `the group with a wrong character, or with two swapped, is named`() throws {
        let key = try RecoveryKey.random()
        let groups = key.text.split(separator: "-").map(Array.init)
        for group in 0..<7 {
            for place in 0..<5 {
                var wrong = groups
                wrong[group][place] = wrong[group][place] == "A" ? "C" : "A"
                expectMistake(wrong, in: group + 1)
                if place > 0, place < 4, groups[group][place] != groups[group][place - 1] {
                    wrong = groups
                    wrong[group].swapAt(place, place - 1)
                    expectMistake(wrong, in: group + 1)
                }
            }
        }
        var swapped = groups
        swapped.swapAt(2, 3)
        if groups[2] != groups[3] { #expect(throws: Problem.self) { _ = try RecoveryKey(Self.text(swapped)) } }
        #expect(throws: Problem.self) { _ = try RecoveryKey(String(key.text.dropLast())) }
    }

    private func expectMistake(_ groups: [[Character]], in group: Int) {
        let problem = #expect(throws: Problem.self) { _ = try RecoveryKey(Self.text(groups)) }
        #expect(problem?.message == "There is a mistake in group \(group) of the recovery key.")
    }

    private static func text(_ groups: [[Character]]) -> String { groups.map { String($0) }.joined(separator: "-") }
}
