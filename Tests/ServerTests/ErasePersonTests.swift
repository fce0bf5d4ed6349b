import CaseCrypto
import CaseProtocol
import Foundation
import GRDB
import Synchronization
import Testing
import Workflow

@testable import Server
@testable import ServerSQLite

/// People who are erased: outside cases nothing says who they were, and the ledger is as whole as before.
@Suite struct ErasePersonTests {
    private static let canary = "quokka"
    private static let reason = "She asked for it (art. 17)."

    /// Somebody who was in every place that keeps a name: an officer with an alternate once, now a trader who represents a
    /// firm and owns another one, with a second factor and a code that an administrator gave.
    private struct Scene {
        let server: TestServer
        let folder: TemporaryFolder?
        let key: VerifyingKey
        let amina: TestPerson
        let person: TestPerson
        let firm: OrganisationID
        let letter: BlobID

        init(_ kind: StoreKind, directives: any DirectiveShelf = InMemoryDirectiveShelf()) async throws {
            let keys = try LedgerKeys.example()
            key = keys.verifyingKey
            folder = kind == .sqlite ? try TemporaryFolder() : nil
            server = try await TestServer(
                store: try folder.map { try SQLiteCaseStore.open(folder: $0.path, keys: keys) }, keys: keys,
                bundleKeys: try BundleKeys.random(), directives: directives)
            let core = server.core
            let name = ErasePersonTests.canary
            _ = try await core.loadTerms(LoadTermsRequest(version: "1", text: "We keep your name."))
            amina = try await server.accepting("amina", "complainant:KE")
            let officer = try await server.accepting(name, "focalPoint:KE")
            _ = try await server.accepting("njeri", "focalPoint:KE")
            let day = try #require(CivilDate("2026-11-21"))
            _ = try await core.nameAlternate(
                AlternateRequest(name: "njeri", from: day, until: day), for: officer.signedIn)
            try await core.changeUser(ChangeUserRequest(name: name, roles: ["complainant:KE"]))
            let trader = try await server.accepting(name)
            firm = try await core.makeOrganisation(
                MakeOrganisationRequest(name: "Nile Coffee Ltd", country: nil), for: amina.signedIn
            ).id
            let bytes = Array("%PDF-1.4 We authorise \(name).".utf8)
            letter = try #require(BlobID(digest: SHA256.hash(bytes).bytes))
            let mandate = MandateOffer(
                from: day, until: day, reference: "For \(name)", letter: Base64URL.encode(bytes))
            let now = TestPerson(
                server: server, signedIn: try await core.authenticate(amina.token), token: amina.token,
                epoch: amina.epoch)
            let code = try await core.inviteToOrganisation(
                OrganisationInvitationRequest(organisation: firm, mandate: mandate), for: now.signedIn)
            _ = try await core.joinOrganisation(JoinOrganisationRequest(code: code.code), for: trader.signedIn)
            let root = try await server.accepting("root", "sysAdmin")
            _ = try await server.addFactor(to: root.signedIn)
            _ = try await core.giveResetCode(ResetCodeRequest(name: name), by: root.signedIn)
            person = TestPerson(
                server: server, signedIn: try await core.authenticate(trader.token), token: trader.token,
                epoch: trader.epoch)
            _ = try await server.addFactor(to: person.signedIn)
        }

        func erase(_ name: String = ErasePersonTests.canary, apply hash: String? = nil) async throws -> PlanReport<
            PersonErasurePlan
        > {
            try await server.core.erasePerson(
                ErasePersonRequest(name: name, reason: ErasePersonTests.reason, apply: hash))
        }

        func refusal(_ name: String = ErasePersonTests.canary, apply hash: String? = nil) async -> Problem? {
            await problem { _ = try await erase(name, apply: hash) }
        }

        func findings() throws -> [AuditFinding] {
            try folder.map { try SQLiteCaseStore.verify(folder: $0.path, key: key).findings } ?? []
        }

        /// Files of the store that hold the name.
        func traces() throws -> [String] {
            guard let folder else { return [] }
            let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
            return names.filter { name in
                guard let data = try? Data(contentsOf: URL(filePath: "\(folder.path)/\(name)")) else { return false }
                return data.range(of: Data(ErasePersonTests.canary.utf8)) != nil
            }
        }
    }

