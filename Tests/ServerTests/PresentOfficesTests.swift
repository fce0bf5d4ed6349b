import CaseProtocol
import Testing
import Workflow

@testable import Server

/// Whoever is at the door is looked up there; what they may do is what they may do when it is decided.
@Suite struct PresentOfficesTests {
    @Test(arguments: StoreKind.allCases)
    func `an office that ended while the request waited does nothing any more`(kind: StoreKind) async throws {
        let fixture = try StoreFixture(kind)
        let server = try await TestServer(store: fixture.store)
        let filer = try await server.person("amina", "complainant:KE")
        var officer = try await server.person("kamau", "focalPoint:KE")
        let caseID = try await filer.file()
        // As a bundle is taken in: no sign-in stands behind it that the change would have ended.
        officer.signedIn = SignedIn(party: officer.signedIn.party, replica: officer.replica)
        try await server.core.changeUser(ChangeUserRequest(name: "kamau", roles: ["focalPoint:UG"]))
        let outcome = try await officer.send(
            .act(
                CaseAct(
                    caseID: caseID, action: "register", from: nil,
                    fields: ["imposingCountry": "UG", "policyOrRegulatory": false])))
        guard case .rejected(let problem) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(problem.code == .notFound)
        #expect(try await server.header(caseID)?.stage == "submitted")
    }

    @Test func `whoever got an office meanwhile acts in it`() async throws {
        let server = try await TestServer()
        let filer = try await server.person("amina", "complainant:KE")
        var officer = try await server.person("kamau", "focalPoint:UG")
        let caseID = try await filer.file()
        officer.signedIn = SignedIn(party: officer.signedIn.party, replica: officer.replica)
        try await server.core.changeUser(ChangeUserRequest(name: "kamau", roles: ["focalPoint:KE"]))
        let outcome = try await officer.send(
            .act(
                CaseAct(
                    caseID: caseID, action: "register", from: nil,
                    fields: ["imposingCountry": "UG", "policyOrRegulatory": false])))
        #expect(outcome == .applied)
    }
}
