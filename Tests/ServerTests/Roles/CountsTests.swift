import CaseProtocol
import Testing
import Workflow

@testable import Server

/// An auditor counts all cases, on record; an agency counts what came to it.
@Suite(.serialized) struct CountsTests {
    private static let world = Task { try await RoleWorld() }

    @Test func `an auditor counts every filed case, on record with the reason`() async throws {
        let world = try await Self.world.value
        let (core, auditor) = (world.server.core, try world.insider(.auditor))
        let counts = try await core.counts(CountsRequest(reason: "Yearly report."), for: auditor.signedIn)
        var filed = 0
        for caseID in Set(world.cases + world.ownerless) {
            if try await world.server.header(caseID)?.isFiled == true { filed += 1 }
        }
        // The world has a complaint more that is of no role's own home.
        #expect(counts.cases.map(\.filed).reduce(0, +) >= filed && filed > 0)
        #expect(counts.cases.contains { $0.procedure == "unfair.antidumping" }, "secrets are no secret from auditors")
        #expect(counts.agencies.contains { $0.agency == "KEBS" && $0.procedure == "ntb.tripartite" && $0.open == 1 })
        let readings = try await auditor.pull(nil).rows.filter { $0.kind == .reading }
        let reading = try #require(readings.first { $0.id == counts.reading })
        #expect(reading["read"] == "counts" && reading["reason"] == "Yearly report." && reading["classes"] == [])
    }

    @Test func `an agency counts its own, and no other agency's and nobody else counts anything`() async throws {
        let world = try await Self.world.value
        let core = world.server.core
        let desk = try world.insider(.agencyLiaison)
        let own = try await core.counts(CountsRequest(agency: "KEBS"), for: desk.signedIn)
        #expect(own.cases.isEmpty && own.reading == nil)
        #expect(Set(own.agencies.map(\.agency)) == ["KEBS"])
        #expect(
            Set(own.agencies.map(\.procedure))
                == ["ntb.tripartite", "unfair.malpractice", "enquiry", "unfair.dataRequest"])
        for (role, person) in world.insiders {
            for request in [CountsRequest(agency: "KRA"), CountsRequest(agency: "NONE"), CountsRequest(agency: "KEBS")]
            where role != .agencyLiaison || request.agency != "KEBS" {
                let refusal = await problem { _ = try await core.counts(request, for: person.signedIn) }
                #expect(refusal?.code == .notPermitted, "\(role)")
            }
            guard role != .auditor else { continue }
            let refusal = await problem {
                _ = try await core.counts(CountsRequest(reason: "Curious."), for: person.signedIn)
            }
            #expect(refusal?.code == .notPermitted, "\(role)")
        }
    }

    @Test func `an agency reads its own counts, and is told that an auditor hands them on`() async throws {
        let world = try await Self.world.value
        let desk = try world.insider(.agencyLiaison)
        let refusal = await problem {
            _ = try await world.server.core.counts(CountsRequest(agency: "KEBS", export: true), for: desk.signedIn)
        }
        #expect(refusal?.code == .notPermitted && refusal?.allowed == ["auditor"])
    }

    @Test func `an auditor says why, and nothing is on record of what was refused`() async throws {
        let world = try await Self.world.value
        let auditor = try world.insider(.auditor)
        let head = try await world.server.head()
        for (reason, code) in [(nil, ProblemCode.missingField), (" ", .missingField)] as [(String?, ProblemCode)] {
            let refusal = await problem {
                _ = try await world.server.core.counts(CountsRequest(reason: reason), for: auditor.signedIn)
            }
            #expect(refusal?.code == code)
        }
        #expect(try await world.server.head() == head)
    }
}
