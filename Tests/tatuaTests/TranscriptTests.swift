import CaseProtocol
import Testing
import Workflow

/// Whole sessions at the terminal, word by word.
@Suite struct TranscriptTests {
    @Test(arguments: try Transcript.names())
    func `a session reads as it is written down`(name: String) async throws {
        let stage = try Stage()
        try stage.server.importCase(.sample)
        if name != "signing-in" { try await stage.signIn("amina", "kamau", "otieno", "nakato", "wanjiku", "achieng") }
        try await Transcript(name).check(on: stage)
    }

    @Test(arguments: try Transcript.names())
    func `no line is wider than a terminal`(name: String) throws {
        // A line for a program or a spreadsheet is as long as it is.
        for line in try Transcript(name).written
        where !line.hasPrefix("{") && !(line.contains(",") && !line.contains(" ")) {
            #expect(line.count <= 80, "\(name): \(line)")
        }
    }
}

extension HistoryRecord {
    /// A case of another register.
    static let sample = HistoryRecord(
        caseID: CaseID(high: 0x0190_0000_0000_7000, low: 0x8000_0000_00ab_cdef), procedure: "ntb.tripartite",
        number: "NTB-000-324", publishedStatus: "Resolved", stage: "resolved",
        fields: [
            "reportingCountry": "KE", "imposingCountry": "TZ", "ntbCategory": "8.7", "place": "Namanga",
            "description": "Trucks are weighed twice.", "product": "Maize",
        ],
        entries: [
            HistoryEntry(action: "incident", occurredOn: PartialDate("2019"), party: nil, text: nil),
            HistoryEntry(
                action: "progress", occurredOn: PartialDate("2019-07"), party: "Tanzania National Focal Point",
                text: "The second weighbridge is closed."),
            HistoryEntry(action: "progress", occurredOn: nil, party: "Kenya National Focal Point", text: "Confirmed."),
            HistoryEntry(action: "resolved", occurredOn: PartialDate("2019-09-30"), party: nil, text: nil),
        ],
        flags: ["resolvedWithoutDate"])
}
