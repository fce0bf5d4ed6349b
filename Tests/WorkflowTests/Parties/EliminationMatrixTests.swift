import CaseProtocol
import Testing

@testable import Workflow

@Suite struct EliminationMatrixTests {
    private func state(
        _ number: UInt64, stage: String = "timeBound", target: String? = "2026-12-01",
        events: [[String: JSONValue]] = []
    ) -> CaseState {
        let caseID = CaseID(high: 0x7001, low: 0x8000_0000_0000_0100 + number)
        let compartment = Compartment(caseID: caseID, .parties)
        var fields: [String: JSONValue] = [
            "procedure": "ntb.tripartite", "version": 1, "stage": .string(stage), "number": .string("NTB-\(number)"),
            "ntbCategory": "2.3", "place": "Namanga", "product": "Tea", "reportingCountry": "KE",
            "imposingCountry": "TZ",
        ]
        fields["targetOn"] = target.map { .string($0) }
        let header = Row(id: RowID(caseID), kind: .caseHeader, compartment: compartment, fields: fields)
        let rows = events.enumerated().map { index, fields in
            Row(
                id: RowID(high: 0x7005, low: 0x8000_0000_0000_0000 + UInt64(index)), kind: .event,
                compartment: compartment, fields: fields)
        }
        return CaseState(caseID: caseID, rows: [header] + rows)
    }

    private func matrix(_ states: CaseState..., today: String = "2026-11-30") -> [MatrixRow] {
        EliminationMatrix(states, in: .standard, on: .day(today)).rows
    }

    @Test func `a row tells barrier, countries, action, owner, day and evidence`() throws {
        let row = try #require(
            matrix(
                state(
                    1,
                    events: [
                        [
                            "action": "enterMatrix", "actionRequired": "Stop the second test", "actionOwner": "TBS",
                            "recordedAt": "2026-11-02T09:00:00.000Z",
                        ],
                        ["evidence": "Circular 7", "recordedAt": "2026-11-03T09:00:00.000Z"],
                    ])
            ).first)
        #expect(
            row.cells == [
                "NTB-1", "timeBound", "2.3", "Namanga", "Tea", "KE", "TZ", "", "Stop the second test", "TBS",
                "2026-12-01", "due in 1 day", "Circular 7",
            ])
        #expect(row.cells.count == MatrixRow.columns.count)
    }

    @Test func `what was decided last stands`() {
        let rows = matrix(
            state(
                1,
                events: [
                    ["actionRequired": "Later", "actionOwner": "B", "recordedAt": "2026-11-09T09:00:00.000Z"],
                    ["actionRequired": "Earlier", "actionOwner": "A", "recordedAt": "2026-11-02T09:00:00.000Z"],
                ]))
        #expect(rows.map(\.actionRequired) == ["Later"])
        #expect(rows.map(\.owner) == ["B"])
    }

    @Test(arguments: [
        ("2026-11-29", "due in 2 days"), ("2026-11-30", "due in 1 day"), ("2026-12-01", "due today"),
        ("2026-12-02", "overdue by 1 day"), ("2026-12-03", "overdue by 2 days"),
    ])
    func `the status counts days to the target and past it`(today: String, status: String) {
        #expect(matrix(state(1), today: today).map(\.status) == [status])
    }

    @Test func `only what is to go by a day is on it, soonest first`() {
        let rows = matrix(
            state(1, target: "2027-01-31"), state(2, stage: "consultation", target: nil),
            state(3, stage: "resolved"), state(4, stage: "regionalForum", target: "2026-10-01"),
            state(5, target: nil))
        #expect(rows.map(\.reference) == ["NTB-4", "NTB-1", "NTB-5"])
        #expect(rows.last?.status == "")
    }

    private func summary(
        _ number: UInt64, stage: String = "timeBound", target: String? = "2026-12-01", endedOn: String? = nil
    ) throws -> MinisterSummary {
        let caseID = CaseID(high: 0x7001, low: 0x8000_0000_0000_0100 + number)
        var fields: [String: JSONValue] = [
            "procedure": "ntb.tripartite", "version": 1, "stage": .string(stage), "number": .string("NTB-\(number)"),
            "ntbCategory": "2.3", "reportingCountry": "KE", "imposingCountry": "TZ",
        ]
        fields["targetOn"] = target.map { .string($0) }
        fields["endedOn"] = endedOn.map { .string($0) }
        let place = MinisterSummary.compartment(of: caseID, for: "KE")
        let id = RowID(high: 0x7006, low: 0x8000_0000_0000_0000 + number)
        return try #require(MinisterSummary(Row(id: id, kind: .party, compartment: place, fields: fields)))
    }

    /// The table of roles lets a minister read the matrix (`roles.md` 2).
    @Test func `a minister reads in codes and days what is to go by a day, and each barrier once`() throws {
        let told = try [
            summary(1), summary(2, target: "2026-11-01"), summary(3, stage: "consultation", target: nil),
            summary(4, stage: "resolved"), summary(5, stage: "unknown", endedOn: "2026-11-02"),
        ]
        let rows = EliminationMatrix([state(1)], summaries: told, in: .standard, on: .day("2026-11-30")).rows
        #expect(rows.map(\.reference) == ["NTB-2", "NTB-1"])
        #expect(
            rows.first?.cells == [
                "NTB-2", "timeBound", "2.3", "", "", "KE", "TZ", "", "", "", "2026-11-01", "overdue by 29 days", "",
            ])
        #expect(rows.last?.place == "Namanga")
    }
}

@Suite struct CSVWriterTests {
    @Test(
        arguments: [
            ("=1+1", "'=1+1"), ("+254 700", "'+254 700"), ("-3", "'-3"), ("@SUM(A1)", "'@SUM(A1)"), ("\tx", "'\tx"),
            ("\rx", "\"'\rx\""), (" =1", "' =1"), ("＝1", "'＝1"), ("a=1", "a=1"), ("", ""), ("3-4", "3-4"),
        ] as [(String, String)])
    func `what a spreadsheet would run gets an apostrophe`(cell: String, expected: String) {
        #expect(CSVWriter.line([cell]) == expected)
    }

    @Test func `what it writes is read back as it was`() throws {
        let cells = ["a,b", "say \"no\"", "two\nlines", "two\r\nlines", "", " spaced "]
        #expect(try CSVText(CSVWriter.line(cells)).records.map(\.fields) == [cells])
    }
}
