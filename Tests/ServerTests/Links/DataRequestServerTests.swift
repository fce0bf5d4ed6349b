import CaseProtocol
import Testing
import Workflow

@testable import Server

/// What an agency is asked for a trade remedy, on a server: who pulls it, and who learns of what.
@Suite struct DataRequestServerTests {
    /// A secret application that an investigator has in hand, and agencies.
    private struct Scene {
        let server: TestServer
        let player: RolePlayer
        let applicant, head, wanjiku, kiprono, kra, kraToo, kebs: TestPerson
        let remedy: CaseID

        init() async throws {
            server = try await TestServer()
            player = RolePlayer(server: server)
            applicant = try await server.person("tembo-tiles", "industryApplicant:KE")
            head = try await server.person("head", "authorityHead:KE")
            wanjiku = try await server.person("wanjiku", "investigator:KE")
            kiprono = try await server.person("kiprono", "investigator:KE")
            kra = try await server.person("kra", "agencyLiaison:KRA")
            kraToo = try await server.person("kra-too", "agencyLiaison:KRA")
            kebs = try await server.person("kebs", "agencyLiaison:KEBS")
            remedy = try await player.open("unfair.antidumping", by: applicant, ["country": "KE"])
            try await player.act("file", on: remedy, by: applicant)
            try await give(remedy, to: wanjiku)
        }

        func give(_ caseID: CaseID, to person: TestPerson) async throws {
            let outcome = try await head.send(.assign(CaseAssign(caseID: caseID, person: person.id, desk: nil)))
            try #require(outcome == .applied, "\(outcome)")
        }

        func initiate() async throws {
            try await player.act("acceptAsDocumented", on: remedy, by: wanjiku)
            try await player.act("informGovernment", on: remedy, by: wanjiku)
            try await player.act("initiate", on: remedy, by: head)
        }

        func draft(by person: TestPerson? = nil) async throws -> CaseID {
            try await player.open("unfair.dataRequest", by: person ?? wanjiku, ["product": "Ceramic tiles"])
        }

        func form(_ more: [String: JSONValue] = [:]) -> [String: JSONValue] {
            let form: [String: JSONValue] = [
                "agency": "KRA", "request": "Imports under 6907 by month.", "answerBy": "2026-12-24",
                "otherCase": .string(remedy.description),
            ]
            return form.merging(more) { $1 }
        }

        func sent() async throws -> CaseID {
            let caseID = try await draft()
            let outcome = try await wanjiku.act("sendRequest", on: caseID, form())
            try #require(outcome == .applied, "\(outcome)")
            return caseID
        }

        func seen(_ caseID: CaseID, by person: TestPerson) async throws -> Set<Compartment> {
            try await RoleProbe(person: person).pulled()[caseID] ?? []
        }
    }

    @Test func `before initiation the agency pulls what it is asked, and nothing that tells of a remedy`() async throws
    {
        let scene = try await Scene()
        let before = try await RoleProbe(person: scene.kra).pulled()
        #expect(before.isEmpty)
        let request = try await scene.sent()
        for desk in [scene.kra, scene.kraToo] {
            let pulled = try await RoleProbe(person: desk).pulled()
            #expect(pulled == [request: [Compartment(caseID: request, .parties)]])
            let rows = try await desk.pull(nil).rows
            let number = try #require(try await scene.server.header(scene.remedy)?.number)
            for row in rows {
                let text = String(decoding: row.canonicalBytes, as: UTF8.self)
                for word in [number, "\(scene.remedy)", "tembo", "antidumping", "asksDataFor"] {
                    #expect(!text.contains(word), "\(row.kind) \(word)")
                }
            }
            #expect(try await RoleProbe(person: desk).reach(scene.remedy) == RoleProbe.Reach())
        }
    }

    @Test func `nobody else learns of the request: no other agency, party, colleague or adviser`() async throws {
        let scene = try await Scene()
        let exporter = try await scene.server.person("foshan", "interestedParty:CN")
        let counsel = try await scene.server.person("chambers", "counsel")
        var others = [scene.kebs, scene.kiprono, scene.applicant, exporter, counsel]
        for role in ["minister:KE", "ministryLegal:KE", "missionOfficer:KE", "triageOfficer:KE", "investigator:UG"] {
            others.append(try await scene.server.person(role.replacing(":", with: "-"), role))
        }
        let request = try await scene.sent()
        try await scene.initiate()
        try await scene.player.act(
            "registerParty", on: scene.remedy, by: scene.wanjiku,
            ["partyName": "Foshan Tiles", "account": "foshan"])
        try await scene.player.act(
            "seatAdviser", on: scene.remedy, by: scene.head,
            ["adviserKind": "counsel", "partyName": "Chambers", "account": "chambers"])
        try await scene.player.act("answerRequest", on: request, by: scene.kra)
        for person in others {
            let name = person.signedIn.party.name
            #expect(try await scene.seen(request, by: person).isEmpty, "\(name)")
            #expect(try await RoleProbe(person: person).reach(request) == RoleProbe.Reach(), "\(name)")
            // The minister, who decides on the authority's drafts, reads in its own notes that an agency is asked.
            guard !name.hasPrefix("minister-") else { continue }
            let rows = try await person.pull(nil).rows
            #expect(!rows.contains { String(decoding: $0.canonicalBytes, as: UTF8.self).contains("\(request)") })
        }
        #expect(try await scene.seen(scene.remedy, by: scene.kra).isEmpty, "after initiation too")
    }

