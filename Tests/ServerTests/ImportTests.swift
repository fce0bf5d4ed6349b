import CaseProtocol
import Foundation
import Testing
import Workflow

@testable import Server

@Suite struct ImportTests {
    /// The files to import: the demo set, and the full one where the environment names its folder.
    static let files: [String] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().resolvingSymlinksInPath()
        let demo = folder.deletingLastPathComponent().deletingLastPathComponent().appending(path: "Demo").path
        let full = ProcessInfo.processInfo.environment["TATUA_DATA"].map { $0 + "/ntb-complaints.jsonl" }
        return [demo + "/complaints.jsonl"] + [full].compactMap(\.self)
    }()

    private static func lines(_ path: String) throws -> [String] {
        try String(contentsOf: URL(filePath: path), encoding: .utf8).split(separator: "\n").map(String.init)
    }

    private static func importing(
        _ lines: [String], into server: TestServer, dryRun: Bool = false
    ) async throws -> ImportReport {
        try await server.core.importComplaints(ImportRequest(lines: lines, firstLine: 1, dryRun: dryRun))
    }

    @Test(arguments: files, StoreKind.allCases)
    func `every real complaint goes in, is found by its number, and does not go in twice`(
        path: String, kind: StoreKind
    ) async throws {
        let fixture = try StoreFixture(kind)
        defer { withExtendedLifetime(fixture) {} }
        let server = try await TestServer(store: fixture.store)
        let lines = try Self.lines(path)
        let first = try await Self.importing(lines, into: server)
        #expect(first.lines.map(\.line) == Array(1...lines.count))
        #expect(first.lines.allSatisfy { $0.result == .added && $0.problem == nil })
        for line in first.lines {
            let number = ReferenceText.folded(try #require(line.number))
            let found = try await server.store.read { try $0.cases(withReference: number) }
            #expect(found.count == 1)
            let header = try #require(try await server.header(found[0]))
            #expect(header.aliases == [line.number])
            #expect(header.isImported && !header.isAdopted)
            #expect(header.sourceFlags == line.flags)
        }
        let head = try await server.head()
        #expect(head == lines.count)
        let second = try await Self.importing(lines, into: server)
        #expect(second.lines.allSatisfy { $0.result == .alreadyThere })
        #expect(try await server.head() == head)
    }

    @Test(arguments: files)
    func `no clock of recorded history runs`(path: String) async throws {
        let server = try await TestServer()
        _ = try await Self.importing(try Self.lines(path), into: server)
        server.clock.advance(days: 4_000)
        #expect(try await server.core.runDueLapses() == 0)
    }

    @Test(arguments: files)
    func `a secretariat's officer sees all of it`(path: String) async throws {
        let server = try await TestServer()
        let officer = try await server.person("achieng", "recOfficer:EAC")
        let lines = try Self.lines(path)
        _ = try await Self.importing(lines, into: server)
        var cursor: String?
        var headers = 0
        while true {
            let page = try await officer.pull(cursor)
            headers += page.rows.filter { $0.kind == .caseHeader }.count
            cursor = page.trailer?.next
            if page.trailer?.complete ?? true { break }
        }
        #expect(headers == lines.count)
    }

    @Test func `a dry run reports the same and leaves nothing`() async throws {
        let server = try await TestServer()
        let lines = [#"{"number":"NTB-000-001"}"#, #"{"number":7}"#, #"{"number":"ntb-OOO-001"}"#]
        let dry = try await Self.importing(lines, into: server, dryRun: true)
        #expect(try await server.head() == 0)
        let machine = try await server.core.identity().replica
        #expect(try await server.store.read { try $0.command(machine, n: 1) } == nil)
        var real = try await Self.importing(lines, into: server)
        real.dryRun = true
        #expect(dry == real)
        #expect(real.lines.map(\.result) == [.added, .refused, .alreadyThere])
        #expect(real.lines[2].flags.contains("duplicateNumberInFile"))
    }

    /// Found while fuzzing: the numbers of the lines after it did not fit.
    @Test(arguments: [Int.max, 0, -1])
    func `lines that are counted from nowhere are refused`(firstLine: Int) async throws {
        let server = try await TestServer()
        let request = ImportRequest(lines: ["{}", "{}"], firstLine: firstLine, dryRun: true)
        #expect(await problem { _ = try await server.core.importComplaints(request) }?.path == "firstLine")
    }

    @Test func `a bad line is reported by number and the others go in`() async throws {
        let server = try await TestServer()
        let request = ImportRequest(
            lines: [
                #"{"number":"NTB-000-001"}"#, "{", "", #"{"number":"NTB-000-002","scheme":"Other"}"#,
                #"{"number":"NTB-000-003","progress":[{"date":3}]}"#, #"{"number":"NTB-000-004"}"#,
            ], firstLine: 11, dryRun: false)
        let report = try await server.core.importComplaints(request)
        #expect(report.lines.map(\.line) == [11, 12, 14, 15, 16])
        #expect(report.lines.map(\.result) == [.added, .refused, .refused, .refused, .added])
        #expect(report.lines.map { $0.problem?.path } == [nil, nil, "scheme", "progress[0].date", nil])
        #expect(report.lines[3].number == "NTB-000-003")
        #expect(try await server.head() == 2)
    }

    @Test func `a line that the rules refuse leaves no half case and no record`() async throws {
        let server = try await TestServer()
        let report = try await Self.importing(
            [#"{"number":"NTB-000-001","location":"\#(String(repeating: "x", count: 301))"}"#], into: server)
        #expect(report.lines[0].result == .refused)
        #expect(report.lines[0].problem?.code == .tooLong)
        #expect(try await server.head() == 0)
        let machine = try await server.core.identity().replica
        #expect(try await server.store.read { try $0.replica(machine) } == nil)
    }

    @Test func `a label that looks like a number is refused and does not keep the real one out`() async throws {
        let server = try await TestServer()
        let person = try await server.person("mallory", "complainant")
        let outcome = try await person.send(.open(TestPerson.opening(server.id(), label: "NTB-000-001")))
        #expect(outcome.problem?.code == .invalidField)
        let report = try await Self.importing([#"{"number":"NTB-000-001"}"#], into: server)
        #expect(report.lines[0].result == .added)
    }

    @Test func `cases of the African mechanism stand in its procedure and are adopted there`() async throws {
        let server = try await TestServer()
        let officer = try await server.person("achieng", "recOfficer:EAC")
        let line = #"{"number":"AfCFTA-000-012","scheme":"AfCFTA","status":"Complaint registered with REC"}"#
        _ = try await Self.importing([line], into: server)
        let caseID = try await server.store.read { try $0.cases(withReference: "AFCFTA-000-012")[0] }
        let header = try #require(try await server.header(caseID))
        #expect(header.procedure == "ntb.afcfta")
        #expect(header.text("publishedStatus") == "Complaint registered with REC")
        #expect(header.stage == "atRec" && header.cast == .complaint(bodies: ["AfCFTA"]))
        #expect(try await officer.act("adopt", on: caseID).problem?.code == .notPermitted)
        let secretariat = try await server.person("ama", "secretariatAfcfta")
        let fields: [String: JSONValue] = ["reportingCountry": "KE", "imposingCountry": "TZ"]
        #expect(try await secretariat.act("adopt", on: caseID, fields).problem == nil)
    }
}
