import CaseProtocol
import Testing
import Workflow

@Suite struct ReplayReportTests {
    private static func report(_ law: Catalogue = RegisterSamples.law) throws -> ReplayReport {
        ReplayReport(
            [
                (.disputes, try RegisterSamples.rows(RegisterSamples.disputes)),
                (.remedies, try RegisterSamples.rows(RegisterSamples.remedies)),
            ], check: LimitCheck(law))
    }

    @Test func `no row is left out`() throws {
        let report = try Self.report()
        #expect(report.lines.count == 20)
        #expect(report.standings.count == 19)
        #expect(report.notImportable.map(\.line.number) == ["DS9007"])
    }

    @Test func `every test is within, outside or has a reason, and none is counted twice`() throws {
        let report = try Self.report()
        // Six disputes with one limit, thirteen remedies with five, and a review with one more.
        #expect(report.tests.count == 6 + 13 * 5 + 1)
        #expect(Set(report.tests.map { [$0.number, $0.limit.rawValue] }).count == report.tests.count)
    }

    @Test func `what lies outside comes with the farthest first`() throws {
        let found = try Self.report().outside(LimitCheck.investigationTarget, of: "unfair.antidumping")
        #expect(found.map(\.test.number) == ["T-AD-7", "T-AD-6", "T-AD-2"])
        #expect(found.map(\.excess.days) == [180, 177, 1])
    }

    @Test func `the page names rows outside with the article, rows that did not go in, and why tests failed`() throws {
        let page = try Self.report().markdown
        #expect(page.contains("| wto-disputes.csv | 7 | 6 | 1 |"))
        #expect(page.contains("- DS9007: current_status “Asleep” supports no stage."))
        #expect(page.contains("### unfair.antidumping `measureCap`: 5 years, ADA 11.3"))
        #expect(page.contains("| T-AD-4 | 2000-01-01 | 2000-01-02 | 1 |"))
        let none = LimitCheck.remedyLimits.map { "`\($0)`" }.sorted().joined(separator: ", ")
        #expect(page.contains("| unfair.countervailing | \(none) | the procedure states no such limit | 2 |"))
        #expect(page.contains("- Provisional measures: T-AD-6, T-AD-7 have a final date past the ordinary cap."))
        #expect(try page == Self.report().markdown)
    }

    @Test func `a page without any procedure still counts every row`() throws {
        let page = try Self.report(Catalogue([])).markdown
        #expect(page.contains("| trade-remedy-cases.csv | 13 | 13 | 0 |"))
        #expect(page.contains("the procedure is not loaded"))
    }

    @Test func `a stage that the loaded procedure does not have is reported`() throws {
        // The procedures of this test have no stages at all.
        let report = try Self.report()
        #expect(report.stagesNotTaken["closed"] == "dispute.wto")
        #expect(report.stagesNotTaken["initiated"] == nil)
    }
}