    @Test(arguments: StoreKind.allCases)
    func `a name is in no table, no file and no free page, and the ledger is sound`(kind: StoreKind) async throws {
        let scene = try await Scene(kind)
        #expect(try scene.findings() == [])
        #expect(try kind == .inMemory || !scene.traces().isEmpty)
        let shown = try await scene.erase()
        #expect(shown.done == nil && shown.plan.name == Self.canary && shown.plan.cases.isEmpty)
        #expect(shown.plan.organisations == ["Nile Coffee Ltd"] && shown.plan.letters == 1 && shown.plan.replicas == 2)
        // Of the person, of the alternate (where earlier versions are kept), of the representative, of the code.
        #expect(shown.plan.rows == (kind == .sqlite ? 4 : 3))
        #expect(try await scene.server.store.read { try $0.account(named: Self.canary) } != nil)

        #expect(try await scene.erase(apply: shown.hash).done == [])
        #expect(try scene.traces() == [])
        #expect(try scene.findings() == [])
        let (user, letter, firm) = (scene.person.id, scene.letter, scene.firm)
        try await scene.server.store.read { (snapshot: any CaseSnapshot) throws in
            let left = try #require(try snapshot.account(user))
            #expect(left.isNameless && left.suspendedAt != nil && left.appointments.isEmpty)
            #expect(try snapshot.account(named: Self.canary) == nil && snapshot.secondFactor(of: user) == nil)
            #expect(try snapshot.affiliations(of: user).isEmpty && snapshot.acceptances(of: user).isEmpty)
            #expect(try snapshot.devices(of: user).isEmpty && snapshot.letter(letter, of: firm) == nil)
            let rows = try snapshot.sharedRows(naming: user)
            #expect(rows.allSatisfy { !String(decoding: $0.json.canonicalBytes, as: UTF8.self).contains(Self.canary) })
        }
        #expect(try await scene.server.core.users().users.allSatisfy { $0.id != user })
    }

    @Test(arguments: StoreKind.allCases)
    func `they are signed out, their replicas are wiped, and nobody takes the name again`(kind: StoreKind) async throws
    {
        let scene = try await Scene(kind)
        let (server, core) = (scene.server, scene.server.core)
        _ = try await scene.erase(apply: try await scene.erase().hash)
        #expect(await problem { _ = try await core.authenticate(scene.person.token) }?.code == .notSignedIn)
        let reply = core.directive(for: DirectiveInquiry(replica: scene.person.replica))
        #expect(reply.wipe?.directive.user == scene.person.id)
        // What waits there is not kept, and the device need not wait.
        let rescued = try await core.rescue(RescueRequest(replica: scene.person.replica, bundle: "AAAA"))
        #expect(rescued.commands == 0)
        for name in [Self.canary, "QUOKKA"] {
            let login = LoginRequest(user: name, password: TestServer.password, code: nil, replica: server.id())
            #expect(await problem { _ = try await core.login(login, from: nil) }?.code == .wrongCredentials)
            let taken = await problem {
                try await core.addUser(
                    AddUserRequest(
                        name: name, roles: ["complainant:KE"], organisation: nil, password: TestServer.password))
            }
            #expect(taken?.code == .accountExists)
            #expect(await scene.refusal(name)?.code == .notFound)
        }
        #expect(await scene.refusal(scene.person.id.description)?.code == .notFound)
        let list = try await core.erasures(ErasuresRequest()).plan
        #expect(list.people?.map(\.user) == [scene.person.id] && list.people?.first?.reason == Self.reason)
        #expect(list.erased.isEmpty)
    }

    @Test(arguments: StoreKind.allCases)
    func `a server that ends before the orders to their devices gives them at its next clean-up`(
        kind: StoreKind
    ) async throws {
        let shelf = DeadShelf()
        let scene = try await Scene(kind, directives: shelf)
        let hash = try await scene.erase().hash
        shelf.isDead.withLock { $0 = true }
        await #expect(throws: DeadShelf.Ended.self) { _ = try await scene.erase(apply: hash) }
        #expect(try await scene.server.store.read { try $0.account(named: Self.canary) } == nil)
        let inquiry = DirectiveInquiry(replica: scene.person.replica)
        #expect(scene.server.core.directive(for: inquiry).wipe == nil)

        shelf.isDead.withLock { $0 = false }
        _ = try await scene.server.core.collectBlobs()
        #expect(scene.server.core.directive(for: inquiry).wipe?.directive.user == scene.person.id)
        #expect(try scene.traces() == [] && scene.findings() == [])
    }

    @Test func `what they filed stays, is listed, and is erased by itself`() async throws {
        let scene = try await Scene(.sqlite)
        let caseID = try await scene.person.file()
        let shown = try await scene.erase()
        #expect(shown.plan.cases.map(\.caseID) == [caseID] && shown.plan.cases.first?.isRunning == true)
        _ = try await scene.erase(apply: shown.hash)
        #expect(try await scene.server.header(caseID) != nil)
        #expect(try scene.findings() == [] && !scene.traces().isEmpty)
        let core = scene.server.core
        func eraseCase(_ hash: String? = nil) async throws -> PlanReport<ErasurePlan> {
            try await core.erase(
                EraseRequest(reference: caseID.description, reason: Self.reason, isPublicToo: true, apply: hash))
        }
        _ = try await eraseCase(try await eraseCase().hash)
        #expect(try scene.traces() == [] && scene.findings() == [])
    }

