import CaseProtocol
import Testing
import Workflow

@testable import Server

/// Filing without a name, by a receipt code.
@Suite struct NamelessTests {
    private static let report: ProcedureID = "unfair.malpractice"

    @Test(arguments: StoreKind.allCases)
    func `a report, a question from the desk, and the answer from another device with the code alone`(kind: StoreKind)
        async throws
    {
        let fixture = try StoreFixture(kind)
        let server = try await TestServer(store: fixture.store)
        let player = RolePlayer(server: server)
        let account = try NamelessAccount(number: 1)
        let registered = try await server.register(account)
        #expect(registered == RegisterReply(name: account.name, roles: ["complainant"]))
        let person = try await server.signIn(account)
        #expect(person.id == account.user && person.signedIn.party.name == "")
        #expect(person.signedIn.party.audiences == [.all, .user(account.user)])
        let desk = try await server.person("zawadi", "triageOfficer:KE")
        let caseID = try await player.open(Self.report, "report", by: person, ["country": "KE"])
        #expect(try await server.header(caseID)?.isAnonymous == true)
        try await player.act("ask", on: caseID, by: desk, ["questions": "Which shop sells it?"])
        let cafe = try await server.signIn(account)
        #expect(try await cafe.pull(nil).rows.contains { $0["questions"] == "Which shop sells it?" })
        try await player.act("supply", on: caseID, by: cafe, ["answers": "The one behind the market."])
        let seen = try await desk.pull(nil).rows
        #expect(seen.contains { $0["answers"] == "The one behind the market." })
        let filed = try #require(seen.first { $0.kind == .event && $0["action"] == "report" })
        #expect(filed["byName"] == "the complainant")
        let devices = try await server.store.read { try $0.devices(of: account.user) }
        #expect(devices.map(\.name) == [nil, nil])
    }

    @Test(arguments: ["ntb.tripartite", "ntb.eac", "ntb.afcfta", "enquiry", "unfair.malpractice"] as [ProcedureID])
    func `what they file has no name under every procedure, whatever the form says`(procedure: ProcedureID) async throws
    {
        let server = try await TestServer()
        let person = try await server.nameless()
        let table = try #require(server.core.rules.current(procedure))
        let opening = try #require(table.openings(for: person.signedIn.party).first)
        let player = RolePlayer(server: server)
        let caseID = try await player.open(
            procedure, opening.rule.action, by: person,
            (opening.rule.requires + opening.rule.accepts).contains("country") ? ["country": "KE"] : [:])
        let rows = try await server.store.read { try $0.rows(of: caseID) }
        #expect(try await server.header(caseID)?.isAnonymous == true)
        // Their account is in one row, which only they see.
        let naming = rows.filter { $0.json.canonicalText.contains(person.id.description) }
        #expect(naming.map(\.kind) == [.party] && naming.map(\.compartment.holder) == ["filer"])
        #expect(!rows.contains { $0["name"] == "" || $0["byName"] == "" })
        guard table.field("anonymous") != nil else { return }
        let outcome = try await person.send(
            .open(
                CaseOpen(
                    caseID: server.id(), procedure: procedure, version: table.version, action: opening.rule.action,
                    label: nil,
                    fields: FormGuess(today: TestServer.start.day(), lists: .standard).values(
                        for: opening.rule, of: table
                    )
                    .merging(["country": "KE", "anonymous": false]) { $1 })))
        #expect(outcome.problem?.code == .invalidField && outcome.problem?.path == "fields.anonymous")
    }

    @Test func `they open what a complainant opens, and nothing else`() async throws {
        let server = try await TestServer()
        let (person, named) = (try await server.nameless(), try await server.person("amina", "complainant"))
        for procedure in server.core.rules.procedures where server.core.rules.current(procedure.id) == procedure {
            let openings = procedure.openings(for: person.signedIn.party).map(\.rule.action)
            #expect(openings == procedure.openings(for: named.signedIn.party).map(\.rule.action), "\(procedure.id)")
            if openings.isEmpty {
                let rule = try #require(procedure.rules.first { $0.from == .nothing })
                let outcome = try await person.send(
                    .open(
                        CaseOpen(
                            caseID: server.id(), procedure: procedure.id, version: procedure.version,
                            action: rule.action, label: nil, fields: [:])))
                #expect(outcome.problem?.code == .notPermitted, "\(procedure.id)")
            }
        }
    }

