import CaseProtocol
import Testing
import Workflow

@testable import Server

/// Somebody acts for an officer who is away.
@Suite(.serialized) struct AlternateTests {
    /// The server's clock stands on 21 November 2026.
    private struct Desk {
        let server: TestServer
        let kamau: TestPerson
        let wanjiru: TestPerson
        let caseID: CaseID

        init(alternate: String = "nmcMember:KE") async throws {
            server = try await TestServer()
            kamau = try await server.person("kamau", "focalPoint:KE")
            wanjiru = try await server.person("wanjiru", alternate)
            caseID = try await (try await server.person("amina", "complainant:KE")).file()
        }

        func name(_ name: String?, _ from: String? = nil, _ until: String? = nil) async throws -> AlternateReply {
            try await server.core.nameAlternate(
                AlternateRequest(
                    name: name, from: from.flatMap { CivilDate($0) }, until: until.flatMap { CivilDate($0) }),
                for: kamau.signedIn)
        }

        func refusal(_ name: String?, _ from: String? = nil, _ until: String? = nil) async -> ProblemCode? {
            await problem { _ = try await self.name(name, from, until) }?.code
        }

        /// As the next request of hers finds her.
        func again() async throws -> TestPerson {
            var person = wanjiru
            person.signedIn = try await server.core.authenticate(wanjiru.token)
            return person
        }

        func advance(days: Int) async throws {
            server.clock.advance(milliseconds: Int64(days) * 86_400_000)
            try await server.core.runAlternates()
        }
    }

    private static let ask: [String: JSONValue] = ["questions": "Which truck?"]

