import CaseProtocol
import Testing
import Workflow

@testable import Server

/// What is confidential is on record before it goes out: to whom, on which device, when.
@Suite struct ReadLogTests {
    private static let world = Task { try await RoleWorld() }
    /// They read what is their own, and nothing else of what is confidential.
    private static let ownMatters: Set<RoleID> = [
        .complainant, .strTrader, .association, .publicOfficial, .industryApplicant, .interestedParty,
    ]

    private static func readings(of caseID: CaseID, in world: RoleWorld) async throws -> [ConfidentialReading] {
        let request = AuditRequest(reference: caseID.description, reason: "Who read it?")
        let auditor = try world.insider(.auditor)
        return try #require(try await world.server.core.audit(request, for: auditor.signedIn).readings)
    }

    /// Page by page, until nothing is left.
    private static func pullAll(_ person: TestPerson) async throws -> (rows: [Row], cursor: String?) {
        var rows: [Row] = []
        var cursor: String?
        while true {
            let page = try await person.pull(cursor)
            rows += page.rows
            cursor = page.trailer?.next
            if page.trailer?.complete ?? true { return (rows, cursor) }
        }
    }

    @Test func `every confidential row that anybody is handed for somebody else is on record, and nothing else is`()
        async throws
    {
        let world = try await RoleWorld()
        var expected: [CaseID: [String: Int]] = [:]
        for (role, person) in world.insiders {
            for row in try await Self.pullAll(person).rows where !Self.ownMatters.contains(role) {
                let compartment = row.compartment
                guard compartment.confidentiality == .confidential || compartment.confidentiality == .sealed,
                    let caseID = compartment.caseID
                else { continue }
                let place = "\(person.signedIn.party.id) \(person.signedIn.replica) \(compartment)"
                expected[caseID, default: [:]][place, default: 0] += 1
            }
        }
        #expect(expected.values.reduce(0) { $0 + $1.count } > 20)
        let day = world.server.clock.now().day()
        for caseID in world.cases {
            var found: [String: Int] = [:]
            for reading in try await Self.readings(of: caseID, in: world) where reading.file == nil {
                let compartment = Compartment(caseID: caseID, reading.confidentiality, holder: reading.holder)
                found["\(reading.user) \(reading.replica) \(compartment)", default: 0] += reading.rows
                #expect(reading.firstAt.day() == day && reading.lastAt >= reading.firstAt)
                #expect(reading.name != nil)
            }
            #expect(found == expected[caseID] ?? [:], "\(caseID)")
        }
    }

    @Test func `bytes of a confidential file are on record once a day for each device`() async throws {
        let world = try await RoleWorld()
        var count = 0
        for (compartment, blob) in world.files where compartment.confidentiality != .public {
            let caseID = try #require(compartment.caseID)
            for (role, person) in world.insiders where role != .auditor {
                let isGiven = (try? await world.server.core.blob(blob, for: person.signedIn)) != nil
                _ = try? await world.server.core.blob(blob, for: person.signedIn)
                let isTold = compartment.confidentiality == .confidential || compartment.confidentiality == .sealed
                let noted = try await Self.readings(of: caseID, in: world).filter {
                    $0.file == blob && $0.user == person.signedIn.party.id
                }
                let isExpected = isGiven && isTold && !Self.ownMatters.contains(role)
                #expect(noted.map(\.rows) == (isExpected ? [1] : []), "\(role) \(compartment)")
                count += noted.count
            }
        }
        #expect(count > 5)
    }

    @Test func `what cannot be put on record does not go out`() async throws {
        let store = BrittleStore()
        let server = try await TestServer(store: store, keys: .example())
        let filer = try await server.person("amina", "complainant:KE")
        let officer = try await server.person("baraka", "focalPoint:KE")
        let caseID = try await filer.file()
        _ = try await filer.send(filer.note(caseID, .confidential))
        store.breaks(true)
        await #expect(throws: (any Error).self) { try await officer.pull(nil) }
        // What people gave themselves is theirs to have.
        #expect(try await filer.pull(nil).rows.contains { $0.compartment.confidentiality == .confidential })
        store.breaks(false)
        #expect(try await officer.pull(nil).rows.contains { $0.compartment.confidentiality == .confidential })
    }

