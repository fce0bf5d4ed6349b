import CaseProtocol
import Testing
import Workflow

@testable import Server

/// Who sits on a case by name sees it while it runs (`roles.md` 3.6).
@Suite struct EndedAccessTests {
    @Test func `counsel, facilitators and parties lose a case that has ended, its files with it`() async throws {
        let world = try await RoleWorld()
        for (role, column, enders) in [
            (RoleID.counsel, RoleColumn.dispute, ("withdraw", RoleID.ministryLegal)),
            (.facilitator, .complaint, ("withdraw", .complainant)),
            (.interestedParty, .remedy, ("terminate", .authorityHead)),
        ] {
            let person = try world.insider(role)
            let home = try #require(world.homes[role]?[column])
            let seen = try #require(try await RoleProbe(person: person).pulled()[home])
            #expect(
                seen.contains { $0.confidentiality == .parties }
                    && seen.contains { $0.confidentiality == .confidential })
            // After initiation an application that is taken back ends the case only once the authority ends it.
            if role == .interestedParty {
                try await world.player.act("withdraw", on: home, by: try world.insider(.industryApplicant))
                #expect(try await RoleProbe(person: person).pulled()[home] == seen)
            }
            let ground: [String: JSONValue] = role == .interestedParty ? ["ground": "withdrawn"] : [:]
            try await world.player.act(ActionID(enders.0), on: home, by: try world.insider(enders.1), ground)
            #expect(try await RoleProbe(person: person).pulled()[home] == nil, "\(role)")
            #expect(try await RoleProbe(person: person).reach(home) == RoleProbe.Reach(), "\(role)")
            for compartment in seen {
                guard let blob = world.files[compartment] else { continue }
                let refusal = await problem { _ = try await world.server.core.blob(blob, for: person.signedIn) }
                #expect(refusal == .noBlob, "\(role) \(compartment)")
            }
        }
    }

    @Test func `a focal point of another country has none of the old one's cases`() async throws {
        let world = try await RoleWorld()
        let home = try #require(world.homes[.nfpReporting]?[.complaint])
        try await world.server.core.changeUser(ChangeUserRequest(name: "nfpReporting", roles: ["focalPoint:RW"]))
        let moved = try await world.server.signIn("nfpReporting")
        #expect(try await RoleProbe(person: moved).pulled()[home] == nil)
        #expect(try await RoleProbe(person: moved).reach(home) == RoleProbe.Reach())
    }
}
