import CaseProtocol
import Testing

@testable import Workflow

/// The figures of the law, by day: the tables are played to the act, the dates are counted by hand.
@Suite struct LegalDayTests {
    private static func retake(
        _ procedure: Procedure, _ action: ActionID, where isWanted: (Retake) -> Bool = { _ in true }
    ) throws -> Retake {
        let retake = TableWalks.of(procedure).retakes(action).first(where: isWanted)
        return try #require(retake, "\(procedure.id) \(action)")
    }

    /// Consultations under way, the reply in time: nothing but the gate stands before a panel.
    private static func consulting() throws -> Route {
        var route = try Routes.consulted(.disputeWTO, ordinary)
        try route.act(["respondentReplied", "enterConsultations", "approveRequest"])
        return route
    }

    private static let ordinary: [String: JSONValue] = ["track": "standard", "urgency": false, "perishable": false]

    @Test func `a panel is asked for on the 61st day after consultations were requested, not on the 60th (DSU 4.7)`()
        throws
    {
        let route = try Self.consulting()
        let received = TablePlayer.dayZero
        let form: [String: JSONValue] = [
            "jointStatement": .null, "dsbMeetingOn": .string("\(received.adding(days: 120))"),
        ]
        let problem = try #require(route.problem(of: "requestPanel", on: received.adding(days: 60), form))
        #expect(problem.code == .tooEarly)
        #expect(problem.from == received.adding(days: 61))
        #expect(problem.message.contains("\(received.adding(days: 61))") && problem.message.contains("4.7"))
        #expect(route.problem(of: "requestPanel", on: received.adding(days: 61), form) == nil)
    }

    @Test func `a panel is asked for eleven days before the meeting of the DSB, not ten (rule 3 of the DSB)`() throws {
        let route = try Self.consulting()
        let day = TablePlayer.dayZero.adding(days: 70)
        func form(_ days: Int) -> [String: JSONValue] {
            ["jointStatement": .null, "dsbMeetingOn": .string("\(day.adding(days: days))")]
        }
        #expect(route.problem(of: "requestPanel", on: day, form(11)) == nil)
        #expect(route.problem(of: "requestPanel", on: day, form(10))?.code == .tooLate)
    }

    @Test func `a panel report is adopted on the twentieth day after circulation, not on the nineteenth (DSU 16.1)`()
        throws
    {
        let route = try Routes.circulated(.disputeWTO, Self.ordinary)
        let circulated = route.player.today
        let form: [String: JSONValue] = ["ruling": "inconsistent"]
        let problem = try #require(route.problem(of: "adoptReport", on: circulated.adding(days: 19), form))
        #expect(problem.code == .tooEarly && problem.from == circulated.adding(days: 20))
        #expect(problem.message.contains("16"))
        #expect(route.problem(of: "adoptReport", on: circulated.adding(days: 20), form) == nil)
    }

    @Test(arguments: TableWalks.ids.filter { ["unfair.antidumping", "unfair.countervailing"].contains($0.id) })
    func `a provisional duty is lawful on the 60th day after initiation, not on the 59th (ADA 7.3, SCM 17.3)`(
        _ name: TableName
    ) throws {
        let procedure = try TableWalks.procedure(name)
        var retake = try Self.retake(procedure, "imposeProvisional")
        let initiated = try #require(retake.state.header?.text("initiatedOn").flatMap { CivilDate($0) })
        retake.day = initiated.adding(days: 59)
        retake.give("provisionalOn", .string("\(retake.day)"))
        let refusal = try #require(retake.refusal)
        #expect(retake.problem(of: refusal).code == .tooEarly)
        #expect(retake.problem(of: refusal).from == initiated.adding(days: 60))
        #expect(retake.problem(of: refusal).message.contains(procedure.id == "unfair.antidumping" ? "7.3" : "17.3"))
        retake.day = initiated.adding(days: 60)
        retake.give("provisionalOn", .string("\(retake.day)"))
        #expect(retake.refusal == nil)
    }

    @Test(arguments: TableWalks.ids.filter { ["unfair.antidumping", "unfair.countervailing"].contains($0.id) })
    func `exactly half of those who express themselves is not enough, exactly a quarter of all is`(
        _ name: TableName
    ) throws {
        let procedure = try TableWalks.procedure(name)
        let first = try Self.retake(procedure, "acceptAsDocumented") { $0.act.fields["supportOfTotal"] != nil }
        for (expressed, total, isEnough) in [
            ("50", "25", false), ("50.01", "25", true), ("50.01", "24.99", false), ("51", "25.5", true),
        ] {
            var retake = first
            retake.give("supportOfExpressed", .string(expressed))
            retake.give("supportOfTotal", .string(total))
            #expect((retake.refusal == nil) == isEnough, "\(expressed) \(total)")
            guard !isEnough, let refusal = retake.refusal else { continue }
            let problem = retake.problem(of: refusal)
            #expect(problem.code == .guardFailed)
            #expect(problem.message.contains(procedure.id == "unfair.antidumping" ? "5.4" : "11.4"))
        }
    }

    @Test func `other members ask to join within ten days of the circulation (DSU 4.11)`() throws {
        var route = try Routes.consulted(.disputeWTO, Self.ordinary)
        try route.act("circulateRequest")
        // The tenth day, a Thursday.
        try Self.expectRight("recordJoinder", of: route, lastOn: .day("2026-11-12"), article: "4.11")
    }

    @Test func `a report is appealed within sixty days of its circulation (DSU 16.4)`() throws {
        let route = try Routes.circulated(.disputeWTO, features: false, Self.ordinary)
        let last = route.player.today.adding(days: 60)
        try Self.expectRight("appeal", of: route, lastOn: last, article: "16.4", ["appealPath": "appellateBody"])
    }

    @Test func `a person goes to the Court of the EAC within two months of the act (Treaty 30)`() throws {
        var route = try Route(.ntbEAC, by: .complainant, ["reportingCountry": "KE", "incidentOn": "2026-11-02"])
        try route.act("submit", ["incidentOn": "2026-11-02"])
        try Self.expectRight("fileReference", by: .complainant, of: route, lastOn: .day("2027-01-02"), article: "30")
    }

    /// Taken on its last day, gone on the next, and told why.
    private static func expectRight(
        _ action: ActionID, by role: RoleID? = nil, of route: Route, lastOn last: CivilDate, article: String,
        _ form: [String: JSONValue] = [:]
    ) throws {
        #expect(route.problem(of: action, by: role, on: last, form) == nil)
        let problem = try #require(route.problem(of: action, by: role, on: last.adding(days: 1), form))
        #expect(problem.code == .tooLate)
        #expect(problem.message.contains("\(last)") && problem.message.contains(article), "\(problem.message)")
    }
}
