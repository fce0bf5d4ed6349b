import CaseProtocol
import Testing
import Workflow

@testable import Server

/// The walk of the column of statistics: every role asks for every count there is, to read it and to hand it on.
@Suite(.serialized) struct StatisticsWalkTests {
    private static let world = Task { try await RoleWorld() }

    private static let wanted: [(Counting, CountsRequest)] =
        [(.everything, CountsRequest(reason: "Yearly report.")), (.agency, CountsRequest(agency: "KEBS"))]
        + CountedCases.allCases.map { (.desk($0), CountsRequest(of: $0)) }

    /// What the matrix of the design gives, said here anew.
    private static let given: [RoleID: Counting] = [
        .auditor: .everything, .agencyLiaison: .agency, .investigator: .desk(.remedies),
        .authorityHead: .desk(.remedies), .triageOfficer: .desk(.reports), .enquiryOfficer: .desk(.enquiries),
    ]
    private static let exporters: Set<RoleID> = [
        .nfpReporting, .nfpImposing, .recOfficer, .secretariatAfcfta, .authorityHead, .auditor,
    ]

    @Test(arguments: RoleTable.entries)
    func `the table gives the counts and exports of the design's matrix`(entry: RoleEntry) {
        let cell = entry.cell(.statistics)
        #expect(Set(cell?.grants.compactMap(\.counts) ?? []) == Set(Self.given[entry.role].map { [$0] } ?? []))
        #expect((cell?.verbs.contains(.export) ?? false) == Self.exporters.contains(entry.role))
        // Whoever changes the matrix does so by acts on the complaints that stand on it.
        let changes = entry.cell(.complaint)?.verbs.contains(.update) ?? false
        #expect(!(cell?.verbs.contains(.update) ?? false) || changes)
        #expect(cell?.departures.isEmpty ?? true)
    }

    @Test(arguments: RoleWalkTests.walked)
    func `a role has the counts that the table gives it, hands on those it may, and gets no others`(
        role: RoleID
    ) async throws {
        let world = try await Self.world.value
        let cell = try #require(RoleTable.entry(role)).cell(.statistics)
        let person = try world.insider(role).signedIn
        for (counting, request) in Self.wanted {
            let mayRead = cell?.grants.contains { $0.counts == counting && $0.verbs.contains(.read) } ?? false
            let read = await problem { _ = try await world.server.core.counts(request, for: person) }
            #expect(read?.code == (mayRead ? nil : .notPermitted), "\(role) \(counting)")
            var toExport = request
            toExport.export = true
            let mayExport = mayRead && (cell?.verbs.contains(.export) ?? false)
            let exported = await problem { _ = try await world.server.core.counts(toExport, for: person) }
            #expect(exported?.code == (mayExport ? nil : .notPermitted), "\(role) \(counting)")
            // Who may not read is told no more for asking to hand on.
            if !mayRead { #expect(exported == read) }
        }
    }

    @Test(arguments: RoleWalkTests.walked)
    func `a role hands on the elimination matrix if some capacity of it may`(role: RoleID) async throws {
        let person = try await Self.world.value.insider(role).signedIn.party
        let capacities = person.appointments.flatMap { RoleListing.all(of: $0) }.map(\.role)
        let mayExport = capacities.contains { RoleTable.allows($0, .export, on: .statistics) }
        let refusal = await problem { try StatisticsExport.checkMatrix(for: person) }
        #expect((refusal == nil) == mayExport, "\(role)")
        #expect(refusal == nil || refusal?.code == .notPermitted)
    }

    @Test(arguments: RoleWalkTests.walked)
    func `whoever holds a role elsewhere counts nothing of here`(role: RoleID) async throws {
        let world = try await Self.world.value
        for person in world.outsiders[role] ?? [] {
            for (counting, request) in Self.wanted where counting != .everything {
                let counts = try? await world.server.core.counts(request, for: person.signedIn)
                #expect(counts.map { $0.cases.isEmpty && $0.agencies.isEmpty } ?? true, "\(role) \(counting)")
            }
        }
    }

    @Test func `everybody reads what is published, and nothing else`() async throws {
        let entry = try #require(RoleTable.entry(.anyone))
        #expect(entry.cells.allSatisfy { $0.verbs.isEmpty })
        #expect(
            Set(entry.cells.filter { !$0.grants.isEmpty }.map(\.column))
                == [.complaint, .dispute, .remedy, .statistics])
        // Nothing of this world is published, whatever stands in it.
        let world = try await RoleWorld()
        #expect(try await world.server.core.publicCards(after: nil, limit: 10).cards.isEmpty)
        #expect(try await world.server.core.publicCounts().counts.isEmpty)
    }

    @Test func `what desks count is what they pull`() async throws {
        let world = try await Self.world.value
        for (role, cases, columns) in [
            (RoleID.investigator, CountedCases.remedies, [RoleColumn.secretRemedy, .remedy]),
            (.authorityHead, .remedies, [.secretRemedy, .remedy]), (.triageOfficer, .reports, [.report]),
            (.enquiryOfficer, .enquiries, [.enquiry]),
        ] {
            let person = try world.insider(role)
            let counts = try await world.server.core.counts(CountsRequest(of: cases), for: person.signedIn)
            var filed = 0
            for (caseID, seen) in try await RoleProbe(person: person).pulled() {
                guard seen.contains(where: { $0.confidentiality == .parties }),
                    let header = try await world.server.header(caseID), header.isFiled,
                    let procedure = world.server.core.rules.procedure(of: header),
                    columns.contains(procedure.column)
                else { continue }
                filed += 1
            }
            #expect(counts.cases.map(\.filed).reduce(0, +) == filed && filed > 0, "\(role)")
            #expect(Set(counts.cases.map(\.country)) == ["KE"] && counts.reading == nil)
            #expect(counts.agencies.isEmpty)
        }
    }
}
