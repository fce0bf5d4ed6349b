import CaseProtocol
import Foundation
import Testing
import Workflow

@testable import Server

@Suite struct RegisterImportTests {
    /// Rows of our own, and those of the registers where the environment names their folder.
    static let files: [[String]] = {
        let own = [
            [
                #"{"number":"DS9001","complainant":"Kenya","complainant_iso2":"KE","respondent":"Uganda","respondent_iso2":"UG","title":"Uganda - Milk","agreements_cited":"GATT 1994: Art. I","consultations_requested":"2016-03-10","panel_report_exists":"false","current_status":"In consultations"}"#,
                #"{"case_id":"T-SG-1","instrument":"safeguard","investigating_country":"MG","product":"Oils","source":"https://a.example"}"#,
            ]
        ]
        let folder = ProcessInfo.processInfo.environment["TATUA_DATA"]
        let full = RegisterFile.allCases.compactMap { file in
            folder.flatMap { FileManager.default.contents(atPath: "\($0)/\(file.name)") }
                .flatMap { try? RegisterFile.read(Array($0)) }
                .map { $0.rows.map(\.json.canonicalText) }
        }
        return own + full
    }()

    private static func importing(_ lines: [String], into server: TestServer) async throws -> ImportReport {
        try await server.core.importComplaints(ImportRequest(lines: lines, firstLine: 2, dryRun: false))
    }

    @Test(arguments: files.indices)
    func `every row goes in as a case that is found by its number, and a second run adds nothing`(
        index: Int
    ) async throws {
        let lines = Self.files[index]
        let server = try await TestServer()
        let first = try await Self.importing(lines, into: server)
        for line in first.lines where line.result != .added {
            Issue.record("line \(line.line) \(line.number ?? ""): \(line.problem?.message ?? "\(line.result)")")
        }
        #expect(first.lines.count == lines.count)
        for line in first.lines {
            let number = ReferenceText.folded(try #require(line.number))
            let found = try await server.store.read { try $0.cases(withReference: number) }
            #expect(found.count == 1)
            let header = try #require(try await server.header(found[0]))
            #expect(header.aliases == [line.number] && header.isImported && !header.isAdopted)
            #expect(header.sourceFlags == line.flags)
        }
        let head = try await server.head()
        let second = try await Self.importing(lines, into: server)
        #expect(second.lines.allSatisfy { $0.result == .alreadyThere })
        #expect(try await server.head() == head)
    }

    @Test(arguments: files.indices)
    func `no clock of a recorded case runs`(index: Int) async throws {
        let server = try await TestServer()
        _ = try await Self.importing(Self.files[index], into: server)
        server.clock.advance(days: 4_000)
        #expect(try await server.core.runDueLapses() == 0)
    }

    @Test(arguments: [
        (#"{"number":"DS1","current_status":"Asleep"}"#, "complainant", "DS1"),
        (
            #"{"number":"DS1","complainant":"A","respondent":"B","title":"C","current_status":"Asleep"}"#,
            "current_status", "DS1"
        ),
        (#"{"case_id":"T-1","instrument":"tariff"}"#, "instrument", "T-1"),
        (#"{"case_id":" T-1","instrument":"safeguard"}"#, "case_id", " T-1"),
        (
            #"{"case_id":"T-1","instrument":"safeguard","investigating_country":"MG","source":"a","final_date":20210101}"#,
            "final_date", "T-1"
        ),
    ])
    func `a row that makes no case is refused with the column at fault`(
        line: String, column: String, number: String
    ) async throws {
        let server = try await TestServer()
        let report = try await Self.importing([line], into: server)
        #expect(report.lines.map(\.result) == [.refused])
        #expect(report.lines[0].line == 2)
        #expect(report.lines[0].problem?.path == column)
        #expect(report.lines[0].number == number)
        #expect(try await server.head() == 0)
    }
}
