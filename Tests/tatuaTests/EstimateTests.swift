import CaseProtocol
import Testing

@testable import tatua

@Suite struct EstimateTests {
    @Test func `of nothing it says so, of anything else how much and how long`() {
        let nothing = EstimateReply(rows: 0, bytes: 0, compartments: 0, isExact: true)
        #expect(SyncScreen.size(nothing) == "Nothing to fetch.")
        let much = EstimateReply(rows: 2_000, bytes: 180_000, compartments: 40, isExact: false)
        #expect(SyncScreen.size(much) == "About 2000 records, 180 KB: about 48 s at 30 kbit/s.")
    }
}
