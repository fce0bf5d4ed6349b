import CaseCrypto
import CaseProtocol
import ClientCore
import ClientCrypto
import Server
import Testing
import Workflow

/// An order to erase a replica, between the real server and a real replica, in memory.
@Suite struct WipeTests {
    private struct Scene {
        let bundleKeys: BundleKeys
        let core: ServerCore
        let replica: Replica
        let token: String

        init() async throws {
            let keys = try LedgerKeys.random()
            bundleKeys = try .random()
            core = ServerCore(
                store: InMemoryCaseStore(keys: keys), keys: keys, bundleKeys: bundleKeys, scryptCost: .fastForTests)
            try await core.prepare()
            try await core.addUser(
                AddUserRequest(name: "amina", roles: ["complainant:KE"], organisation: nil, password: "a long password")
            )
            replica = try Replica(
                store: InMemoryReplicaStore(), crypto: SystemReplicaCrypto(), random: SeededReplicaRandom(seed: 5))
            let reply = try await core.login(
                try replica.loginRequest(user: "amina", password: "a long password", code: nil), from: nil)
            try replica.signIn(reply, server: "loopback")
            token = reply.token
        }

        func ordered() async throws -> SignedDirective {
            try await core.orderWipe(WipeRequest(name: "amina", replica: replica.id))
        }

        func file() throws {
            try replica.file(
                procedure: "ntb.tripartite",
                fields: [
                    "ntbCategory": "2.8", "locationCountry": "UG", "place": "Malaba",
                    "incidentOn": "2026-11-01", "description": "Milk is tested twice.", "contact": "+254 700 000 001",
                ])
        }

        func code(_ body: () async throws -> Void) async -> ProblemCode? {
            do {
                try await body()
                return nil
            } catch { return (error as? Problem)?.code }
        }
    }

    @Test func `from the order on the replica gets nothing, by token or by password, and others go on`() async throws {
        let scene = try await Scene()
        let other = ReplicaID(high: 7, low: 7)
        _ = try await scene.core.authenticate(scene.token)
        _ = try await scene.ordered()
        #expect(await scene.code { _ = try await scene.core.authenticate(scene.token) } == .wipeOrdered)
        let again = try scene.replica.loginRequest(user: "amina", password: "a long password", code: nil)
        #expect(await scene.code { _ = try await scene.core.login(again, from: nil) } == .wipeOrdered)
        let elsewhere = LoginRequest(user: "amina", password: "a long password", code: nil, replica: other)
        let reply = try await scene.core.login(elsewhere, from: nil)
        _ = try await scene.core.authenticate(reply.token)
        #expect(scene.core.directive(for: DirectiveInquiry(replica: other)).wipe == nil)
    }

