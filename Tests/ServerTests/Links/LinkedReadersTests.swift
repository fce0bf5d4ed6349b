import CaseProtocol
import Testing
import Workflow

@testable import Server

/// Who reads a complaint for the dispute that came from it, and the dispute for the complaint.
@Suite struct LinkedReadersTests {
    /// A Kenyan complaint about Uganda, and Kenya's dispute with counsel on it.
    private struct Scene {
        let server: TestServer
        let player: RolePlayer
        let amina, kamau, nakato, lawyer, counsel: TestPerson
        let complaint, dispute: CaseID

        init(seated: Bool = true) async throws {
            server = try await TestServer()
            player = RolePlayer(server: server)
            amina = try await server.person("amina", "complainant:KE")
            kamau = try await server.person("kamau", "focalPoint:KE")
            nakato = try await server.person("nakato", "focalPoint:UG")
            lawyer = try await server.person("otieno", "ministryLegal:KE")
            counsel = try await server.person("chambers", "counsel")
            let minister = try await server.person("minister", "minister:KE")
            complaint = try await player.open("ntb.tripartite", by: amina, TestPerson.filing)
            try await player.act("submit", on: complaint, by: amina, TestPerson.filing)
            let sides: [String: JSONValue] = ["imposingCountry": "UG", "policyOrRegulatory": false]
            try await player.act("register", on: complaint, by: kamau, sides)
            for (person, kind) in [(amina, ConfidentialityClass.confidential), (amina, .parties), (kamau, .internal)] {
                #expect(try await person.send(person.note(complaint, kind)) == .applied)
            }
            dispute = try await player.open(
                "dispute.afcfta", by: lawyer,
                ["capacity": "complainant", "complainingCountry": "KE", "respondingCountry": "UG", "perishable": false])
            if seated { try await seat("chambers") }
            try await player.act("approveRequest", on: dispute, by: minister)
            try await player.act("requestConsultations", on: dispute, by: lawyer)
            for kind in [ConfidentialityClass.parties, .internal] {
                #expect(try await lawyer.send(lawyer.note(dispute, kind)) == .applied)
            }
        }

        func seat(_ login: String) async throws {
            try await player.act(
                "appointCounsel", on: dispute, by: lawyer,
                ["partyName": .string("Messrs \(login)"), "account": .string(login)])
        }

        func link() async throws {
            try await player.act(
                "openDispute", on: complaint, by: lawyer, ["otherCase": .string(dispute.description)])
        }

        /// The compartments of a case that a full pull brings.
        func seen(_ caseID: CaseID, by person: TestPerson) async throws -> Set<Compartment> {
            try await RoleProbe(person: person).pulled()[caseID] ?? []
        }
    }

    private static func parties(_ caseID: CaseID) -> Set<Compartment> { [Compartment(caseID: caseID, .parties)] }

    @Test func `counsel reads what is for everybody on the complaint, from the link until the release`() async throws {
        let scene = try await Scene()
        #expect(try await scene.seen(scene.complaint, by: scene.counsel).isEmpty)
        try await scene.link()
        #expect(try await scene.seen(scene.complaint, by: scene.counsel) == Self.parties(scene.complaint))
        let rows = try await scene.counsel.pull(nil).rows.filter { $0.caseID == scene.complaint }
        #expect(rows.contains { $0.kind == .caseHeader } && rows.contains { $0.kind == .note })
        #expect(!rows.contains { String(decoding: $0.canonicalBytes, as: UTF8.self).contains("+254") })
        #expect(rows.allSatisfy { $0.kind != .link })
        #expect(try await RoleProbe(person: scene.counsel).reach(scene.complaint) == RoleProbe.Reach())
        try await scene.player.act("releaseCounsel", on: scene.dispute, by: scene.lawyer, ["party": "Messrs chambers"])
        #expect(try await scene.seen(scene.complaint, by: scene.counsel).isEmpty)
        let stranger = try await scene.server.person("others", "counsel")
        #expect(try await scene.seen(scene.complaint, by: stranger).isEmpty)
        try await scene.seat("others")
        #expect(try await scene.seen(scene.complaint, by: stranger) == Self.parties(scene.complaint))
        #expect(try await scene.seen(scene.complaint, by: scene.counsel).isEmpty)
    }

    @Test func `it leaves counsel's device in the commit that ends the dispute`() async throws {
        let scene = try await Scene(seated: false)
        try await scene.link()
        try await scene.seat("chambers")
        let page = try await scene.counsel.pull(nil)
        #expect(page.rows.contains { $0.caseID == scene.complaint })
        try await scene.player.act("withdraw", on: scene.dispute, by: scene.lawyer)
        var left: Set<Compartment> = []
        for case .leave(let compartment) in try await scene.counsel.pull(page.trailer?.next) {
            left.insert(compartment)
        }
        #expect(left.isSuperset(of: Self.parties(scene.complaint)))
        #expect(try await scene.seen(scene.complaint, by: scene.counsel).isEmpty)
    }

