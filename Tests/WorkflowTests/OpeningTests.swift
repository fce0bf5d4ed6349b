import CaseProtocol
import Testing

@testable import Workflow

@Suite struct OpeningTests {
    private func party(_ roles: String...) throws -> Party {
        Party(
            id: UserID(high: 0x7000, low: 0x8000_0000_0000_0041), name: "Somebody",
            appointments: try roles.map { try Appointment(parsing: $0) })
    }

    @Test func `whoever may open a case is told by which action, in which capacity, for which country`() throws {
        let trader = try #require(Procedure.enquiry.openings(for: try party("complainant:KE")).first)
        #expect(trader.rule.action == "ask" && trader.role == .complainant && trader.country == "KE")
        let officer = try #require(Procedure.enquiry.openings(for: try party("enquiryOfficer:KE")).first)
        #expect(officer.rule.action == "ask" && officer.role == .enquiryOfficer)
        #expect(officer.rule.requires.contains("receivedAt") && !trader.rule.requires.contains("receivedAt"))
    }

    @Test func `each opening action is listed once, and none to whom none is open`() throws {
        let trader = try party("complainant:KE", "association:KE")
        #expect(Procedure.enquiry.openings(for: trader).map(\.rule.action) == ["ask", "requestInformation"])
        #expect(Procedure.disputeWTO.openings(for: trader).isEmpty)
        #expect(Procedure.disputeWTO.openings(for: try party("ministryLegal:KE")).map(\.rule.action) == ["open"])
    }

    @Test func `a focal point takes reports for the own country only`() throws {
        let kenya = try party("focalPoint:KE")
        #expect(Procedure.ntbTripartite.openings(for: kenya, naming: "KE").map(\.rule.action) == ["recordLead"])
        #expect(Procedure.ntbTripartite.openings(for: kenya, naming: "UG").isEmpty)
    }

    private static let openings: [(Procedure, String, ActionID, ActionID?)] = [
        (.ntbTripartite, "complainant:KE", "open", "submit"),
        (.ntbTripartite, "focalPoint:KE", "recordLead", nil),
        (.ntbEAC, "association:KE", "open", "submit"),
        (.unfairAntidumping, "industryApplicant:KE", "open", "file"),
        (.unfairAntidumping, "industryApplicant:KE", "askAdvice", nil),
        (.unfairSafeguard, "investigator:KE", "recordLead", nil),
        (.unfairMalpractice, "complainant:KE", "report", nil),
        (.enquiry, "complainant:KE", "ask", nil),
        (.disputeWTO, "ministryLegal:KE", "open", nil),
    ]
    @Test(arguments: openings)
    func `a filer's opening goes on to the act that hands it in`(
        procedure: Procedure, role: String, action: ActionID, handsIn: ActionID?
    ) throws {
        let opening = try #require(
            procedure.openings(for: try party(role)).first { $0.rule.action == action }, "\(procedure.id) \(action)")
        #expect(procedure.filingRule(after: opening)?.action == handsIn)
    }
}
