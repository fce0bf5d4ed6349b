import CaseProtocol
import Testing
import Workflow

@testable import Server

/// Every role × verb × kind of thing of the table of roles, tried on a server: what it allows is let through, what it does
/// not is refused, and whoever holds the same role elsewhere learns nothing.
@Suite(.serialized) struct RoleWalkTests {
    /// Cells that this world does not stage, though the table allows something: their condition is another test's.
    private static let unstaged: [RoleID: [RoleColumn: String]] = [
        .recOfficer: [
            .dispute: "taken over from a register: RegisterImportTests", .remedy: "taken over: RegisterImportTests",
        ],
        .secretariatAfcfta: [.remedy: "taken over from a register: RegisterImportTests"],
    ]

    /// Roles that a person holds.
    static let walked = RoleTable.entries.map(\.role).filter { $0 != .system && $0 != .anyone }

    private static let caseColumns: [RoleColumn] = [
        .complaint, .dispute, .secretRemedy, .remedy, .report, .enquiry, .dataRequest,
    ]

    private static let referrers: Set<RoleID> = [
        .triageOfficer, .enquiryOfficer, .nfpReporting, .nmcMember, .nmcChair, .ministryLegal, .missionOfficer,
    ]

    private static let world = Task { try await RoleWorld() }

    /// What a compartment of a home holds, told apart here anew: the table's own telling is what is tested.
    private static func shows(_ column: RoleColumn, _ seen: Set<Compartment>) -> Bool {
        switch column {
        case .reporter: seen.contains { $0.confidentiality == .sealed }
        // What a country is told by consent is held by the country; business information by whoever gave it.
        case .contact: seen.contains { $0.confidentiality == .sealed || isTold($0) }
        case .complaint: seen.contains { $0.confidentiality == .parties || isSummary($0) }
        case .documents: seen.contains { $0.confidentiality == .confidential && !isTold($0) }
        default: seen.contains { $0.confidentiality == .parties }
        }
    }

    private static func isTold(_ compartment: Compartment) -> Bool {
        compartment.confidentiality == .confidential && compartment.holder.map { $0.count == 2 } ?? false
    }

    /// A minister reads a copy in a place of its own, and nothing else of a complaint.
    private static func isSummary(_ compartment: Compartment) -> Bool {
        compartment.confidentiality == .internal && compartment.holder == "minister-KE"
    }

    private static func isNotYet(_ cell: RoleCell) -> Bool {
        cell.departures.contains { if case .notYet = $0 { true } else { false } }
    }

    @Test(arguments: Self.walked.filter { $0 != .auditor })
    func `a role reads what the table lets it read, and nothing else`(role: RoleID) async throws {
        let world = try await Self.world.value
        let entry = try #require(RoleTable.entry(role))
        let seen = try await RoleProbe(person: try world.insider(role)).pulled()
        for column in RoleColumn.allCases where column != .statistics {
            let cell = entry.cell(column)
            let isAllowed = cell?.verbs.contains(.read) ?? false
            guard let home = world.homes[role]?[column] else {
                let excuse = Self.unstaged[role]?[column] != nil || (cell.map(Self.isNotYet) ?? false)
                #expect(!isAllowed || excuse, "\(role) may read \(column), and is nowhere to try")
                continue
            }
            if Self.unstaged[role]?[column] != nil { continue }
            #expect(Self.shows(column, seen[home] ?? []) == isAllowed, "\(role) \(column)")
        }
    }

    @Test(arguments: Self.walked)
    func `a role writes what the table lets it write, and nothing else`(role: RoleID) async throws {
        let world = try await Self.world.value
        let entry = try #require(RoleTable.entry(role))
        let probe = RoleProbe(person: try world.insider(role))
        for column in Self.caseColumns {
            guard let home = world.homes[role]?[column] else { continue }
            let verbs = entry.cell(column)?.verbs ?? []
            let reach = try await probe.reach(home)
            #expect(reach.changed == [], "\(role) \(column): a probe that did something")
            #expect(reach.acts == verbs.contains(.transition), "\(role) acts on \(column)")
            #expect(!reach.edits || verbs.contains(.update), "\(role) edits \(column)")
            #expect(reach.assigns == verbs.contains(.assign), "\(role) assigns \(column)")
            let writes = !verbs.isDisjoint(with: [.create, .update, .transition])
            #expect(reach.remarks == writes, "\(role) writes remarks on \(column)")
            #expect(verbs.contains(.update) == false || reach.edits || reach.remarks, "\(role) changes \(column)")
        }
    }

    @Test(arguments: Self.walked)
    func `a role opens the cases that the table lets it open, and no others`(role: RoleID) async throws {
        let world = try await Self.world.value
        let person = try world.insider(role)
        for column in Self.caseColumns where column != .remedy {
            let capacities = person.signedIn.party.appointments.flatMap { RoleListing.all(of: $0) }
            let isAllowed = capacities.contains { listing in
                listing.lines.contains { $0.column == column && $0.grants.contains { $0.verbs.contains(.create) } }
            }
            let probe = RoleProbe(person: person)
            var opens = try await probe.opens(column)
            for home in [RoleColumn.report, .enquiry] where column == .complaint {
                if let caseID = world.homes[role]?[home] { opens = try await probe.converts(caseID) || opens }
            }
            #expect(opens == isAllowed, "\(role) \(column)")
        }
    }

