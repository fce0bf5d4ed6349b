import CaseProtocol
import ClientCore
import Foundation
import Server
import Testing
import Workflow

/// Imported complaints as a regional officer has them: all of them, offline, found by number and by words. Runs on the
/// demo set and, when `TATUA_DATA` names their folder, on the full register.
@Suite struct ImportedCasesTests {
    private struct Line: Decodable {
        let number: String
        let summary: String
    }

    static let files: [URL] = {
        let demo = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Demo/complaints.jsonl")
        let data = ProcessInfo.processInfo.environment["TATUA_DATA"].map {
            URL(filePath: $0).appending(path: "ntb-complaints.jsonl")
        }
        return [demo, data].compactMap(\.self)
    }()

    @Test(arguments: files)
    func `a regional officer finds each imported complaint by number and by words`(file: URL) async throws {
        let keys = try LedgerKeys.random()
        let world = try await World(seed: 1, store: InMemoryCaseStore(keys: keys), keys: keys, lossPercent: 0) { _ in
            (InMemoryReplicaStore(), nil)
        }
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
        let report = try await world.core.importComplaints(ImportRequest(lines: lines, firstLine: 1, dryRun: false))
        #expect(report.lines.allSatisfy { $0.result == .added })
        #expect(report.lines.count >= 24)

        let officer = try #require(world.people.first { $0.name == "achieng" })
        _ = try await officer.engine.sync()
        #expect(try officer.replica.cases().count == lines.count)
        for line in lines {
            let complaint = try JSONDecoder().decode(Line.self, from: Data(line.utf8))
            let caseID = try officer.replica.find(complaint.number)
            #expect(try officer.replica.search(complaint.number).contains(caseID), "\(complaint.number) by number")
            let words = complaint.summary.split(whereSeparator: { !$0.isLetter && !$0.isNumber }).prefix(5)
            let found = try officer.replica.search(words.joined(separator: " "))
            #expect(found.contains(caseID), "\(complaint.number) by “\(words.joined(separator: " "))”")
        }
        // A focal point has those of the own country and no others.
        let focalPoint = try #require(world.people.first { $0.name == "nakato" })
        _ = try await focalPoint.engine.sync()
        for header in try focalPoint.replica.cases() {
            #expect([header.reportingCountry, header.imposingCountry].contains("UG"))
        }
    }
}
