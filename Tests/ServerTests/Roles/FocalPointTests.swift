import CaseProtocol
import Testing
import Workflow

@testable import Server

/// One appointment for a country; what its holder is on a case follows from the case.
@Suite struct FocalPointTests {
    private struct Scene {
        let server: TestServer
        let kenya: TestPerson
        let uganda: TestPerson

        init() async throws {
            server = try await TestServer()
            kenya = try await server.person("kamau", "focalPoint:KE")
            uganda = try await server.person("nakato", "focalPoint:UG")
        }

        /// A complaint of somebody in one country about another, transmitted.
        func complaint(from reporting: String, about imposing: String, by officer: TestPerson) async throws -> CaseID {
            let filer = try await server.person("filer-\(reporting)-\(imposing)", "complainant:\(reporting)")
            let caseID = try await filer.open()
            try await filer.act(
                "submit", on: caseID, TestPerson.filing.merging(["locationCountry": .string(imposing)]) { $1 })
            let outcome = try await officer.act(
                "register", on: caseID, ["imposingCountry": .string(imposing), "policyOrRegulatory": false])
            #expect(outcome == .applied)
            return caseID
        }

        func roles(of person: TestPerson, on caseID: CaseID) async throws -> [RoleID] {
            let rows = try await server.store.read { try $0.rows(of: caseID, except: []) }
            return caseRoles(of: person.signedIn.party, in: CaseState(caseID: caseID, rows: rows))
        }
    }

    @Test func `the same focal point reports on one case and imposes on another`() async throws {
        let scene = try await Scene()
        let out = try await scene.complaint(from: "KE", about: "UG", by: scene.kenya)
        let back = try await scene.complaint(from: "UG", about: "KE", by: scene.uganda)
        #expect(try await scene.roles(of: scene.kenya, on: out) == [.nfpReporting])
        #expect(try await scene.roles(of: scene.kenya, on: back) == [.nfpImposing])
        #expect(try await scene.roles(of: scene.uganda, on: out) == [.nfpImposing])
        let sealed = try await scene.kenya.pull(nil).rows.filter { $0.compartment.confidentiality == .sealed }
        #expect(Set(sealed.map(\.caseID)) == [out], "who complains is told to the reporting side alone")
    }

    @Test func `in a matter of one country its focal point is on both sides, and confirms nothing of its own`()
        async throws
    {
        let scene = try await Scene()
        let caseID = try await scene.complaint(from: "KE", about: "KE", by: scene.kenya)
        #expect(try await scene.roles(of: scene.kenya, on: caseID) == [.nfpReporting, .nfpImposing])
        try await scene.kenya.act("acknowledge", on: caseID, ["agency": "KRA", "contact": "desk 4"])
        let rows = try await scene.server.store.read { try $0.rows(of: caseID, except: []) }
        let open = moves(
            for: scene.kenya.signedIn.party, on: CaseState(caseID: caseID, rows: rows),
            in: DecisionContext(
                now: scene.server.clock.now(), mid: CommandID(high: 0, low: 1), catalogue: .standard,
                isAuthoritative: true))
        #expect(!open.contains { $0.action == "confirm" })
    }

    @Test func `a focal point of a third country is nothing on the case`() async throws {
        let scene = try await Scene()
        let rwanda = try await scene.server.person("uwase", "focalPoint:RW")
        let caseID = try await scene.complaint(from: "KE", about: "UG", by: scene.kenya)
        #expect(try await scene.roles(of: rwanda, on: caseID).isEmpty)
        #expect(try await rwanda.act("acknowledge", on: caseID).problem?.code == .notFound)
    }
}
