import CaseProtocol
import ClientCrypto
import Testing

@testable import ClientCore

/// What a device signs, and that it is the same whenever it is sent.
@Suite struct CommandSignerTests {
    private static func meta() throws -> ReplicaMeta {
        var meta = ReplicaMeta(replica: ReplicaID(high: 1, low: 2))
        meta.owner = UserID(high: 3, low: 4)
        meta.deviceKeys = try SystemReplicaCrypto().makeKeys()
        meta.serverKeys = ServerKeys(signing: "c2ln", agreement: "YWdy", epoch: "00ff", ledger: "bGVk")
        return meta
    }

    private static let envelope = CommandEnvelope(
        n: 7, mid: CommandID(high: 5, low: 6), cmd: "note.add", v: 1, at: Timestamp(milliseconds: 1_795_240_800_000),
        after: [3], args: "{}")

    @Test func `the same command is signed alike under any number, and no other is`() throws {
        let signer = try #require(try CommandSigner(try Self.meta(), SystemReplicaCrypto()))
        let sig = try #require(try signer.signed(Self.envelope).sig)
        var renumbered = Self.envelope
        renumbered.n = 1
        renumbered.after = nil
        #expect(try signer.signed(renumbered).sig == sig)
        for change: (inout CommandEnvelope) -> Void in [
            { $0.mid = CommandID(high: 5, low: 7) }, { $0.cmd = "case.edit" }, { $0.v = 2 }, { $0.args = "{ }" },
            { $0.at = Timestamp(milliseconds: $0.at.milliseconds + 1) },
        ] {
            var other = Self.envelope
            change(&other)
            #expect(try signer.signed(other).sig != sig)
        }
    }

    @Test func `another person, server or device signs otherwise`() throws {
        let own = try Self.meta()
        func sig(_ change: (inout ReplicaMeta) throws -> Void) throws -> String? {
            var meta = own
            try change(&meta)
            return try CommandSigner(meta, SystemReplicaCrypto())?.signed(Self.envelope).sig
        }
        let all = [
            try sig { _ in }, try sig { $0.owner = UserID(high: 3, low: 5) },
            try sig { $0.serverKeys?.ledger = "bGVr" },
            try sig { $0.deviceKeys = try SystemReplicaCrypto().makeKeys() },
        ]
        #expect(all.allSatisfy { $0 != nil } && Set(all).count == all.count)
        #expect(try sig { $0.deviceKeys = nil } == nil)
        #expect(try sig { $0.serverKeys?.ledger = nil } == nil)
        #expect(try sig { $0.owner = nil } == nil)
    }
}