    @Test func `the remedy tells its investigators of the request, and the applicant nothing`() async throws {
        let scene = try await Scene()
        let request = try await scene.sent()
        let number = try #require(try await scene.server.header(request)?.number)
        let rows = try await scene.server.store.read { try $0.rows(of: scene.remedy) }
        let links = rows.compactMap { CaseLink($0) }.filter { $0.kind == .asksDataFor }
        #expect(links.map(\.otherReference) == [number] && links.first?.otherCase == request)
        #expect(links.allSatisfy { $0.row.compartment == Compartment(caseID: scene.remedy, .internal, holder: "KE") })
        let seen = try await scene.seen(scene.remedy, by: scene.applicant)
        #expect(!seen.isEmpty && !seen.contains { $0.confidentiality == .internal })
    }

    @Test func `where the remedy changes hands whoever gets it is on the request, and answers are theirs too`()
        async throws
    {
        let scene = try await Scene()
        let request = try await scene.sent()
        #expect(try await scene.seen(request, by: scene.kiprono).isEmpty)
        let page = try await scene.kiprono.pull(nil)
        try await scene.give(scene.remedy, to: scene.kiprono)
        let next = try await scene.kiprono.pull(page.trailer?.next)
        #expect(next.rows.contains { $0.caseID == request && $0.kind == .caseHeader })
        #expect(try await RoleProbe(person: scene.kiprono).reach(request).acts)
        // Whoever wrote it keeps it until the head gives the request to somebody else.
        #expect(try await scene.seen(request, by: scene.wanjiku).isEmpty == false)
        try await scene.give(request, to: scene.kiprono)
        #expect(try await scene.seen(request, by: scene.wanjiku).isEmpty)
        try await scene.give(scene.remedy, to: scene.wanjiku)
        try await scene.player.act("answerRequest", on: request, by: scene.kraToo)
        #expect(try await scene.seen(request, by: scene.wanjiku).isEmpty == false, "back with the remedy")
    }

    @Test func `a secret remedy that one may not see is answered as one that does not exist`() async throws {
        let scene = try await Scene()
        let draft = try await scene.draft(by: scene.kiprono)
        let (hidden, none): (CaseID, CaseID) = (scene.remedy, scene.server.id())
        let number = try #require(try await scene.server.header(scene.remedy)?.number)
        var refusals: Set<String> = []
        for name in ["\(hidden)", number, "\(none)", "AD/KE/2026/00001"] {
            let outcome = try await scene.kiprono.act(
                "sendRequest", on: draft, scene.form(["otherCase": .string(name)]))
            let problem = try #require(outcome.problem)
            refusals.insert("\(problem.code) \(problem.message)")
        }
        #expect(refusals.count == 1, "\(refusals)")
        try await scene.initiate()
        let outcome = try await scene.kiprono.act("sendRequest", on: draft, scene.form())
        #expect(outcome == .applied, "a colleague stands in from initiation on")
    }

    @Test func `what the agency reads names neither a secret case nor who applied`() async throws {
        let scene = try await Scene()
        let draft = try await scene.draft()
        let number = try #require(try await scene.server.header(scene.remedy)?.number)
        for text in ["For \(number).", "Asked for by TEMBO  TILES, see the file.", "for \(number.lowercased())!"] {
            for field in ["request", "documentRef"] {
                let outcome = try await scene.wanjiku.act(
                    "sendRequest", on: draft, scene.form([field: .string(text)]))
                #expect(outcome.problem?.code == .invalidField, "\(field): \(text)")
                #expect(outcome.problem?.message.contains("tembo") == false)
            }
        }
        #expect(try await scene.seen(draft, by: scene.kra).isEmpty)
        let goods = try await scene.wanjiku.act(
            "sendRequest", on: draft, scene.form(["request": "Imports of tiles, by month."]))
        #expect(goods == .applied)
        try await scene.initiate()
        let open = try await scene.draft()
        let outcome = try await scene.wanjiku.act(
            "sendRequest", on: open, scene.form(["request": .string("For \(number).")]))
        #expect(outcome == .applied, "once everybody may know of it")
    }

    @Test func `recalled it leaves the agency's devices, and a stale answer learns of nothing`() async throws {
        let scene = try await Scene()
        let request = try await scene.sent()
        let page = try await scene.kra.pull(nil)
        #expect(page.rows.contains { $0.caseID == request })
        try await scene.player.act("recallRequest", on: request, by: scene.wanjiku, ["reason": "Wrong agency."])
        var left: Set<Compartment> = []
        for case .leave(let compartment) in try await scene.kra.pull(page.trailer?.next) { left.insert(compartment) }
        #expect(left == [Compartment(caseID: request, .parties)])
        let outcome = try await scene.kra.act("answerRequest", on: request, ["text": "Here."])
        #expect(outcome.problem?.code == .notFound)
    }
}
