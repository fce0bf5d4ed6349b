import CaseProtocol
import Testing

@testable import Server
@testable import Workflow

/// Through whose eyes a case is looked at (`tatua show REF --as …`) is what a pull of theirs brings, in every kind of case.
@Suite struct ViewerPullTests {
    private static let viewers: [(RoleColumn, [(role: RoleID, text: String)])] = [
        (
            .dispute,
            [
                (.ministryLegal, "ministryLegal:KE"), (.missionOfficer, "missionOfficer:KE"),
                (.minister, "minister:KE"),
                (.secretariatAfcfta, "secretariatAfcfta"), (.counsel, "seat:Chambers"),
            ]
        ),
        (
            .secretRemedy,
            [
                (.industryApplicant, "filer"), (.investigator, "investigator:KE"), (.authorityHead, "authorityHead:KE"),
                (.minister, "minister:KE"),
            ]
        ),
        (
            .remedy,
            [
                (.industryApplicant, "filer"), (.investigator, "investigator:KE"), (.authorityHead, "authorityHead:KE"),
                (.minister, "minister:KE"), (.ministryLegal, "ministryLegal:KE"),
                (.missionOfficer, "missionOfficer:KE"), (.interestedParty, "seat:Foshan Tiles"),
                (.counsel, "seat:counsel"),
            ]
        ),
        (
            .report,
            [
                (.complainant, "filer"), (.triageOfficer, "triageOfficer:KE"), (.agencyLiaison, "agencyLiaison:KEBS"),
            ]
        ),
        (
            .enquiry,
            [
                (.complainant, "filer"), (.enquiryOfficer, "enquiryOfficer:KE"),
                (.agencyLiaison, "agencyLiaison:KEBS"),
            ]
        ),
        (
            .dataRequest,
            [
                (.investigator, "investigator:KE"), (.authorityHead, "authorityHead:KE"),
                (.agencyLiaison, "agencyLiaison:KEBS"),
            ]
        ),
    ]

    /// Where the office by itself sees nothing: an investigator has what was given to them by name, until it is public.
    private static func isByName(_ role: RoleID, _ column: RoleColumn) -> Bool {
        role == .investigator && (column == .secretRemedy || column == .dataRequest)
    }

    /// Offices that have no part in a case of the column.
    private static let strangers = [
        "ministryLegal:RW", "missionOfficer:RW", "minister:RW", "investigator:RW", "authorityHead:RW",
        "triageOfficer:RW", "enquiryOfficer:RW", "agencyLiaison:KRA", "focalPoint:TZ", "nmcMember:RW", "public",
    ]

    private static func pulled(_ person: TestPerson) async throws -> [CaseID: Set<RowID>] {
        var seen: [CaseID: Set<RowID>] = [:]
        var cursor: String?
        while true {
            let page = try await person.pull(cursor)
            for row in page.rows { row.caseID.map { _ = seen[$0, default: []].insert(row.id) } }
            guard let trailer = page.trailer, !trailer.complete else { return seen }
            cursor = trailer.next
        }
    }

    @Test func `it is what the server gives them, in disputes, remedies, reports, enquiries and requests`() async throws
    {
        let world = try await RoleWorld()
        var pulls: [RoleID: [CaseID: Set<RowID>]] = [:]
        for (column, viewers) in Self.viewers {
            for (role, text) in viewers {
                let home = try #require(world.homes[role]?[column], "\(role) \(column)")
                let person = try world.insider(role)
                let rows = try await world.server.store.read { try $0.rows(of: home, except: []) }
                let state = CaseState(caseID: home, rows: rows)
                let seen = Set(try Viewer(text, on: state).sees(of: state).rows.keys)
                if pulls[role] == nil { pulls[role] = try await Self.pulled(person) }
                // Beside what goes with the role: what is open to this one person by name.
                let own = rows.filter { audiences(of: $0.compartment, in: state).contains(.user(person.id)) }
                #expect(seen.isEmpty == Self.isByName(role, column), "\(text) on \(column)")
                #expect(pulls[role]?[home]?.isEmpty == false, "\(text) on \(column)")
                #expect(pulls[role]?[home] == seen.union(own.map(\.id)), "\(text) on \(column)")
                for stranger in Self.strangers {
                    #expect(try Viewer(stranger, on: state).sees(of: state).rows.isEmpty, "\(stranger) on \(column)")
                }
            }
        }
    }

    /// The same application before and after it is initiated: what was a secret of the authority's becomes its parties' to see.
    @Test func `a party that is looked for in a secret application is nobody yet`() async throws {
        let world = try await RoleWorld()
        let secret = try #require(world.homes[.industryApplicant]?[.secretRemedy])
        let open = try #require(world.homes[.industryApplicant]?[.remedy])
        func state(_ caseID: CaseID) async throws -> CaseState {
            CaseState(caseID: caseID, rows: try await world.server.store.read { try $0.rows(of: caseID, except: []) })
        }
        let (before, after) = (try await state(secret), try await state(open))
        #expect(throws: Problem.self) { try Viewer("seat:Foshan Tiles", on: before) }
        for office in ["ministryLegal:KE", "missionOfficer:KE"] {
            #expect(try Viewer(office, on: before).sees(of: before).rows.isEmpty, "\(office)")
            #expect(try !Viewer(office, on: after).sees(of: after).rows.isEmpty, "\(office)")
        }
    }
}
