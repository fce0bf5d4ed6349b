import CaseProtocol
import Testing
import Workflow

@Suite struct RemedyRecordTests {
    private static func history(_ number: String) throws -> HistoryRecord {
        try #require(try RegisterSamples.remedy(number)).history(as: RegisterSamples.caseID)
    }

    @Test(
        arguments: [
            ("T-AD-1", "revoked", ["endNotSpecified"]),
            ("T-AD-2", "terminated", ["endNotSpecified"]),
            ("T-AD-3", "revoked", ["severalOrigins", "endNotSpecified"]),
            ("T-AD-4", "revoked", ["noInitiationDate", "noOrigin", "endNotSpecified"]),
            ("T-AD-5", "measureInForce", ["finalNotAfterInitiation"]),
            ("T-AD-6", "measureInForce", ["dateNotToTheDay"]),
            ("T-AD-7", "finalDetermination", ["outcomeNotStated"]),
            ("T-AD-8", "measureInForce", ["review"]),
            ("T-AD-9", "provisional", []),
            ("T-CV-1", "measureInForce", ["noDates", "noInitiationDate", "noFinalDate"]),
            ("T-CV-2", "measureInForce", ["noInitiationDate", "noOrigin"]),
            ("T-SG-1", "initiated", []),
            ("T-SG-2", "initiated", ["noDates", "noInitiationDate"]),
        ] as [(String, StageID, [String])])
    func `a remedy stands at the stage that its dates and measure support, with what is odd about it`(
        number: String, stage: StageID, flags: [String]
    ) throws {
        let history = try Self.history(number)
        #expect(history.stage == stage)
        #expect(history.flags == flags)
        #expect(history.publishedStatus == nil)
    }

    @Test func `the instrument tells the procedure`() throws {
        #expect(try Self.history("T-AD-1").procedure == "unfair.antidumping")
        #expect(try Self.history("T-CV-1").procedure == "unfair.countervailing")
        #expect(try Self.history("T-SG-1").procedure == "unfair.safeguard")
    }

    @Test func `the header holds what the row gives`() throws {
        #expect(
            try Self.history("T-AD-1").fields == [
                "country": "US", "exportingCountries": ["AR"], "product": "Wire", "hsCodes": ["731300", "731420"],
                "initiatedOn": "2001-02-28", "finalOn": "2002-02-28", "withdrawnOn": "2007-03-01",
                "measure": "Anti-dumping", "sourceAddress": .string(RegisterSamples.itip),
            ])
        #expect(try Self.history("T-CV-2").fields["nationalCaseNo"] == "C-2")
    }

    @Test func `the history holds each step that the row shows, dated as the row dates it`() throws {
        let history = try Self.history("T-AD-6")
        #expect(history.entries.map(\.action) == ["initiate", "imposeProvisional", "determine"])
        #expect(history.entries.map { $0.occurredOn?.description } == ["2021-02-05", "2021-12", "2022-08-01"])
        #expect(history.fields["provisionalOn"] == nil)
        #expect(try Self.history("T-AD-2").entries.map(\.action) == ["initiate", "terminate"])
        #expect(try Self.history("T-AD-4").entries.map(\.action) == ["initiate", "impose", "revoke"])
        #expect(try Self.history("T-AD-8").entries.map(\.action) == ["review", "determine"])
    }

    @Test func `an order without a date is recorded without a date`() throws {
        let entries = try Self.history("T-CV-1").entries
        #expect(entries.map(\.action) == ["initiate", "impose"])
        #expect(entries.allSatisfy { $0.occurredOn == nil })
    }

    @Test func `words for a measure that are not known here are flagged, and the dates tell the stage`() throws {
        let record = try RegisterSamples.remedy([
            "measure": "Something new", "initiation_date": "2001-02-03", "exporting_country": "AR",
        ])
        let history = record.history(as: RegisterSamples.caseID)
        #expect(history.stage == "initiated")
        #expect(history.flags == ["measureUnknown"])
    }

    @Test func `what the final date is depends on where the row comes from`() throws {
        let dates = ["initiation_date": "2001-02-03", "final_date": "2002-01-01", "exporting_country": "AR"]
        #expect(try RegisterSamples.remedy(dates).history(as: RegisterSamples.caseID).stage == "measureInForce")
        let page = try RegisterSamples.remedy(dates.merging(["source": "https://a.example"]) { $1 })
        #expect(page.history(as: RegisterSamples.caseID).stage == "finalDetermination")
    }

    @Test func `an order that was withdrawn is revoked, dated or not`() throws {
        let record = try RegisterSamples.remedy([
            "instrument": "countervailing", "measure": "Countervailing duty order", "withdrawn_date": "2002-01-01",
            "source": RegisterSamples.orders,
        ])
        #expect(record.history(as: RegisterSamples.caseID).stage == "revoked")
    }
}
