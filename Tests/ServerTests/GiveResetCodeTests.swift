import CaseProtocol
import Testing
import Workflow

@testable import Server

/// An administrator who has no part in any case gives a trader a code for another password; nobody else gives anybody one.
@Suite struct GiveResetCodeTests {
    private static let new = "seven red bicycles"

    /// A server with a trader, and an administrator who has a second factor.
    private struct Scene {
        let server: TestServer
        let amina: TestPerson
        let root: TestPerson

        init() async throws {
            server = try await TestServer()
            amina = try await server.person("amina", "complainant:KE")
            root = try await server.person("root", "sysAdmin")
            _ = try await server.addFactor(to: root.signedIn)
        }

        func give(_ name: String, hours: Int? = nil, by person: TestPerson? = nil) async throws -> OneTimeCode {
            try await server.core.giveResetCode(
                ResetCodeRequest(name: name, hours: hours), by: (person ?? root).signedIn)
        }

        func refusal(_ name: String, hours: Int? = nil, by person: TestPerson? = nil) async -> Problem? {
            await problem { _ = try await give(name, hours: hours, by: person) }
        }

        func recover(_ name: String, _ code: String) async -> ProblemCode? {
            await problem {
                try await server.core.recoverPassword(
                    RecoverPasswordRequest(user: name, code: code, password: GiveResetCodeTests.new), from: nil)
            }?.code
        }
    }

    @Test func `a trader's code is good once, for a day at most, and ends the one before`() async throws {
        let scene = try await Scene()
        let first = try await scene.give("AMINA")
        #expect(first.endsAt == TestServer.start.adding(hours: 24))
        let second = try await scene.give("amina", hours: 1)
        #expect(second.endsAt == TestServer.start.adding(hours: 1))
        #expect(await scene.recover("amina", first.code) == .codeInvalid)
        // Nothing changed yet.
        #expect(await problem { _ = try await scene.server.core.authenticate(scene.amina.token) } == nil)
        #expect(await scene.recover("amina", second.code) == nil)
        #expect(await scene.recover("amina", second.code) == .codeInvalid)
        #expect(await problem { _ = try await scene.server.core.authenticate(scene.amina.token) }?.code == .notSignedIn)
        for hours in [0, 25] { #expect(await scene.refusal("amina", hours: hours)?.path == "hours") }
    }

    @Test func `the second factor of the account stays`() async throws {
        let scene = try await Scene()
        _ = try await scene.server.addFactor(to: scene.amina.signedIn)
        let code = try await scene.give("amina")
        #expect(await scene.recover("amina", code.code) == nil)
        let login = LoginRequest(user: "amina", password: Self.new, code: nil, replica: scene.server.id())
        #expect(
            await problem { _ = try await scene.server.core.login(login, from: nil) }?.code == .secondFactorNeeded)
    }

    @Test func `whoever has any part in cases gives none, and learns nothing of the name`() async throws {
        let scene = try await Scene()
        for (index, roles) in [
            ["complainant:KE"], ["focalPoint:KE"], ["triageOfficer:KE"], ["auditor"], ["facilitator"], ["counsel"],
            ["sysAdmin", "focalPoint:KE"], ["sysAdmin", "auditor"], ["sysAdmin", "complainant:KE"],
        ].enumerated() {
            try await scene.server.core.addUser(
                AddUserRequest(
                    name: "giver\(index)", roles: roles, organisation: nil, password: TestServer.password))
            let giver = try await scene.server.signIn("giver\(index)")
            _ = try await scene.server.addFactor(to: giver.signedIn)
            var refusals: Set<Problem?> = []
            for name in ["amina", "nobody", "root", "giver\(index)"] {
                refusals.insert(await scene.refusal(name, by: giver))
            }
            #expect(refusals.count == 1 && refusals.first??.code == .notPermitted, "\(roles)")
        }
    }

    @Test func `an administrator without a second factor gives none, whatever is set about factors`() async throws {
        let scene = try await Scene()
        let bare = try await scene.server.person("bare", "sysAdmin")
        _ = try await scene.server.core.changeSetting(ChangeSettingRequest(name: "second-factor-days", value: "off"))
        #expect(await scene.refusal("amina", by: bare)?.code == .secondFactorRequired)
        #expect(FactorDuty.holds([Appointment(.sysAdmin)]))
    }

