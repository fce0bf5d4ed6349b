import CaseProtocol
import Testing
import Workflow

@Suite struct DisputeRecordTests {
    private static func history(_ number: String) throws -> HistoryRecord {
        try #require(try RegisterSamples.dispute(number)).history(as: RegisterSamples.caseID)
    }

    @Test(
        arguments: [
            ("DS9001", "consultations", []),
            ("DS9002", "closed", ["severalComplainants", "dateNotToTheDay", "endNotSpecified"]),
            ("DS9003", "lapsed", ["noRespondentCode", "noAgreement"]),
            ("DS9004", "panelComposed", ["reportBeyondStatus"]),
            ("DS9005", "adopted", ["statusWithoutReport"]),
            ("DS9006", "retaliationAuthorised", ["reportUnknown", "statusDoubled"]),
        ] as [(String, StageID, [String])])
    func `a dispute stands at the stage that its status supports, with what is odd about it`(
        number: String, stage: StageID, flags: [String]
    ) throws {
        let history = try Self.history(number)
        #expect(history.stage == stage)
        #expect(history.flags == flags)
        #expect(history.procedure == "dispute.wto")
    }

    @Test func `a status that supports no stage is not guessed at`() throws {
        let record = try #require(try RegisterSamples.dispute("DS9007"))
        #expect {
            try record.history(as: RegisterSamples.caseID)
        } throws: {
            ($0 as? RegisterFault)?.description == "current_status “Asleep” supports no stage"
        }
    }

    @Test func `the header holds what the row gives`() throws {
        let history = try Self.history("DS9001")
        #expect(history.number == "DS9001")
        #expect(history.publishedStatus == "In consultations")
        #expect(
            history.fields == [
                "dsNumber": "DS9001", "title": "Ruritania — Levy on maize, milled", "complainingCountry": "KE",
                "respondingCountry": "TZ", "agreementsCited": ["GATT 1994: Art. I"],
                "consultationsRequestedOn": "2016-03-10",
            ])
        #expect(history.entries.map(\.action) == ["requestConsultations"])
        #expect(history.entries[0].occurredOn?.description == "2016-03-10")
        #expect(history.entries[0].party == "Kenya")
    }

    @Test func `several complainants are a list, and none of them is the complaining country`() throws {
        let fields = try Self.history("DS9002").fields
        #expect(fields["complainingCountry"] == nil)
        #expect(fields["complainingCountries"] == ["EC", "MX"])
        #expect(fields["agreementsCited"] == ["Import Licensing: Art. 1", "GATT 1994: Art. X"])
    }

    @Test func `a date to the month stands in the history and in no field of the header`() throws {
        let history = try Self.history("DS9002")
        #expect(history.fields["consultationsRequestedOn"] == nil)
        #expect(history.entries[0].occurredOn?.description == "1996-02")
    }

    @Test func `a report that is listed without a date is recorded without a date`() throws {
        let entries = try Self.history("DS9004").entries
        #expect(entries.map(\.action) == ["requestConsultations", "circulate"])
        #expect(entries[1].occurredOn == nil)
    }

    @Test func `every known status has words, a stage and a reason of its own row`() {
        let all = DisputeStatus.all
        #expect(Set(all.map(\.published)).count == all.count)
        #expect(all.allSatisfy { !$0.reason.isEmpty })
        #expect(DisputeStatus(published: "Panel composed")?.stage == "panelComposed")
        #expect(DisputeStatus(published: "panel composed") == nil)
    }

    @Test func `an appeal of before December 2019 is pending, not in the void`() {
        #expect(DisputeStatus(published: "Panel report under appeal")?.stage == "appealed")
    }
}
