import CaseProtocol
import Testing
import Workflow

@Suite struct RegisterFileTests {
    @Test func `a register is told by its columns, in any order`() {
        for file in RegisterFile.allCases {
            #expect(RegisterFile(columns: file.columns) == file)
            #expect(RegisterFile(columns: file.columns.reversed() + ["remarks"]) == file)
            #expect(RegisterFile(columns: file.columns.dropLast()) == nil)
        }
        #expect(RegisterFile(columns: []) == nil)
    }

    @Test func `a table of something else is no register`() throws {
        #expect(try RegisterFile.read(Array("code,name\nKE,Kenya\n".utf8)) == nil)
    }

    @Test func `a text that is no table is refused with its line`() {
        #expect(throws: CSVFault(line: 2, .fieldCount(1, expected: 2))) {
            _ = try RegisterFile.read(Array("number,title\nDS1\n".utf8))
        }
    }

    @Test func `empty cells are missing, and rows know their lines`() throws {
        let rows = try RegisterSamples.rows(RegisterSamples.disputes)
        #expect(rows.map(\.line) == Array(2...8))
        #expect(rows[0].cells["title"] == "Ruritania — Levy on maize, milled")
        #expect(rows[0].cells["adopted"] == nil)
        #expect(rows[0].json.object?["number"] == "DS9001")
    }

    @Test func `a cell that must be there, or be a date, is named`() throws {
        let nameless = RegisterRow(line: 2, cells: ["case_id": "", "instrument": "anti-dumping"])
        #expect { try RemedyRecord(nameless) } throws: { ($0 as? RegisterFault)?.description == "case_id is missing" }
        #expect {
            try RegisterSamples.remedy(["final_date": "2001-02-30"])
        } throws: {
            ($0 as? RegisterFault)?.column == "final_date"
        }
        #expect {
            try RegisterSamples.remedy(["instrument": "tariff"])
        } throws: {
            ($0 as? RegisterFault)?.description == "instrument “tariff” is not known here"
        }
    }
}
