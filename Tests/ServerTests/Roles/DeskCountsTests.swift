import CaseProtocol
import Testing
import Workflow

@testable import Server

/// A desk counts what it reads.
@Suite struct DeskCountsTests {
    private static func remedies(_ person: TestPerson) async throws -> CountsReply {
        try await person.server.core.counts(CountsRequest(of: .remedies), for: person.signedIn)
    }

    private static func application(_ player: RolePlayer, by applicant: TestPerson) async throws -> CaseID {
        let caseID = try await player.open("unfair.antidumping", by: applicant, ["country": "KE"])
        try await player.act("file", on: caseID, by: applicant)
        return caseID
    }

    @Test func `before initiation an investigator counts what is assigned to them, and the head what is the country's`()
        async throws
    {
        let server = try await TestServer()
        let player = RolePlayer(server: server)
        let (applicant, head) = (
            try await server.person("tiles", "industryApplicant:KE"),
            try await server.person("chebet", "authorityHead:KE")
        )
        let (mutua, njeri) = (
            try await server.person("mutua", "investigator:KE"), try await server.person("njeri", "investigator:KE")
        )
        let other = try await server.person("rwanda", "authorityHead:RW")
        let first = try await Self.application(player, by: applicant)
        let none = try await [Self.remedies(mutua), Self.remedies(njeri), Self.remedies(other)]
        #expect(none.map(\.cases.isEmpty) == [true, true, true])
        #expect(try await Self.remedies(head).cases.map(\.filed) == [1])

        let assigned = try await head.send(.assign(CaseAssign(caseID: first, person: mutua.id, desk: nil)))
        try #require(assigned == .applied)
        #expect(try await Self.remedies(mutua).cases.map(\.filed) == [1])
        #expect(try await Self.remedies(njeri) == none[1], "what a colleague has in hand is a secret")

        _ = try await Self.application(player, by: applicant)
        #expect(try await Self.remedies(mutua).cases.map(\.filed) == [1])
        #expect(try await Self.remedies(head).cases.map(\.filed) == [2])
        #expect(try await Self.remedies(njeri) == none[1])

        let passedOn = try await head.send(.assign(CaseAssign(caseID: first, person: njeri.id, desk: nil)))
        try #require(passedOn == .applied)
        #expect(try await Self.remedies(mutua).cases.isEmpty)
        #expect(try await Self.remedies(njeri).cases.map(\.filed) == [1])
    }

    /// The cases are found in one snapshot and looked at in later ones.
    @Test func `a case that is passed on while they are counted counts for whoever lost it no more`() async throws {
        let store = try HeldStore()
        let server = try await TestServer(store: store)
        let applicant = try await server.person("tiles", "industryApplicant:KE")
        let head = try await server.person("chebet", "authorityHead:KE")
        let (mutua, njeri) = (
            try await server.person("mutua", "investigator:KE"), try await server.person("njeri", "investigator:KE")
        )
        let caseID = try await Self.application(RolePlayer(server: server), by: applicant)
        _ = try await head.send(.assign(CaseAssign(caseID: caseID, person: mutua.id, desk: nil)))
        #expect(try await Self.remedies(mutua).cases.map(\.filed) == [1])
        store.afterNextRead {
            _ = try await head.send(.assign(CaseAssign(caseID: caseID, person: njeri.id, desk: nil)))
        }
        #expect(try await Self.remedies(mutua).cases.isEmpty)
        #expect(try await Self.remedies(njeri).cases.map(\.filed) == [1])
    }

    @Test func `what an officer asked another country is read by them, and not counted for the own desk`()
        async throws
    {
        let server = try await TestServer()
        let wanjiru = try await server.person("wanjiru", "complainant:KE", "enquiryOfficer:KE")
        for country in ["KE", "UG"] as [JSONValue] {
            _ = try await RolePlayer(server: server).open("enquiry", "ask", by: wanjiru, ["country": country])
        }
        #expect(try await RoleProbe(person: wanjiru).pulled().count == 2)
        let counts = try await server.core.counts(CountsRequest(of: .enquiries), for: wanjiru.signedIn)
        #expect(counts.cases.map(\.country) == ["KE"] && counts.cases.map(\.filed) == [1])
    }

    @Test func `a draft counts for nobody, and a request names one thing`() async throws {
        let server = try await TestServer()
        let player = RolePlayer(server: server)
        let applicant = try await server.person("tiles", "industryApplicant:KE")
        let head = try await server.person("chebet", "authorityHead:KE")
        _ = try await player.open("unfair.antidumping", by: applicant, ["country": "KE"])
        #expect(try await Self.remedies(head).cases.isEmpty)
        let both = await problem {
            _ = try await server.core.counts(CountsRequest(agency: "KEBS", of: .remedies), for: head.signedIn)
        }
        #expect(both?.code == .invalidField && both?.path == "of")
    }

    @Test func `the head hands the counts on, an investigator is told who may, and that they may read them`()
        async throws
    {
        let server = try await TestServer()
        let head = try await server.person("chebet", "authorityHead:KE")
        let mutua = try await server.person("mutua", "investigator:KE")
        let export = CountsRequest(of: .remedies, export: true)
        _ = try await server.core.counts(export, for: head.signedIn)
        let refusal = await problem { _ = try await server.core.counts(export, for: mutua.signedIn) }
        #expect(refusal?.code == .notPermitted && refusal?.allowed == ["authorityHead", "auditor"])
        #expect(
            refusal?.message
                == "Handing on counts of trade remedies as a file is for the head of the trade-remedies authority or an auditor. Ask for them without a file: you may read them."
        )
    }
}