    @Test func `on cases of others they see and do nothing`() async throws {
        let server = try await TestServer()
        let amina = try await server.person("amina", "complainant:KE")
        let caseID = try await amina.file()
        let person = try await server.nameless()
        #expect(try await !person.pull(nil).rows.contains { $0.caseID == caseID })
        for command in [
            .act(CaseAct(caseID: caseID, action: "withdraw", from: nil)), person.note(caseID),
            .edit(CaseEdit(caseID: caseID, fields: ["product": "Soap"], base: [:])),
        ] as [CaseCommand] {
            #expect(try await person.send(command).problem?.code == .notFound)
        }
    }

    @Test func `verb by verb and case by case they reach what a complainant reaches, and no more`() async throws {
        let world = try await RoleWorld()
        let server = world.server
        let (person, named) = (try await server.nameless(), try await server.person("njeri", "complainant"))
        let (probe, other) = (RoleProbe(person: person), RoleProbe(person: named))
        #expect(try await probe.pulled().isEmpty)
        for caseID in world.cases { #expect(try await probe.reach(caseID) == RoleProbe.Reach()) }
        for column in [.complaint, .dispute, .secretRemedy, .report, .enquiry] as [RoleColumn] {
            #expect(try await probe.opens(column) == other.opens(column), "\(column)")
        }
        func filed(_ procedure: ProcedureID, by person: TestPerson) async throws -> CaseID {
            let table = try #require(server.core.rules.current(procedure))
            let rule = try #require(table.openings(for: person.signedIn.party).first).rule
            let caseID = try await world.player.open(
                procedure, rule.action, by: person,
                (rule.requires + rule.accepts).contains("country") ? ["country": "KE"] : [:])
            return caseID
        }
        for procedure in ["ntb.tripartite", "ntb.eac", "ntb.afcfta", "unfair.malpractice", "enquiry"] as [ProcedureID] {
            let reach = try await probe.reach(filed(procedure, by: person))
            #expect(try await reach == other.reach(filed(procedure, by: named)), "\(procedure)")
            #expect(reach.acts && reach.knows && !reach.assigns && reach.changed.isEmpty, "\(procedure)")
        }
    }

    @Test func `a lost answer is asked for again, and makes no second account`() async throws {
        let server = try await TestServer()
        let account = try NamelessAccount(number: 1)
        let first = try await server.register(account)
        let head = try await server.head()
        #expect(try await server.register(account) == first)
        #expect(try await server.head() == head)
        var other = account
        other.password = try NamelessAccount(number: 2).password
        #expect(await problem { _ = try await server.register(other) }?.code == .wrongCredentials)
    }

    @Test(arguments: [("name", "amina"), ("name", "code-0123"), ("password", "a long password"), ("country", "KE")])
    func `nobody chooses the name or the password, or adds who they are`(part: String, value: String) async throws {
        let server = try await TestServer()
        var request = try NamelessAccount(number: 1).registration
        switch part {
        case "name": request.name = value
        case "password": request.password = value
        default: request.country = value
        }
        let head = try await server.head()
        let refused = await problem { [request] in _ = try await server.core.register(request, from: nil) }
        #expect(refused?.code == .invalidField)
        #expect(try await server.head() == head)
    }

    @Test func `terms are accepted by whoever files without a name, too`() async throws {
        let server = try await TestServer()
        _ = try await server.core.loadTerms(LoadTermsRequest(version: "2026-11", text: "We keep what you file.\n"))
        var request = try NamelessAccount(number: 1).registration
        let refused = await problem { [request] in _ = try await server.core.register(request, from: nil) }
        #expect(refused?.code == .termsNeeded)
        request.terms = "2026-11"
        _ = try await server.core.register(request, from: nil)
    }
}
