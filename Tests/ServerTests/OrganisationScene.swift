import CaseCrypto
import CaseProtocol
import Testing
import Workflow

@testable import Server

/// A firm with an owner, a member and a representative, a case that the member filed for it, and people who are not of it.
struct OrganisationScene {
    let server: TestServer
    let firm: OrganisationID
    private(set) var caseID = CaseID(high: 0, low: 0)
    /// As they signed in: before they joined.
    private let people: [String: TestPerson]

    static let names = ["amina", "babu", "chebet", "stranger", "kamau"]
    static let letter = Array("%PDF-1.4 We authorise Chebet Clearing.".utf8)

    init(
        store: (any CaseStore)? = nil, keys: LedgerKeys? = nil, blobs: any BlobStore = InMemoryBlobStore()
    ) async throws {
        server = try await TestServer(store: store, blobs: blobs, keys: keys)
        var people: [String: TestPerson] = [:]
        for name in Self.names {
            people[name] = try await server.person(name, name == "kamau" ? "focalPoint:KE" : "complainant:KE")
        }
        self.people = people
        let owner = try #require(people["amina"])
        firm = try await server.core.makeOrganisation(
            MakeOrganisationRequest(name: "Nile Coffee Ltd", country: nil), for: owner.signedIn
        ).id
        try await join("babu", try await invite())
        try await join("chebet", try await invite(mandate: Self.mandate()))
        caseID = try await file(by: "babu")
    }

    static func mandate(
        _ from: String = "2026-11-21", _ until: String = "2026-11-30", letter: [UInt8] = letter,
        reference: String = "LOA-12"
    ) throws -> MandateOffer {
        MandateOffer(
            from: try #require(CivilDate(from)), until: try #require(CivilDate(until)), reference: reference,
            letter: Base64URL.encode(letter))
    }

    /// As the next request of theirs finds them.
    func now(_ name: String) async throws -> TestPerson {
        var person = try #require(people[name])
        person.signedIn = try await server.core.authenticate(person.token)
        return person
    }

    /// As a session found them when they signed in.
    func then(_ name: String) throws -> TestPerson { try #require(people[name]) }

    func invite(by name: String = "amina", mandate: MandateOffer? = nil) async throws -> String {
        try await server.core.inviteToOrganisation(
            OrganisationInvitationRequest(organisation: firm, mandate: mandate), for: try await now(name).signedIn
        ).code
    }

    func join(_ name: String, _ code: String) async throws {
        _ = try await server.core.joinOrganisation(
            JoinOrganisationRequest(code: code), for: try await now(name).signedIn)
    }

    func change(_ name: String, to standing: OrganisationStanding?, by author: String = "amina") async throws {
        _ = try await server.core.changeOrganisation(
            ChangeOrganisationRequest(organisation: firm, name: name, standing: standing),
            for: try await now(author).signedIn)
    }

    /// Opens and hands in a case for the firm.
    func file(by name: String) async throws -> CaseID {
        let person = try await now(name)
        let caseID: CaseID = server.id()
        var opening = TestPerson.opening(caseID)
        opening.organisation = firm
        try #require(try await person.send(.open(opening)) == .applied)
        try #require(try await person.act("submit", on: caseID, TestPerson.filing) == .applied)
        return caseID
    }

    /// Whether they see the case in a pull, and may add a remark to it.
    func part(of name: String) async throws -> (sees: Bool, acts: Bool) {
        let person = try await now(name)
        let sees = try await person.pull(nil, pageBytes: 1_000_000).rows.contains { $0.caseID == caseID }
        let acts = try await person.send(person.note(caseID, .confidential)) == .applied
        return (sees, acts)
    }

    func advance(days: Int) async throws {
        server.clock.advance(milliseconds: Int64(days) * 86_400_000)
        try await server.core.runAlternates()
    }
}
