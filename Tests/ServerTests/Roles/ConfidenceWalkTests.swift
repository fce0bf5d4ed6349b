import CaseProtocol
import Testing
import Workflow

@testable import Server

/// The walk of the table of roles where something is kept from most: remarks in confidence, asking who complained or
/// reported, and agreeing that somebody else is told.
@Suite(.serialized) struct ConfidenceWalkTests {
    private static let world = Task { try await RoleWorld() }

    @Test(arguments: RoleWalkTests.walked)
    func `a role writes or rules in confidence where the table lets it change what is confidential, and nowhere else`(
        role: RoleID
    ) async throws {
        let world = try await Self.world.value
        let entry = try #require(RoleTable.entry(role))
        let mayWrite = entry.cell(.documents)?.verbs.contains(.update) ?? false
        guard let home = world.homes[role]?[.documents] else {
            #expect(!mayWrite, "\(role) may write in confidence, and is nowhere to try")
            return
        }
        let reach = try await RoleProbe(person: try world.insider(role)).reach(home)
        // Whose own file a case is, as the lawyers' dispute, rules on what its parties gave and has nobody to write to.
        #expect((reach.remarksInConfidence || reach.rulesOnConfidence) == mayWrite, "\(role)")
        let isFiled = try await world.server.header(home)?.filer != nil
        if isFiled { #expect(reach.remarksInConfidence == mayWrite, "\(role)") }
        #expect(reach.changed == [])
    }

    @Test(arguments: RoleWalkTests.walked)
    func `a role asks who it was, and agrees that others are told, as the table lets it, and else is refused`(
        role: RoleID
    ) async throws {
        let world = try await Self.world.value
        let entry = try #require(RoleTable.entry(role))
        let probe = RoleProbe(person: try world.insider(role))
        for column in [RoleColumn.contact, .reporter] {
            let verbs = entry.cell(column)?.verbs ?? []
            guard let home = world.homes[role]?[column] else {
                #expect(verbs.isDisjoint(with: [.ask, .agree]), "\(role) \(column), and is nowhere to try")
                continue
            }
            let reach = try await probe.reach(home)
            #expect(reach.asks == verbs.contains(.ask), "\(role) asks on \(column)")
            #expect(reach.agrees == verbs.contains(.agree), "\(role) agrees on \(column)")
            #expect(reach.changed == [], "\(role) \(column): a probe that did something")
        }
    }

    @Test(arguments: RoleWalkTests.walked)
    func `whoever holds a role elsewhere asks nothing and agrees to nothing`(role: RoleID) async throws {
        let world = try await Self.world.value
        let known = role == .recOfficer ? Set(world.ownerless) : []
        for person in world.outsiders[role] ?? [] {
            let homes = Set([RoleColumn.contact, .reporter].compactMap { world.homes[role]?[$0] }).subtracting(known)
            for home in homes {
                let reach = try await RoleProbe(person: person).reach(home)
                #expect(!reach.asks && !reach.agrees && !reach.remarksInConfidence, "\(role)")
                #expect(!reach.rulesOnConfidence, "\(role)")
            }
        }
    }
}