    @Test func `a page is on record for the device that signed in, whatever replica the request names`() async throws {
        let server = try await TestServer()
        let filer = try await server.person("amina", "complainant:KE")
        let officer = try await server.person("baraka", "focalPoint:KE")
        let auditor = try await server.person("halima", "auditor")
        let caseID = try await filer.file()
        _ = try await filer.send(filer.note(caseID, .confidential))
        let request = PullRequest(replica: server.id(), cursor: nil, acked: 0)
        _ = try await server.core.pull(request, as: officer.signedIn)
        let reply = try await server.core.audit(
            AuditRequest(reference: caseID.description, reason: "Who read it?"), for: auditor.signedIn)
        let readings = try #require(reply.readings)
        #expect(!readings.isEmpty && readings.allSatisfy { $0.replica == officer.replica })
    }

    @Test func `a compartment that is asked for again is on record again, as of the commit that is known now`()
        async throws
    {
        let server = try await TestServer()
        let filer = try await server.person("amina", "complainant:KE")
        let officer = try await server.person("baraka", "focalPoint:KE")
        let auditor = try await server.person("halima", "auditor")
        let caseID = try await filer.file()
        _ = try await filer.send(filer.note(caseID, .confidential))
        func readings() async throws -> [ConfidentialReading] {
            let reply = try await server.core.audit(
                AuditRequest(reference: caseID.description, reason: "Who read it?"), for: auditor.signedIn)
            return try #require(reply.readings).filter { $0.confidentiality == .confidential }
        }
        let head = try await server.store.read { try $0.head() }
        let page = try await officer.pull(nil)
        let first = try #require(try await readings().first)
        #expect(first.commit == head)
        let place = try #require(page.rows.first { $0.compartment.confidentiality == .confidential }).compartment
        let later = try await server.store.read { try $0.head() }
        let request = PullRequest(replica: officer.replica, cursor: page.trailer?.next, acked: 0, again: [place])
        let again = try TestPage.lines(try await server.core.pull(request, as: officer.signedIn))
        let sent = again.rows.filter { $0.compartment == place }.count
        #expect(sent > 0)
        let second = try await readings()
        #expect(second.map(\.rows) == [first.rows + sent])
        #expect(later > head && second.map(\.commit) == [later])
    }

    @Test func `bytes of a file that cannot be put on record do not go out`() async throws {
        let world = try await RoleWorld(store: BrittleStore())
        let store = try #require(world.server.store as? BrittleStore)
        var count = 0
        for (compartment, blob) in world.files where compartment.confidentiality == .confidential {
            for (role, person) in world.insiders where !Self.ownMatters.contains(role) && role != .auditor {
                store.breaks(true)
                let isGiven = (try? await world.server.core.blob(blob, for: person.signedIn)) != nil
                store.breaks(false)
                #expect(!isGiven, "\(role)")
                if (try? await world.server.core.blob(blob, for: person.signedIn)) != nil { count += 1 }
            }
        }
        #expect(count > 0)
    }

    @Test func `a page with nothing confidential writes nothing`() async throws {
        let world = try await RoleWorld()
        let officer = try world.insider(.nfpReporting)
        let cursor = try await Self.pullAll(officer).cursor
        let before = world.server.store.writeCount
        _ = try await officer.pull(cursor)
        #expect(world.server.store.writeCount == before)
        // The mission reads nothing that is confidential.
        _ = try await Self.pullAll(try world.insider(.missionOfficer))
        #expect(world.server.store.writeCount == before)
    }
}