    @Test func `whoever holds an office, handles a case, or owns a firm with one alone is refused`() async throws {
        let scene = try await Scene(.inMemory)
        #expect(await scene.refusal("njeri")?.message.contains("holds an office") == true)
        #expect(await scene.refusal("root")?.code == .guardFailed)
        #expect(await scene.refusal("nobody")?.code == .notFound)
        let caseID = try await scene.amina.file()
        // The person's own case is no hindrance, and a firm without cases is none.
        #expect(await scene.refusal("amina") == nil)
        let assignment = Row(
            id: scene.server.id(), kind: .assignment, compartment: Compartment(caseID: caseID, .internal, holder: "KE"),
            rev: 1, fields: ["person": .string(scene.person.id.description)])
        try await scene.server.store.append(
            CommitDraft(
                at: scene.server.clock.now(), by: scene.amina.id, replica: nil, command: "test",
                commandHash: SHA256.hash(), rows: [assignment]))
        #expect(await scene.refusal()?.message.contains("handed over first") == true)

        let amina = TestPerson(
            server: scene.server, signedIn: try await scene.server.core.authenticate(scene.amina.token),
            token: scene.amina.token, epoch: scene.amina.epoch)
        var opening = TestPerson.opening(scene.server.id())
        opening.organisation = scene.firm
        #expect(try await amina.send(.open(opening)) == .applied)
        #expect(await scene.refusal("amina")?.message.contains("last owner") == true)
    }

    @Test func `a hold on a case of theirs, another plan and no reason are refused`() async throws {
        let scene = try await Scene(.inMemory)
        let caseID = try await scene.person.file()
        let shown = try await scene.erase()
        #expect(await scene.refusal(apply: String(repeating: "0", count: 64))?.code == .guardFailed)
        let core = scene.server.core
        _ = try await core.hold(HoldRequest(reference: caseID.description, reason: "Case 7 of the EACJ."))
        for apply in [nil, shown.hash] {
            let refused = await scene.refusal(apply: apply)
            #expect(refused?.code == .onHold && refused?.message.contains("Case 7 of the EACJ.") == true)
        }
        let empty = await problem {
            _ = try await core.erasePerson(ErasePersonRequest(name: Self.canary, reason: " "))
        }
        #expect(empty?.path == "reason")
        #expect(try await scene.server.store.read { try $0.account(named: Self.canary) } != nil)
    }

    @Test func `a row of theirs that is blanked without a record is found`() async throws {
        let scene = try await Scene(.sqlite)
        let folder = try #require(scene.folder)
        let blank = """
            UPDATE version SET bytes = NULL, salt = NULL
            WHERE key = (SELECT max(version.key) FROM version JOIN row ON row.key = version.row_key
                WHERE row.kind = 'affiliation')
            """
        _ = try await scene.erase(apply: try await scene.erase().hash)
        #expect(try scene.findings() == [])
        let queue = try DatabaseQueue(path: SQLiteCaseStore.path(in: folder.path))
        try await queue.write { try $0.execute(sql: blank) }
        #expect(try scene.findings().contains { $0.reason.contains("no record says") })
    }
}

/// A shelf on which nothing can be put while its server is as good as dead.
private final class DeadShelf: DirectiveShelf {
    struct Ended: Error {}

    let isDead = Mutex(false)
    private let shelf = InMemoryDirectiveShelf()

    func directive(to replica: ReplicaID) -> SignedDirective? { shelf.directive(to: replica) }
    func put(_ directive: SignedDirective) throws {
        if isDead.withLock({ $0 }) { throw Ended() }
        shelf.put(directive)
    }
    func keep(
        _ bundle: [UInt8], of content: Digest, from replica: ReplicaID, bytesMax: Int
    ) throws -> RescueKeeping { shelf.keep(bundle, of: content, from: replica, bytesMax: bytesMax) }
    func holds(_ bundle: [UInt8]) -> Bool { shelf.holds(bundle) }
}

extension TestServer {
    /// Adds an account where roles are given, and signs it in under the present terms.
    fileprivate func accepting(_ name: String, _ roles: String...) async throws -> TestPerson {
        if !roles.isEmpty {
            try await core.addUser(
                AddUserRequest(name: name, roles: roles, organisation: nil, password: Self.password))
        }
        var login = LoginRequest(user: name, password: Self.password, code: nil, replica: id())
        login.terms = "1"
        login.device = "\(name)'s phone"
        let reply = try await core.login(login, from: nil)
        return TestPerson(
            server: self, signedIn: try await core.authenticate(reply.token), token: reply.token,
            epoch: try await core.hello().epoch)
    }
}
