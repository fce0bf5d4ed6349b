import CaseCrypto
import CaseProtocol
import Foundation
import Server
import Testing

@Suite("Ledger")
struct StoreLedgerTests {
    @Test(arguments: StoreKind.allCases)
    func `headers form a chain that the server signed`(kind: StoreKind) async throws {
        let fixture = try StoreFixture(kind)
        let draft = CommitDraft.example(.header(1), .note(2, in: .parties(1)), placements: [.parties(1): ["all"]])
        try await fixture.append(draft)
        try await fixture.append(.example(.header(3)))
        let headers = try await fixture.read { snapshot in try (1...2).compactMap { try snapshot.commit($0) } }
        try #require(headers.count == 2)
        let (first, second) = (headers[0], headers[1])
        #expect(first.previous == SHA256.hash())
        #expect(second.previous == first.hash)
        #expect(headers.map(\.number) == [1, 2])
        #expect(headers.map(\.leafCount) == [3, 1])
        #expect(first.at == draft.at && first.by == draft.by && first.replica == draft.replica)
        #expect(first.command == draft.command && first.commandHash == draft.commandHash)
        let key = try LedgerKeys.example().verifyingKey
        #expect(headers.allSatisfy { key.isValid($0.signature, for: $0.hash.bytes) })
    }

    @Test func `a commit's root covers each row and the change of access, salted`() throws {
        let salts = [[UInt8](repeating: 1, count: 16), [UInt8](repeating: 2, count: 16)]
        let next = Counter()
        let keys = try LedgerKeys.example()
        let sealer = CommitSealer(key: keys.signingKey, salt: { salts[next.advance()] })
        let draft = CommitDraft.example(.header(1), placements: [.parties(1): ["recs", "fp:KE"]])
        let access = AccessChange(of: draft, openPlacements: { _ in ["recs", "all"] }, openMemberships: { _ in [] })
        let name = Compartment.parties(1).description
        #expect(
            access.text
                == #"{"closed":{"\#(name)":["all"]},"joined":{},"left":{},"opened":{"\#(name)":["fp:KE"]}}"#)
        let sealed = try sealer.seal(draft, access: access, after: .start)
        let leaves = [
            MerkleTree.leaf(salt: salts[0], bytes: Row.header(1).canonicalBytes),
            MerkleTree.leaf(salt: salts[1], bytes: Array(access.text.utf8)),
        ]
        #expect(sealed.header.root == MerkleTree.root(leaves))
        #expect(sealed.hash == sealed.header.hash)
    }

    @Test func `an audit takes a sound chain, erased leaves included, and names the broken link`() throws {
        let keys = try LedgerKeys.example()
        let sealer = CommitSealer(key: keys.signingKey)
        var end = CommitSealer.ChainEnd.start
        var commits: [SealedCommit] = []
        for number in UInt64(1)...3 {
            let draft = CommitDraft.example(.header(number), .note(number + 10, in: .parties(number)))
            let access = AccessChange(of: draft, openPlacements: { _ in [] }, openMemberships: { _ in [] })
            let sealed = try sealer.seal(draft, access: access, after: end)
            commits.append(sealed)
            end = sealed.end
        }
        func audit(_ commits: [SealedCommit], key: VerifyingKey, erasing: Bool = false) -> [String] {
            var report = AuditReport()
            var audit = LedgerAudit(key: key)
            for commit in commits {
                let leaves = commit.rows.map {
                    LedgerAudit.Leaf(name: "row", hash: $0.hash, content: erasing ? nil : ($0.salt, $0.bytes))
                }
                audit.take(commit.header, leaves, noting: &report)
            }
            return report.findings.map(\.place)
        }
        #expect(audit(commits, key: keys.verifyingKey) == [])
        #expect(audit(commits, key: keys.verifyingKey, erasing: true) == [])
        #expect(Set(audit([commits[0], commits[2]], key: keys.verifyingKey)) == ["commit 3"])
        #expect(audit(commits, key: try LedgerKeys.example(8).verifyingKey) == ["commit 1", "commit 2", "commit 3"])
    }

    @Test func `keys are made once, for their owner alone`() throws {
        let folder = try TemporaryFolder()
        let data = folder.path + "/data"
        let keys = try LedgerKeys.load(folder: data)
        let again = try LedgerKeys.load(folder: data)
        #expect(keys.verifyingKey == again.verifyingKey)
        #expect(keys.cursorKey.bytes == again.cursorKey.bytes)
        #expect(keys.signingKey.rawBytes != keys.cursorKey.bytes)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: data + "/keys").sorted() == [
                "cursor.key", "ledger.key",
            ])
        for name in ["ledger.key", "cursor.key"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: data + "/keys/" + name)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
        }
    }

    @Test func `a key file that others may read, or of another length, is refused`() throws {
        let folder = try TemporaryFolder()
        _ = try LedgerKeys.load(folder: folder.path)
        let path = folder.path + "/keys/ledger.key"
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
        #expect(throws: KeyFileError.self) { try LedgerKeys.load(folder: folder.path) }
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        #expect(throws: Never.self) { try LedgerKeys.load(folder: folder.path) }
        try Data([1, 2, 3]).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        #expect(throws: KeyFileError.self) { try LedgerKeys.load(folder: folder.path) }
    }
}
