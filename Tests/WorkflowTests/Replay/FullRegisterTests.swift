import CaseProtocol
import Foundation
import Testing
import Workflow

/// The registers themselves, where the environment names their folder; else the rows of our own.
@Suite struct FullRegisterTests {
    struct Source: Sendable, CustomTestStringConvertible {
        let name: String
        let bytes: [UInt8]
        var testDescription: String { name }
    }

    static let isFull = ProcessInfo.processInfo.environment["TATUA_DATA"] != nil

    static let sources: [Source] = {
        let own = [
            Source(name: "own disputes", bytes: Array(RegisterSamples.disputes.utf8)),
            Source(name: "own remedies", bytes: Array(RegisterSamples.remedies.utf8)),
        ]
        let folder = ProcessInfo.processInfo.environment["TATUA_DATA"]
        let full = RegisterFile.allCases.compactMap { file in
            folder.flatMap { FileManager.default.contents(atPath: "\($0)/\(file.name)") }
                .map { Source(name: file.name, bytes: Array($0)) }
        }
        return own + full
    }()

    private static func histories(_ source: Source) throws -> [(row: RegisterRow, history: HistoryRecord)] {
        let (file, rows) = try #require(try RegisterFile.read(source.bytes))
        return try rows.compactMap { row in
            switch file {
            case .disputes:
                // The one row of ours that supports no stage.
                guard row.cells["current_status"] != "Asleep" else { return nil }
                return (row, try DisputeRecord(row).history(as: RegisterSamples.caseID))
            case .remedies: return (row, try RemedyRecord(row).history(as: RegisterSamples.caseID))
            }
        }
    }

    @Test(arguments: sources)
    func `no date is invented: each stands in its row`(source: Source) throws {
        for (row, history) in try Self.histories(source) {
            let given = Set(row.cells.values)
            for entry in history.entries {
                if let date = entry.occurredOn { #expect(given.contains(date.description), "\(history.number)") }
            }
            for (field, value) in history.fields where field.hasSuffix("On") {
                #expect(given.contains(value.string ?? "no text"), "\(history.number) \(field)")
            }
        }
    }

    @Test(arguments: sources)
    func `no date is lost: each one of a row stands in its history`(source: Source) throws {
        for (row, history) in try Self.histories(source) {
            let dates = Set(row.cells.values.filter { PartialDate($0) != nil })
            let kept = Set(history.entries.compactMap { $0.occurredOn?.description })
            #expect(dates.subtracting(kept).isEmpty, "\(history.number)")
        }
    }

    @Test(arguments: sources)
    func `numbers are unique, also as people mix them up`(source: Source) throws {
        let numbers = try Self.histories(source).map { ReferenceText.folded($0.history.number) }
        #expect(Set(numbers).count == numbers.count)
    }

    @Test(arguments: sources)
    func `the rules take every row`(source: Source) throws {
        let context = DecisionContext(
            now: Timestamp(milliseconds: 0), mid: CommandID(high: 1, low: 1), isAuthoritative: true)
        for (_, history) in try Self.histories(source) {
            #expect(throws: Never.self, "\(history.number)") {
                _ = try decide(.recordHistory(history), on: nil, by: .system, in: context)
            }
        }
    }

    /// Whether every procedure of the registers is loaded, so that the page can be compared.
    private static let isLoaded = ([DisputeRecord.procedure] + RemedyRecord.Instrument.allCases.map(\.procedure))
        .allSatisfy { Catalogue.standard.current($0) != nil }

    @Test(.enabled(if: isFull && isLoaded)) func `the page in docs is what the registers give today`() throws {
        let files = try Self.sources.suffix(2).map { try #require(try RegisterFile.read($0.bytes)) }
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let page = try String(contentsOf: root.appending(path: "docs/replay.md"), encoding: .utf8)
        #expect(page == ReplayReport(files).markdown, "make it anew with tatuad replay")
    }

    @Test(.enabled(if: isFull && isLoaded)) func `real dates lie outside the limits of the agreements where they did`()
        throws
    {
        let report = ReplayReport(try Self.sources.suffix(2).map { try #require(try RegisterFile.read($0.bytes)) })
        func count(_ limit: DeadlineKey) -> Int { report.outside(limit, of: "unfair.antidumping").count }
        #expect(count(LimitCheck.provisionalGate) == 0)
        #expect(count(LimitCheck.investigationTarget) == 248)
        #expect(
            report.outside(LimitCheck.investigationCap, of: "unfair.antidumping").map(\.test.number)
                == ["US-AD-0125", "US-AD-0170", "US-AD-0244", "US-AD-0457"])
        #expect(count(LimitCheck.measureCap) == 110)
        #expect(count(LimitCheck.reviewTarget) == 1)
        #expect(report.stagesNotTaken.isEmpty)
    }

    @Test(.enabled(if: isFull)) func `every row of the registers becomes a case`() throws {
        let counts = try Self.sources.suffix(2).map { try Self.histories($0).count }
        #expect(counts == [359, 652])
    }

    @Test(.enabled(if: isFull)) func `the registers stand where their facts put them`() throws {
        let stages = try Self.sources.suffix(2).flatMap { try Self.histories($0) }
            .reduce(into: [:] as [String: Int]) { $0["\($1.history.procedure) \($1.history.stage)", default: 0] += 1 }
        #expect(stages["dispute.wto consultations"] == 103)
        #expect(stages["dispute.wto settled"] == 16)
        #expect(stages["dispute.wto closed"] == 85)
        #expect(stages["unfair.antidumping revoked"] == 151)
        #expect(stages["unfair.antidumping terminated"] == 118)
        #expect(stages["unfair.countervailing measureInForce"] == 92)
        #expect(stages["unfair.safeguard initiated"] == 10)
    }

    @Test(.enabled(if: isFull)) func `every published status is known`() throws {
        let source = try #require(Self.sources.dropLast().last)
        let (_, rows) = try #require(try RegisterFile.read(source.bytes))
        let used = Set(rows.compactMap { $0.cells["current_status"] })
        #expect(used == Set(DisputeStatus.all.map(\.published)))
    }
}
