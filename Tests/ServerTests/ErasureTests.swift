import CaseCrypto
import CaseProtocol
import Foundation
import Testing
import Workflow

@testable import Server
@testable import ServerSQLite

/// Cases that are erased: their words are gone from every place, and the ledger is as whole as before.
@Suite struct ErasureTests {
    /// In descriptions, notes, what was refused, and files.
    private static let canary = "quokka"
    private static let reason = "The complainant asked for it (art. 17)."

    /// A case with something in every place, and another one of the same person.
    private struct Scene {
        let server: TestServer
        let amina: TestPerson
        let kamau: TestPerson
        let caseID: CaseID
        let other: CaseID
        let file: [UInt8] = Array("\(ErasureTests.canary) in a file".utf8)
        let folder: TemporaryFolder?
        let key: VerifyingKey

        init(_ kind: StoreKind) async throws {
            let keys = try LedgerKeys.example()
            key = keys.verifyingKey
            folder = kind == .sqlite ? try TemporaryFolder() : nil
            server = try await TestServer(
                store: try folder.map { try SQLiteCaseStore.open(folder: $0.path, keys: keys) },
                blobs: folder.map { FileBlobStore(dataFolder: $0.path) } ?? InMemoryBlobStore(), keys: keys)
            amina = try await server.person("amina", "complainant:KE")
            kamau = try await server.person("kamau", "focalPoint:KE")
            other = try await amina.file()
            caseID = try await amina.open(label: "QK2C-9")
            try await amina.act(
                "submit", on: caseID,
                TestPerson.filing.merging(["description": .string("A \(canary) at the scale.")]) { $1 })
            try await amina.send(
                .addNote(
                    NoteAdd(
                        caseID: caseID, note: server.id(), text: "Another \(canary).", confidentiality: .parties)))
            // Refused, and kept with what was written.
            let refused = try await amina.act("register", on: caseID, ["reason": .string("My \(canary)")])
            #expect(refused.problem != nil)
            try await attach()
        }

        private func attach() async throws {
            let blob = try #require(BlobID(digest: SHA256.hash(file).bytes))
            try await amina.send(
                .addEvidence(
                    EvidenceAdd(
                        caseID: caseID, evidence: server.id(), blob: blob, bytes: file.count, mime: "text/plain",
                        name: "\(canary).txt", confidentiality: .parties)))
            var upload = try await server.core.beginUpload(
                of: blob, at: 0, length: file.count, bytes: file.count, by: amina.signedIn)
            try server.core.receive(file, for: &upload)
            #expect(try await server.core.endUpload(upload).isComplete)
        }

        func erase(apply hash: String? = nil, isPublicToo: Bool = false) async throws -> PlanReport<ErasurePlan> {
            try await server.core.erase(
                EraseRequest(
                    reference: caseID.description, reason: ErasureTests.reason, isPublicToo: isPublicToo, apply: hash))
        }

        /// Files of the store that hold the word.
        func traces() throws -> [String] {
            guard let folder else { return [] }
            let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
            return try names.filter { name in
                let path = "\(folder.path)/\(name)"
                var isFolder: ObjCBool = false
                guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else {
                    return false
                }
                return try Data(contentsOf: URL(filePath: path)).range(of: Data(ErasureTests.canary.utf8)) != nil
            }
        }

