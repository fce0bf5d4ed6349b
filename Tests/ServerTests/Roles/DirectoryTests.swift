import CaseCrypto
import CaseProtocol
import Testing
import Workflow

@testable import Server

/// Whoever gives cases to colleagues knows who they are.
@Suite struct DirectoryTests {
    private static func names(_ person: TestPerson) async throws -> Set<String> {
        Set(try await person.pull(nil).rows.filter { $0.kind == .person }.compactMap { $0["name"]?.string })
    }

    private static let officers = [
        "kamau focalPoint:KE", "chebet authorityHead:KE", "mutua investigator:KE", "otieno triageOfficer:KE",
        "njeri enquiryOfficer:KE", "wanja missionOfficer:KE", "koech ministryLegal:KE",
    ]

    private static func staff(_ server: TestServer) async throws -> [TestPerson] {
        var people: [TestPerson] = []
        for officer in officers {
            let words = officer.split(separator: " ").map(String.init)
            people.append(try await server.person(words[0], words[1]))
        }
        return people
    }

    @Test func `officers of a country know each other, and nobody else knows them`() async throws {
        let server = try await TestServer()
        let staff = try await Self.staff(server)
        let known = Set(Self.officers.compactMap { $0.split(separator: " ").first.map(String.init) })
        for officer in staff { #expect(try await Self.names(officer) == known, "\(officer.signedIn.party.name)") }
        for stranger in ["amina complainant:KE", "nakato focalPoint:UG", "kebs agencyLiaison:KEBS"] {
            let words = stranger.split(separator: " ").map(String.init)
            let person = try await server.person(words[0], words[1])
            #expect(try await Self.names(person).isDisjoint(with: known), "\(stranger)")
        }
    }

    @Test func `the contacts of an agency know each other`() async throws {
        let server = try await TestServer()
        let kiprop = try await server.person("kiprop", "agencyLiaison:KEBS")
        _ = try await server.person("achieng", "agencyLiaison:KEBS")
        let other = try await server.person("mwangi", "agencyLiaison:KRA")
        #expect(try await Self.names(kiprop) == ["kiprop", "achieng"])
        #expect(try await Self.names(other) == ["mwangi"])
    }

    @Test func `after an upgrade those who were left out learn of their colleagues`() async throws {
        let server = try await TestServer()
        let staff = try await Self.staff(server)
        // As an earlier build had it.
        try await server.store.write { transaction in
            let place = Compartment(caseID: nil, .internal, holder: "KE")
            _ = try transaction.append(
                CommitDraft(
                    at: server.clock.now(), by: Party.system.id, replica: nil, command: "test",
                    commandHash: SHA256.hash([1]), rows: [],
                    placements: [place: [.focalPoint("KE"), .committee("KE"), .legal("KE")]]))
        }
        #expect(try await Self.names(staff[1]).isEmpty)
        try await server.core.renewPlacements()
        #expect(try await Self.names(staff[1]).contains("mutua"))
        let head = try await server.head()
        try await server.core.renewPlacements()
        #expect(try await server.head() == head)
    }
}