    @Test func `the directive is obeyed as it was signed, and in no other form`() async throws {
        let scene = try await Scene()
        #expect(try scene.replica.directive(in: DirectiveReply(wipe: nil)) == nil)
        let given = try await scene.ordered()
        let inquiry = try scene.replica.directiveInquiry()
        #expect(scene.core.directive(for: inquiry).wipe == given)
        #expect(try scene.replica.directive(in: DirectiveReply(wipe: given)) == given.directive)
        #expect(try await scene.ordered() == given)

        func isObeyed(_ change: (inout SignedDirective) throws -> Void) throws -> Bool {
            var directive = given
            try change(&directive)
            return try scene.replica.directive(in: DirectiveReply(wipe: directive)) != nil
        }
        func resign(_ directive: inout SignedDirective, with keys: BundleKeys) throws {
            directive.signature = Base64URL.encode(
                try keys.signingKey.sign(try directive.directive.signedBytes))
        }
        #expect(try !isObeyed { $0.directive.number = 2 })
        #expect(try !isObeyed { $0.signature = "" })
        #expect(try !isObeyed { $0.signature = String($0.signature.reversed()) })
        // Another server's, and this server's order to another replica or person.
        #expect(try !isObeyed { try resign(&$0, with: .random()) })
        #expect(
            try !isObeyed {
                $0.directive.replica = ReplicaID(high: 7, low: 7)
                try resign(&$0, with: scene.bundleKeys)
            })
        #expect(
            try !isObeyed {
                $0.directive.user = UserID(high: 7, low: 7)
                try resign(&$0, with: scene.bundleKeys)
            })
        // A renewed id is no way out.
        try scene.replica.renewIdentity()
        #expect(try scene.replica.directive(in: DirectiveReply(wipe: given)) == given.directive)
    }

    @Test func `what waits is handed in first, kept apart, and performed when somebody lets it`() async throws {
        let scene = try await Scene()
        try scene.file()
        let directive = try await scene.ordered().directive
        let request = try #require(try scene.replica.rescue(for: directive))
        #expect(try await scene.core.rescue(request).commands == 1)
        #expect(try await scene.core.rescue(request).commands == 1)
        let bytes = try #require(Base64URL.decode(request.bundle))
        // Nothing of it happened yet.
        let report = try await scene.core.importBundle(BundleInput(bytes))
        #expect(report.commands == 1 && report.problem == nil)
    }

    @Test func `a device that was signed out may hand in, and nobody else may`() async throws {
        let scene = try await Scene()
        try scene.file()
        let stray = RescueRequest(replica: try scene.replica.id, bundle: "YnVuZGxl")
        #expect(await scene.code { _ = try await scene.core.rescue(stray) } == .notFound)
        let directive = try await scene.ordered().directive
        #expect(await scene.code { _ = try await scene.core.rescue(stray) } == .bundleDamaged)
        let request = try #require(try scene.replica.rescue(for: directive))
        try await scene.core.logout(scene.token)
        #expect(try await scene.core.rescue(request).commands == 1)
        var changed = try #require(Base64URL.decode(request.bundle))
        changed[changed.count - 1] ^= 1
        let forged = RescueRequest(replica: request.replica, bundle: Base64URL.encode(changed))
        #expect(await scene.code { _ = try await scene.core.rescue(forged) } == .bundleDamaged)
    }

    @Test func `what was handed in takes effect for a device that is signed out since, and nothing else of it does`()
        async throws
    {
        let scene = try await Scene()
        try scene.file()
        let request = try #require(try scene.replica.rescue(for: try await scene.ordered().directive))
        _ = try await scene.core.rescue(request)
        // A device that was not told tries again, under another seal: what it hands in is kept once.
        let again = try #require(try scene.replica.rescue(for: try await scene.ordered().directive))
        #expect(again != request)
        #expect(try await scene.core.rescue(again).commands == 1)
        try scene.file()
        let later = try #require(try scene.replica.rescue(for: try await scene.ordered().directive))
        try await scene.core.logout(scene.token)
        let bytes = try #require(Base64URL.decode(request.bundle))
        // Made by the same device, and never handed in.
        let other = try #require(Base64URL.decode(later.bundle))
        #expect(await scene.code { _ = try await scene.core.importBundle(BundleInput(other)) } == .notSignedIn)
        let same = try #require(Base64URL.decode(again.bundle))
        #expect(await scene.code { _ = try await scene.core.importBundle(BundleInput(same)) } == .notSignedIn)

        _ = try await scene.core.changeUser(ChangeUserRequest(name: "amina", isSuspended: true))
        #expect(await scene.code { _ = try await scene.core.importBundle(BundleInput(bytes)) } == .accountSuspended)
        _ = try await scene.core.changeUser(ChangeUserRequest(name: "amina", isSuspended: false))
        let report = try await scene.core.importBundle(BundleInput(bytes))
        #expect(report.problem == nil && report.commands == 1 && report.applied == 1)
        // Once, however often.
        #expect(try await scene.core.importBundle(BundleInput(bytes)).applied == 1)
    }

    @Test func `files that the server does not have are handed in as well, and come whole with their commands`()
        async throws
    {
        let scene = try await Scene()
        let shelf = InMemoryBlobShelf()
        try scene.file()
        let caseID = try #require(try scene.replica.outbox().first?.caseID)
        // Longer than a part, and a short one.
        let files = [
            Array(String(repeating: "Nine days at the weighbridge.\n", count: 150_000).utf8),
            Array("Seal broken.\n".utf8),
        ]
        for (index, bytes) in files.enumerated() {
            try scene.replica.attach(
                NewEvidence(bytes: bytes, name: "\(index).txt", confidentiality: .parties), to: caseID, on: shelf)
        }
        #expect(files[0].count > BundledPart.bytesMax)
        let directive = try await scene.ordered().directive
        let commands = try #require(try scene.replica.rescue(for: directive))
        _ = try await scene.core.rescue(commands)
        let handed = Handed()
        let count = try await scene.replica.rescueFiles(for: directive, from: shelf) {
            handed.requests.append($0)
            let reply = try await scene.core.rescue($0)
            #expect(reply.commands == 0)
        }
        #expect(count == 2 && !handed.requests.isEmpty)
        try await scene.core.logout(scene.token)
        func imported(_ request: RescueRequest) async throws -> BundleReport {
            try await scene.core.importBundle(BundleInput(try #require(Base64URL.decode(request.bundle))))
        }
        // Before what they belong to is here, they are nobody's.
        #expect(try await imported(handed.requests[0]).problem?.code == .notFound)
        #expect(try await imported(commands).problem == nil)
        for request in handed.requests { #expect(try await imported(request).problem == nil) }
        let reader = try await scene.core.login(
            LoginRequest(user: "amina", password: "a long password", code: nil, replica: ReplicaID(high: 7, low: 7)),
            from: nil)
        let person = try await scene.core.authenticate(reader.token)
        for bytes in files {
            let blob = try #require(BlobID(digest: SHA256.hash(bytes).bytes))
            let found = try await scene.core.blob(blob, for: person)
            #expect(try found.bytes(at: 0, count: found.count) == bytes)
        }
        // Again is as good as once.
        #expect(try await imported(handed.requests[0]).evidence == nil)
    }

    private final class Handed {
        var requests: [RescueRequest] = []
    }

    @Test func `nobody is ordered to erase what is not theirs`() async throws {
        let scene = try await Scene()
        let stranger = WipeRequest(name: "amina", replica: ReplicaID(high: 7, low: 7))
        #expect(await scene.code { _ = try await scene.core.orderWipe(stranger) } == .notFound)
        let nobody = WipeRequest(name: "nobody", replica: try scene.replica.id)
        #expect(await scene.code { _ = try await scene.core.orderWipe(nobody) } == .notFound)
        #expect(await scene.code { _ = try await scene.core.authenticate(scene.token) } == nil)
    }
}