        func findings() throws -> [AuditFinding] {
            try folder.map { try SQLiteCaseStore.verify(folder: $0.path, key: key).findings } ?? []
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `an erased case is in no table, no file and no free page, and the ledger is sound`(kind: StoreKind)
        async throws
    {
        let scene = try await Scene(kind)
        let server = scene.server
        let before = try #require(try await scene.amina.pull(nil).trailer)
        #expect(try kind == .inMemory || !scene.traces().isEmpty)
        let shown = try await scene.erase()
        #expect(shown.done == nil && shown.plan.rows > 5 && shown.plan.commands == 5 && shown.plan.files == 1)
        #expect(shown.plan.isRunning && shown.plan.reference == "QK2C-9")
        #expect(try await server.store.read { try $0.row(RowID(scene.caseID)) } != nil)

        let done = try await scene.erase(apply: shown.hash)
        #expect(done.done == [scene.caseID])
        let (caseID, other) = (scene.caseID, scene.other)
        try await server.store.read { (snapshot: any CaseSnapshot) throws in
            #expect(try snapshot.rows(of: caseID).isEmpty && snapshot.row(RowID(caseID)) == nil)
            #expect(try snapshot.isKnown(RowID(caseID)))
            #expect(try snapshot.placements(of: caseID).isEmpty)
            #expect(try snapshot.cases(withReference: "QK2C-9").isEmpty)
            #expect(try snapshot.commands(about: caseID).isEmpty)
            #expect(try !snapshot.rows(of: other).isEmpty && !snapshot.commands(about: other).isEmpty)
        }
        #expect(try scene.traces() == [])
        #expect(try scene.findings() == [])
        if let folder = scene.folder {
            let report = try SQLiteCaseStore.verify(folder: folder.path, key: scene.key)
            #expect(report.erasedCount >= shown.plan.rows)
        }

        // Whoever held it is told to drop it, and ends with the digest of the server.
        let lines = try await scene.amina.pull(before.next, acked: before.last)
        let left = lines.compactMap { if case .leave(let compartment) = $0 { compartment } else { nil } }
        #expect(!left.isEmpty && left.allSatisfy { $0.caseID == scene.caseID })
        #expect(lines.rows.isEmpty)
        let fresh = try await scene.amina.pull(nil)
        #expect(fresh.rows.allSatisfy { $0.caseID != scene.caseID })
        #expect(fresh.trailer?.dig == lines.trailer?.dig)
    }

    @Test(arguments: StoreKind.allCases)
    func `an old device does not bring it back`(kind: StoreKind) async throws {
        let scene = try await Scene(kind)
        let amina = scene.amina
        let replica = amina.replica
        let sent = try await scene.server.store.read { try $0.commands(of: replica, after: 0) }.map(\.sentEnvelope)
        _ = try await scene.erase(apply: try await scene.erase().hash)
        let head = try await scene.server.head()
        // From its archive, under another replica id.
        let again = try await scene.server.signIn("amina")
        var envelopes = sent
        for index in envelopes.indices { envelopes[index].n = index + 1 }
        let outcomes = try await again.push(envelopes).out.map(\.outcome)
        #expect(outcomes.count == sent.count)
        #expect(try await scene.server.head() == head)
        #expect(try await amina.act("submit", on: scene.caseID, TestPerson.filing).problem?.code == .notFound)
        // And made anew under the same id.
        let next = try await amina.send(.open(TestPerson.opening(scene.caseID)))
        #expect(next.problem?.code == .idUnavailable)
        #expect(try await scene.server.head() == head)
        #expect(try scene.findings() == [])
    }

    @Test(arguments: StoreKind.allCases)
    func `a hold refuses it with its reason until it is ended`(kind: StoreKind) async throws {
        let scene = try await Scene(kind)
        let core = scene.server.core
        func hold(_ reason: String?, isReleased: Bool = false) async throws -> [HoldSummary] {
            try await core.hold(
                HoldRequest(reference: "QK2C-9", reason: reason, isReleased: isReleased)
            ).holds
        }
        #expect(await problem { _ = try await hold(" ") }?.path == "reason")
        let tooLong = String(repeating: "x", count: ServerCore.retentionReasonBytesMax + 1)
        #expect(await problem { _ = try await hold(tooLong) }?.code == .tooLong)
        #expect(await problem { _ = try await hold("Over.", isReleased: true) }?.code == .notFound)
        #expect(try await hold("Case 7 of the EACJ.").map(\.caseID) == [scene.caseID])
        #expect(await problem { _ = try await hold("Again.") }?.code == .guardFailed)
        let hash = String(repeating: "0", count: 64)
        for apply in [nil, hash] {
            let refused = await problem { _ = try await scene.erase(apply: apply) }
            #expect(refused?.code == .onHold && refused?.message.contains("Case 7 of the EACJ.") == true)
        }
        #expect(try await hold("Judgment given.", isReleased: true).isEmpty)
        #expect(try await core.hold(HoldRequest()).holds.isEmpty)
        let shown = try await scene.erase()
        #expect(await problem { _ = try await scene.erase(apply: hash) }?.code == .guardFailed)
        #expect(try await scene.server.header(scene.caseID) != nil)
        // Put on hold between the two steps.
        _ = try await hold("Appeal.")
        #expect(await problem { _ = try await scene.erase(apply: shown.hash) }?.code == .onHold)
        _ = try await hold("Withdrawn.", isReleased: true)
        #expect(try await scene.erase(apply: shown.hash).done == [scene.caseID])
        #expect(try scene.findings() == [])
    }

    @Test func `what was published stays unless it is asked for as well`() async throws {
        let scene = try await Scene(.sqlite)
        let card = Row(
            id: scene.server.id(), kind: .note, compartment: Compartment(caseID: scene.caseID, .public), rev: 1,
            fields: ["text": "As published."])
        var draft = CommitDraft(
            at: scene.server.clock.now(), by: scene.kamau.id, replica: nil, command: "test",
            commandHash: SHA256.hash(), rows: [card])
        draft.placements = [card.compartment: ["all"]]
        try await scene.server.store.append(draft)
        let shown = try await scene.erase()
        #expect(shown.plan.rowsKept == 1)
        _ = try await scene.erase(apply: shown.hash)
        #expect(try await scene.server.store.read { try $0.rows(of: scene.caseID) } == [card])
        #expect(try scene.findings() == [])
        let rest = try await scene.erase(isPublicToo: true)
        #expect(rest.plan.rows == 1 && rest.plan.rowsKept == 0 && !rest.plan.isRunning)
        _ = try await scene.erase(apply: rest.hash, isPublicToo: true)
        #expect(try await scene.server.store.read { try $0.rows(of: scene.caseID) }.isEmpty)
        #expect(try scene.findings() == [])
    }

    @Test func `what a server that ended in mid-erasure left behind goes with its next clean-up`() async throws {
        let scene = try await Scene(.sqlite)
        let core = scene.server.core
        let request = EraseRequest(reference: "QK2C-9", reason: Self.reason)
        // The commit is made; the files and the free space are not looked after.
        try await core.erase(scene.caseID, Self.reason, isPublicToo: false, shown: nil, for: request)
        let blob = try #require(BlobID(digest: SHA256.hash(scene.file).bytes))
        #expect(try await scene.server.store.read { try $0.blobRecord(blob) } != nil)
        _ = try await core.collectBlobs()
        #expect(try await scene.server.store.read { try $0.blobRecord(blob) } == nil)
        #expect(try scene.findings() == [])
        #expect(try scene.traces() == [])
    }

    @Test(arguments: StoreKind.allCases)
    func `what nobody could read and names the case goes as well`(kind: StoreKind) async throws {
        let scene = try await Scene(kind)
        let sent = try await scene.server.store.read { try $0.commands(of: scene.amina.replica, after: 0) }
        var envelope = try #require(sent.last?.sentEnvelope)
        envelope.n = try #require(sent.last?.n) + 1
        envelope.mid = scene.server.id()
        envelope.args = "{\"case\":\"\(scene.caseID)\",\"text\":\"Half a \(Self.canary)"
        #expect(try await scene.amina.push([envelope]).out.first?.outcome.problem?.code == .malformedCommand)
        let shown = try await scene.erase()
        #expect(shown.plan.commands == 6)
        _ = try await scene.erase(apply: shown.hash)
        let left = try await scene.server.store.read { try $0.commands(of: scene.amina.replica, after: 0) }
        #expect(left.allSatisfy { !$0.args.contains(Self.canary) })
        #expect(try scene.traces() == [] && scene.findings() == [])
    }

    @Test(arguments: StoreKind.allCases)
    func `what a restore brought back is erased again by the list of the copy that was served`(kind: StoreKind)
        async throws
    {
        let served = try await Scene(kind)
        _ = try await served.erase(apply: try await served.erase().hash)
        let list = try await served.server.core.erasures(ErasuresRequest())
        #expect(list.plan.erased.map(\.caseID) == [served.caseID] && list.plan.erased.first?.reason == Self.reason)
        #expect(list.plan.again.isEmpty && list.done == nil)

        // The same people did the same there, and nobody erased anything yet.
        let restored = try await Scene(kind)
        let core = restored.server.core
        try #require(restored.caseID == served.caseID)
        _ = try await core.hold(HoldRequest(reference: "QK2C-9", reason: "Case 7."))
        let held = try await core.erasures(ErasuresRequest(erased: list.plan.erased))
        #expect(held.plan.again.isEmpty && held.plan.held.map(\.caseID) == [served.caseID])
        _ = try await core.hold(HoldRequest(reference: "QK2C-9", reason: "Over.", isReleased: true))
        let shown = try await core.erasures(ErasuresRequest(erased: list.plan.erased))
        #expect(shown.plan.again.map(\.caseID) == [served.caseID] && shown.plan.erased.isEmpty && shown.done == nil)
        #expect(
            await problem {
                _ = try await core.erasures(ErasuresRequest(erased: list.plan.erased, apply: held.hash))
            }?.code == .guardFailed)
        #expect(try await restored.server.header(restored.caseID) != nil)

        let request = ErasuresRequest(erased: list.plan.erased, apply: shown.hash)
        #expect(try await core.erasures(request).done == [served.caseID])
        #expect(try await restored.server.header(restored.caseID) == nil)
        #expect(try restored.traces() == [] && restored.findings() == [])
        let after = try await core.erasures(ErasuresRequest(erased: list.plan.erased))
        #expect(after.plan.again.isEmpty && after.plan.erased.map(\.reason) == [Self.reason])
    }