    @Test func `the reporting focal point reads the dispute's file for everybody on it, and nobody else for the link`()
        async throws
    {
        let scene = try await Scene()
        let member = try await scene.server.person("member", "nmcMember:KE")
        let rwanda = try await scene.server.person("kigali", "focalPoint:RW")
        let sector = try await scene.server.person("fruit", "focalPoint:KE/08")
        #expect(try await scene.seen(scene.dispute, by: scene.kamau).isEmpty)
        try await scene.link()
        for person in [scene.kamau, sector] {
            #expect(try await scene.seen(scene.dispute, by: person) == Self.parties(scene.dispute))
            #expect(try await RoleProbe(person: person).reach(scene.dispute) == RoleProbe.Reach())
        }
        for person in [scene.nakato, member, rwanda, scene.amina] {
            #expect(try await scene.seen(scene.dispute, by: person).isEmpty, "\(person.signedIn.party.name)")
        }
        let rows = try await scene.kamau.pull(nil).rows.filter { $0.caseID == scene.dispute }
        #expect(rows.contains { $0.kind == .caseHeader } && rows.contains { $0.kind == .note })
    }

    @Test func `the dispute of another government is not opened to it, nor that one's counsel to a complaint`()
        async throws
    {
        let scene = try await Scene()
        let abroad = try await scene.server.person("lawyer-rw", "ministryLegal:RW")
        let counsel = try await scene.server.person("counsel-rw", "counsel")
        let other = try await scene.player.open(
            "dispute.afcfta", by: abroad,
            ["capacity": "complainant", "complainingCountry": "RW", "respondingCountry": "UG", "perishable": false])
        try await scene.player.act(
            "appointCounsel", on: other, by: abroad, ["partyName": "Kigali Chambers", "account": "counsel-rw"])
        // Nobody of Kenya may name that file; the two ends are as if somebody could.
        let notes = [
            CaseAct(
                caseID: other, action: "noteReaders", from: nil,
                fields: ["readersOf": .string("\(scene.complaint)"), "country": "KE", "readers": ["fp:KE"]]),
            CaseAct(
                caseID: scene.complaint, action: "noteReaders", from: nil,
                fields: ["readersOf": .string("\(other)"), "country": "RW", "readers": [.string("user:\(counsel.id)")]]),
        ]
        let performer = scene.server.core.performer(try await scene.server.core.identity())
        try await scene.server.store.write { transaction in
            for note in notes {
                let done = try performer.perform(.act(note), bySystemAt: TestServer.start, in: transaction)
                #expect(done.outcome == .applied)
            }
        }
        #expect(try await scene.seen(other, by: scene.kamau).isEmpty)
        #expect(try await scene.seen(scene.complaint, by: counsel).isEmpty)
    }

    @Test func `nobody but the machine notes readers`() async throws {
        let scene = try await Scene()
        let fields: [String: JSONValue] = [
            "readersOf": .string("\(scene.dispute)"), "country": "KE", "readers": [.string("user:\(scene.counsel.id)")],
        ]
        let outcome = try await scene.kamau.act("noteReaders", on: scene.complaint, fields)
        #expect(outcome.problem?.code == .unknownAction)
        #expect(try await scene.seen(scene.complaint, by: scene.counsel).isEmpty)
    }

    @Test func `cases that were linked before are told of when the rules of who sees what are renewed`() async throws {
        let scene = try await Scene()
        try await scene.link()
        for caseID in [scene.complaint, scene.dispute] {
            let place = Compartment(caseID: caseID, .sealed, holder: "link")
            let performer = scene.server.core.performer(try await scene.server.core.identity())
            try await scene.server.store.write { transaction in
                let rows = try transaction.rows(of: caseID).filter { $0.compartment == place && $0["readersOf"] != nil }
                #expect(rows.count == 1)
                for row in rows {
                    let note = CaseAct(
                        caseID: caseID, action: "noteReaders", from: nil, fields: ["readersOf": row["readersOf"] ?? ""])
                    _ = try performer.perform(.act(note), bySystemAt: TestServer.start, in: transaction)
                }
            }
        }
        #expect(try await scene.seen(scene.complaint, by: scene.counsel).isEmpty)
        #expect(try await scene.seen(scene.dispute, by: scene.kamau).isEmpty)
        _ = try await scene.server.core.renewPlacements()
        #expect(try await scene.seen(scene.complaint, by: scene.counsel) == Self.parties(scene.complaint))
        #expect(try await scene.seen(scene.dispute, by: scene.kamau) == Self.parties(scene.dispute))
    }
}