    @Test func `one whose roles changed while they asked gives none`() async throws {
        let scene = try await Scene()
        try await scene.server.core.changeUser(
            ChangeUserRequest(name: "root", roles: ["sysAdmin", "focalPoint:KE"]))
        // As a request that was let in before.
        #expect(await scene.refusal("amina")?.code == .notSignedIn)
        let inside = SignedIn(party: scene.root.signedIn.party, replica: scene.root.signedIn.replica)
        let refused = await problem {
            _ = try await scene.server.core.giveResetCode(ResetCodeRequest(name: "amina"), by: inside)
        }
        #expect(refused?.code == .notPermitted)
    }

    @Test func `a name that nobody has, an officer's, the own, a suspended one: one answer`() async throws {
        let scene = try await Scene()
        let server = scene.server
        for (index, roles) in [
            ["focalPoint:KE"], ["auditor"], ["sysAdmin"], ["facilitator"], ["counsel"], ["interestedParty:CN"],
            ["complainant:KE", "nmcMember:KE"],
        ].enumerated() {
            try await server.core.addUser(
                AddUserRequest(
                    name: "taker\(index)", roles: roles, organisation: nil, password: TestServer.password))
        }
        _ = try await server.person("gone", "complainant:KE")
        try await server.core.changeUser(ChangeUserRequest(name: "gone", isSuspended: true))
        let nameless = "nameless-receipt"
        try await server.store.write { transaction in
            try transaction.put(
                Account(
                    id: server.id(), name: nameless, organisation: nil, appointments: [.nameless],
                    passwordHash: "x", isNameless: true))
        }
        var refusals: Set<Problem?> = []
        for name in (0..<7).map({ "taker\($0)" }) + ["nobody", "root", "gone", nameless] {
            // Ten are asked for in a quarter of an hour.
            server.clock.advance(milliseconds: 900_000)
            refusals.insert(await scene.refusal(name))
        }
        #expect(refusals.count == 1 && refusals.first??.code == .notFound)
        #expect(refusals.first??.message.contains("taker") == false)
        // Nothing of it is on record, and no code was made.
        let codes = try await server.store.read { try RetentionRows.all(.codeGiven, in: $0, of: Self.audit) }
        #expect(codes.isEmpty)
    }

    private static let audit = Compartment(caseID: nil, .internal, holder: "audit")

    @Test func `each code is on record for auditors, and the code nowhere`() async throws {
        let scene = try await Scene()
        let auditor = try await scene.server.person("asha", "auditor")
        let code = try await scene.give("amina")
        let rows = try await auditor.pull(nil).rows.filter { $0.kind == .codeGiven }
        let row = try #require(rows.first)
        #expect(rows.count == 1)
        #expect(row["by"]?.string == scene.root.id.description && row["byName"] == "root")
        #expect(row["for"]?.string == scene.amina.id.description && row["forName"] == "amina")
        #expect(row["recordedAt"]?.string == TestServer.start.description)
        #expect(row["endsAt"]?.string == code.endsAt.description)
        let text = String(decoding: row.json.canonicalBytes, as: UTF8.self)
        #expect(!text.contains(code.code) && !text.contains(SpokenCode.folded(code.code)))
        for person in [scene.amina, scene.root] {
            #expect(try await !person.pull(nil).rows.contains { $0.kind == .codeGiven })
        }
    }

    @Test func `ten askings of one officer, three codes for one name, refused ones too`() async throws {
        let scene = try await Scene()
        for _ in 0..<3 { _ = try await scene.give("amina") }
        #expect(await scene.refusal("Amina")?.code == .tooManyAttempts)
        let other = try await scene.server.person("other", "sysAdmin")
        _ = try await scene.server.addFactor(to: other.signedIn)
        #expect(await scene.refusal("amina", by: other)?.code == .tooManyAttempts)
        for index in 0..<7 { #expect(await scene.refusal("nobody\(index)")?.code == .notFound) }
        #expect(await scene.refusal("nobody")?.code == .tooManyAttempts)
        #expect(await scene.refusal("nobody", by: other)?.code == .notFound)
        scene.server.clock.advance(milliseconds: 900_000)
        _ = try await scene.give("amina")
    }

    @Test func `over the network`() async throws {
        let scene = try await Scene()
        try await TestHTTP.with(scene.server) { http in
            let wanted = ResetCodeRequest(name: "amina")
            #expect(try await http.post(Endpoint.resetCode, wanted).status == 401)
            #expect(try await http.post(Endpoint.resetCode, wanted, token: scene.amina.token).status == 403)
            let code = try await http.post(Endpoint.resetCode, wanted, token: scene.root.token)
                .decoded(OneTimeCode.self).code
            #expect(await scene.recover("amina", code) == nil)
        }
    }
}