    @Test func `a file that another case names as well stays`() async throws {
        let scene = try await Scene(.sqlite)
        let blob = try #require(BlobID(digest: SHA256.hash(scene.file).bytes))
        try await scene.amina.send(
            .addEvidence(
                EvidenceAdd(
                    caseID: scene.other, evidence: scene.server.id(), blob: blob, bytes: scene.file.count,
                    mime: "text/plain", name: "same.txt", confidentiality: .parties)))
        let shown = try await scene.erase()
        #expect(shown.plan.files == 0)
        _ = try await scene.erase(apply: shown.hash)
        #expect(try await scene.server.store.read { try $0.blobRecord(blob) } != nil)
        #expect(try scene.findings() == [])
    }

    @Test func `auditors see that a case was erased, when and why, and nobody else does`() async throws {
        let scene = try await Scene(.inMemory)
        _ = try await scene.erase(apply: try await scene.erase().hash)
        let auditor = try await scene.server.person("audrey", "auditor")
        let rows = try await auditor.pull(nil).rows.filter { $0.kind == .erasure }
        #expect(rows.map { $0["reason"]?.string } == [Self.reason])
        #expect(rows.map { $0["erased"]?.string } == [scene.caseID.description])
        for person in [scene.amina, scene.kamau] {
            #expect(try await person.pull(nil).rows.allSatisfy { $0.compartment.holder != "retention" })
        }
    }
}