    @Test func `from the first day an alternate acts, and each deed says for whom`() async throws {
        let desk = try await Desk()
        #expect(try await desk.wanjiru.act("askInfo", on: desk.caseID, Self.ask).problem?.code == .notPermitted)
        let reply = try await desk.name("wanjiru", "2026-11-21", "2026-11-30")
        #expect(
            reply
                == AlternateReply(
                    name: "wanjiru", from: CivilDate("2026-11-21"), until: CivilDate("2026-11-30"),
                    roles: ["focalPoint:KE"]))
        let wanjiru = try await desk.again()
        #expect(try await wanjiru.act("askInfo", on: desk.caseID, Self.ask) == .applied)
        let events = try await desk.server.store.read { try $0.rows(of: desk.caseID, except: []) }
            .filter { $0.kind == .event && $0["action"] == "askInfo" }
        #expect(!events.isEmpty)
        for event in events {
            #expect(event["by"]?.string == wanjiru.id.description && event["byName"] == "wanjiru")
            #expect(event["actingFor"]?.string == desk.kamau.id.description && event["actingForName"] == "kamau")
        }
        #expect(try await wanjiru.send(wanjiru.note(desk.caseID, .internal)) == .applied)
    }

    @Test func `before the first day and after the last they may nothing of it, and it ends by itself`() async throws {
        let desk = try await Desk()
        _ = try await desk.name("wanjiru", "2026-11-23", "2026-11-24")
        #expect(try await desk.again().act("askInfo", on: desk.caseID, Self.ask).problem?.code == .notPermitted)
        try await desk.advance(days: 2)
        #expect(try await desk.again().signedIn.party.audiences.contains(.focalPoint("KE")))
        let sealed = try await desk.again().pull(nil).rows.contains { $0.compartment.confidentiality == .sealed }
        #expect(sealed, "who complains is read by whoever acts for the focal point")
        try await desk.advance(days: 2)
        #expect(try await desk.again().act("askInfo", on: desk.caseID, Self.ask).problem?.code == .notPermitted)
        let left = try await desk.again().pull(nil).rows.contains { $0.compartment.confidentiality == .sealed }
        #expect(!left)
        let account = try await desk.server.store.read { try $0.account(desk.wanjiru.id) }
        #expect(account?.appointments.contains { $0.acting != nil } == false)
        #expect(try await desk.server.core.runAlternates() == 0)
    }

    @Test func `a session from before the last day does not act after it, even where nobody looked at the clock`()
        async throws
    {
        let desk = try await Desk()
        _ = try await desk.name("wanjiru", "2026-11-21", "2026-11-22")
        let wanjiru = try await desk.again()
        desk.server.clock.advance(milliseconds: 3 * 86_400_000)
        #expect(try await wanjiru.act("askInfo", on: desk.caseID, Self.ask).problem?.code == .notPermitted)
    }

    @Test func `another alternate takes the place of the first, and no name ends it`() async throws {
        let desk = try await Desk()
        let otieno = try await desk.server.person("otieno", "ministryLegal:KE")
        _ = try await desk.name("wanjiru", "2026-11-21", "2026-11-30")
        _ = try await desk.name("otieno", "2026-11-21", "2026-11-30")
        #expect(try await desk.again().act("askInfo", on: desk.caseID, Self.ask).problem?.code == .notPermitted)
        let acting = try await desk.server.core.authenticate(otieno.token)
        #expect(acting.party.appointments.contains { $0.role == .focalPoint && $0.acting?.name == "kamau" })
        #expect(try await desk.name(nil) == AlternateReply(name: nil, from: nil, until: nil, roles: []))
        let ended = try await desk.server.core.authenticate(otieno.token)
        #expect(!ended.party.appointments.contains { $0.acting != nil })
    }

    @Test func `what an officer did their alternate does not confirm in their place`() async throws {
        let server = try await TestServer()
        let kamau = try await server.person("kamau", "focalPoint:KE", "nmcMember:KE")
        let wanjiru = try await server.person("wanjiru", "ministryLegal:KE")
        let member = try await server.person("otieno", "nmcMember:KE")
        let caseID = try await (try await server.person("amina", "complainant:KE")).file()
        try await kamau.register(caseID)
        #expect(try await kamau.act("publishCard", on: caseID, ["publicText": "Trucks wait at Busia."]) == .applied)
        _ = try await server.core.nameAlternate(
            AlternateRequest(name: "wanjiru", from: CivilDate("2026-11-21"), until: CivilDate("2026-11-30")),
            for: kamau.signedIn)
        var alternate = wanjiru
        alternate.signedIn = try await server.core.authenticate(wanjiru.token)
        for person in [kamau, alternate] {
            #expect(try await person.act("approveCard", on: caseID).problem?.code == .secondPersonNeeded)
        }
        #expect(try await member.act("approveCard", on: caseID) == .applied)
    }

    @Test func `only an officer has one, only a colleague is one, and only for days to come`() async throws {
        let desk = try await Desk()
        _ = try await desk.server.person("nakato", "focalPoint:UG")
        _ = try await desk.server.person("trader", "complainant:KE")
        for name in ["nakato", "trader", "nobody", "kamau"] {
            #expect(await desk.refusal(name, "2026-11-21", "2026-11-30") == .notFound, "\(name)")
        }
        #expect(await desk.refusal("wanjiru", "2026-11-21") == .missingField)
        #expect(await desk.refusal("wanjiru", "2026-11-10", "2026-11-20") == .invalidField)
        #expect(await desk.refusal("wanjiru", "2026-11-25", "2026-11-24") == .invalidField)
        #expect(await desk.refusal("wanjiru", "2026-11-21", "2028-11-21") == .invalidField)
        let trader = try await desk.server.signIn("trader")
        let refused = await problem {
            _ = try await desk.server.core.nameAlternate(
                AlternateRequest(name: "kamau", from: CivilDate("2026-11-21"), until: CivilDate("2026-11-22")),
                for: trader.signedIn)
        }
        #expect(refused?.code == .notPermitted)
    }

    @Test func `an alternate passes nothing on, and loses it with the officer's own office`() async throws {
        let desk = try await Desk()
        let otieno = try await desk.server.person("otieno", "ministryLegal:KE")
        _ = try await desk.name("wanjiru", "2026-11-21", "2026-11-30")
        let reply = try await desk.server.core.nameAlternate(
            AlternateRequest(name: "otieno", from: CivilDate("2026-11-21"), until: CivilDate("2026-11-30")),
            for: try await desk.again().signedIn)
        #expect(reply.roles == ["nmcMember:KE"])
        #expect(try await !desk.server.core.authenticate(otieno.token).party.audiences.contains(.focalPoint("KE")))
        try await desk.server.core.changeUser(ChangeUserRequest(name: "kamau", isSuspended: true))
        #expect(try await !desk.again().signedIn.party.appointments.contains { $0.role == .focalPoint })
        #expect(try await desk.again().act("askInfo", on: desk.caseID, Self.ask).problem?.code == .notPermitted)
    }

    @Test func `colleagues see in the directory who acts for whom until when`() async throws {
        let desk = try await Desk()
        _ = try await desk.name("wanjiru", "2026-11-21", "2026-11-30")
        let row = try #require(
            try await desk.kamau.pull(nil).rows.first { $0.id == RowID(desk.wanjiru.id) && $0.kind == .person })
        let listed = row["roles"]?.array?.compactMap(\.string).compactMap { Appointment(listed: $0) } ?? []
        #expect(listed.contains { $0.acting?.name == "kamau" && $0.acting?.until == CivilDate("2026-11-30") })
        #expect(row["roles"]?.array?.compactMap(\.string).contains { (try? Appointment(parsing: $0)) == nil } == true)
    }
}
