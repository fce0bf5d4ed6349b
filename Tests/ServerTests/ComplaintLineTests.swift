import CaseProtocol
import Testing
import Workflow

@testable import Server

@Suite struct ComplaintLineTests {
    private static func flags(_ members: String) throws -> Set<SourceOddity> {
        let line = try ComplaintLine(parsing: #"{"number":"NTB-000-001"\#(members.isEmpty ? "" : ",")\#(members)}"#)
        return Set(line.oddities(in: try ComplaintScheme(of: line)))
    }

    /// A complaint about which nothing is odd, less or more some members.
    private static func flags(_ changes: [String: JSONValue]) throws -> Set<SourceOddity> {
        let sound: [String: JSONValue] = [
            "number": "NTB-000-001", "scheme": "Tripartite", "category_code": "2.3", "reporting_country": "KE",
            "imposing_country": "UG", "location": "Busia", "date_of_incident": "2019-05-01", "status": "Resolved",
            "resolved_date": "2019-07-01", "progress": [["date": "2019-06", "note": "Talks."]],
            "source_text_cut": false,
        ]
        let members = sound.merging(changes, uniquingKeysWith: { $1 })
        let line = try ComplaintLine(parsing: JSONValue.object(members).canonicalText)
        return Set(line.oddities(in: try ComplaintScheme(of: line)))
    }

    @Test func `about a sound complaint nothing is flagged`() throws { #expect(try Self.flags([:]).isEmpty) }

    @Test(
        arguments: [
            (["status": .null, "resolved_date": .null], [.statusUnknown]),
            (["status": "Closed", "resolved_date": .null], [.statusUnknown]),
            (["imposing_country": .null], [.noImposingCountry]), (["reporting_country": .null], [.noReportingCountry]),
            (["location": .null], [.noPlace]), (["date_of_incident": .null], [.noIncidentDate]),
            (["resolved_date": .null], [.resolvedWithoutDate]), (["status": "New"], [.dateWithoutResolved]),
            (["imposing_country": "KE"], [.oneCountryOnBothSides]), (["imposing_country": "ZZ"], [.unknownCountry]),
            (["progress": [["note": "Talks."]]], [.progressUndated]),
            (["progress": [["date": "2019-06-02"], ["date": "2019-06-01"]]], [.progressOutOfOrder]),
            (["progress": [["date": "2019-06-02"], ["date": "2019-06"]]], []),
            (["progress": [["date": "2019-08"]]], [.progressAfterResolution]),
            (["progress": [["date": "2019-07"]]], []),
            (["date_of_incident": "2019-08"], [.resolvedBeforeIncident]),
            (["category_code": .null], [.categoryMissing]), (["category_code": "9.9"], [.unknownCategory]),
            (["category_code": "1.1", "ntm_code": "A83"], [.categoryNotMatchingNTM]),
            (["source_text_cut": true], [.sourceTextCut]), (["scheme": .null], [.schemeMissing]),
            (["progress": [["date": "2019-06", "note": "The charge PERSISTS."]]], [.noteContradictsStatus]),
        ] as [([String: JSONValue], Set<SourceOddity>)])
    func `what is odd is flagged by its code`(changes: [String: JSONValue], expected: Set<SourceOddity>) throws {
        #expect(try Self.flags(changes) == expected)
    }

    @Test(
        arguments: [
            (#"{"number":7}"#, "number"), (#"{"number":null}"#, "number"), ("{}", "number"),
            (#"{"number":""}"#, "number"),
            (#"{"number":"N","date_of_incident":"2019-13"}"#, "date_of_incident"),
            (#"{"number":"N","progress":[{"date":"2019"},{"date":"soon"}]}"#, "progress[1].date"),
            (#"{"number":"N","progress":{}}"#, "progress"),
            (#"{"number":"N","policy_or_regulatory":"yes"}"#, "policy_or_regulatory"),
            (#"{"number":"N"#, nil), ("[]", nil), ("nonsense", nil),
        ] as [(String, String?)])
    func `a line of another shape is refused with the path`(text: String, path: String?) throws {
        let problem = #expect(throws: Problem.self) { _ = try ComplaintLine(parsing: text) }
        #expect(problem?.path == path)
    }

    @Test func `a number is enough, and unknown members are passed over`() throws {
        let line = try ComplaintLine(parsing: #"{"number":"NTB-000-001","latitude":1.5,"later":{"a":[null]}}"#)
        #expect(line.number == "NTB-000-001")
        #expect(try Self.flags("").contains(.statusUnknown))
    }

    @Test(
        arguments: [
            ("New", "registered"), ("In process", "consultation"), ("Resolved", "resolved"),
            ("Transferred", "transferred"), (nil, "registered"),
            ("Odd", "registered"),
        ] as [(String?, StageID)])
    func `a published status leads to a stage and is kept as it is`(status: String?, stage: StageID) throws {
        var line = try ComplaintLine(parsing: #"{"number":"NTB-000-001"}"#)
        line.status = status
        let history = line.history(as: CaseID(high: 1, low: 1), in: .tripartite, flags: [])
        #expect(history.stage == stage)
        #expect(history.publishedStatus == status)
    }

    @Test(
        arguments: [
            ("New", "submitted"), ("In process", "requestSent"), ("Resolved", "resolved"),
            ("Transferred", "transferred"), ("Complaint registered with REC", "atRec"), (nil, "submitted"),
        ] as [(String?, StageID)])
    func `a status of the African mechanism leads to a stage of its procedure`(status: String?, stage: StageID) throws {
        var line = try ComplaintLine(parsing: #"{"number":"AfCFTA-000-001","scheme":"AfCFTA"}"#)
        line.status = status
        #expect(line.history(as: CaseID(high: 1, low: 1), in: .afcfta, flags: []).stage == stage)
    }

    @Test func `history keeps the order of the source`() throws {
        let line = try ComplaintLine(
            parsing: """
                {"number":"N","date_of_incident":"2019","date_reported":"2019-06-01","status":"Resolved",
                "progress":[{"date":"2020-01-01","actor":"Kenya","note":"b"},{"date":null,"note":"a"}]}
                """)
        let entries = line.history(as: CaseID(high: 1, low: 1), in: .tripartite, flags: []).entries
        #expect(entries.map(\.action) == ["incident", "reported", "progress", "progress", "resolved"])
        #expect(entries.map { $0.occurredOn?.description } == ["2019", "2019-06-01", "2020-01-01", nil, nil])
        #expect(entries[2].party == "Kenya")
    }
}