    @Test(arguments: Self.walked)
    func `whoever holds a role elsewhere learns of no case, and is told of each that there is none`(
        role: RoleID
    ) async throws {
        let world = try await Self.world.value
        for person in world.outsiders[role] ?? [] {
            let probe = RoleProbe(person: person)
            let own = Set(try await probe.pulled().keys)
            let known = role == .recOfficer ? Set(world.ownerless) : []
            #expect(own.subtracting(known).isDisjoint(with: world.cases), "\(person.signedIn.party.name)")
            for home in Set((world.homes[role] ?? [:]).values).subtracting(known) {
                let reach = try await probe.reach(home)
                #expect(reach == RoleProbe.Reach(), "\(person.signedIn.party.name)")
            }
        }
    }

    @Test(arguments: Self.walked)
    func `on a kind of case that the table closes to a role there is no case for it`(role: RoleID) async throws {
        let world = try await Self.world.value
        let entry = try #require(RoleTable.entry(role))
        let person = try world.insider(role)
        let known = Set(try await RoleProbe(person: person).pulled().keys)
        for column in Self.caseColumns where entry.cell(column)?.verbs.contains(.read) != true {
            for caseID in try await world.cases(of: column) {
                #expect(!known.contains(caseID), "\(role) knows of \(column)")
                let reach = try await RoleProbe(person: person).reach(caseID)
                #expect(!reach.knows && reach.changed == [], "\(role) \(column)")
            }
        }
    }

    @Test func `the imposing country reads who complains on the case where they agreed, and on no other`() async throws
    {
        let world = try await Self.world.value
        let seen = try await RoleProbe(person: try world.insider(.nfpImposing)).pulled()
        let agreed = try #require(world.homes[.nfpImposing]?[.contact])
        let transmitted = try #require(world.homes[.nfpImposing]?[.complaint])
        #expect(seen[agreed] != nil && seen[transmitted] != nil && agreed != transmitted)
        for (caseID, compartments) in seen {
            #expect(Self.shows(.contact, compartments) == (caseID == agreed), "\(caseID)")
        }
        for role in [RoleID.recOfficer, .nmcMember, .missionOfficer, .ministryLegal] {
            let others = try await RoleProbe(person: try world.insider(role)).pulled()[agreed] ?? []
            #expect(!others.contains(where: Self.isTold), "\(role)")
        }
    }

    @Test func `a file is read by its name by those who pull the row that names it, and by nobody else`() async throws {
        let world = try await Self.world.value
        #expect(Set(world.files.keys.map(\.confidentiality)) == [.parties, .internal, .confidential])
        for (role, person) in world.insiders {
            let seen = Set(try await RoleProbe(person: person).pulled().values.flatMap(\.self))
            for (compartment, blob) in world.files {
                let refusal = await problem { _ = try await world.server.core.blob(blob, for: person.signedIn) }
                let isSeen = seen.contains(compartment) || world.copies[compartment].map(seen.contains) ?? false
                #expect((refusal == nil) == isSeen, "\(role) \(compartment)")
                #expect(refusal == nil || refusal == .noBlob)
            }
        }
    }

    @Test func `the copy of a shared paper is pulled by the imposing focal point, and by nobody else`() async throws {
        let world = try await Self.world.value
        let copy = try #require(world.copies.values.first)
        for (role, person) in world.insiders {
            let seen = Set(try await RoleProbe(person: person).pulled().values.flatMap(\.self))
            #expect(seen.contains(copy) == (role == .nfpImposing), "\(role)")
        }
    }

    @Test func `whoever advises on a remedy pulls its papers, and nothing that the authority keeps for itself`()
        async throws
    {
        let world = try await Self.world.value
        for role in [RoleID.counsel, .ministryLegal] {
            let home = try #require(world.homes[role]?[.remedy])
            let seen = try #require(try await RoleProbe(person: try world.insider(role)).pulled()[home])
            #expect(Set(seen.map(\.confidentiality)) == [.parties, .confidential], "\(role)")
        }
    }

    @Test func `what is read by a link is what is for everybody on the case, and nothing more`() async throws {
        let world = try await Self.world.value
        for (role, column) in [(RoleID.counsel, RoleColumn.complaint), (.nfpReporting, .dispute)] {
            let home = try #require(world.homes[role]?[column])
            let seen = try #require(try await RoleProbe(person: try world.insider(role)).pulled()[home])
            #expect(Set(seen.map(\.confidentiality)) == [.parties], "\(role)")
        }
    }

    @Test func `no officer reads what another desk noted for itself`() async throws {
        let world = try await Self.world.value
        for (role, person) in world.insiders {
            let desks = Set(person.signedIn.party.appointments.compactMap(\.desk))
            for compartments in try await RoleProbe(person: person).pulled().values {
                for compartment in compartments where compartment.confidentiality == .internal {
                    // A desk that referred a case reads what the agency does with it, as its government does.
                    let isReferrer = Self.referrers.contains(role) && compartment.holder == "KEBS"
                    let isOwnSummary = role == .minister && Self.isSummary(compartment)
                    #expect(
                        isReferrer || isOwnSummary || desks.contains(compartment.holder ?? ""), "\(role) \(compartment)"
                    )
                }
            }
        }
    }
}

extension RoleWorld {
    /// The cases of this world that stand in a column.
    func cases(of column: RoleColumn) async throws -> [CaseID] {
        var found: [CaseID] = []
        for caseID in cases {
            guard let header = try await server.header(caseID),
                let procedure = server.core.rules.procedure(of: header)
            else { continue }
            let isOpen = procedure.column == .secretRemedy && header.isInitiated
            if (isOpen ? .remedy : procedure.column) == column { found.append(caseID) }
        }
        return found
    }
}
