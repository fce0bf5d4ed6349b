import CaseProtocol
import ClientCore
import Workflow

/// A page of a pull, its lines, and what the rules read in rows.
enum FuzzPages {
    @Sendable static func run(_ bytes: [UInt8]) throws {
        for line in bytes.split(separator: UInt8(ascii: "\n")) { try read(line) }
        guard let page = PullPage(parsing: bytes) else { return }
        try expect(page.bytes == bytes, "a page is not kept as it came")
        try expect(page.operations.count <= page.trailer.count, "a page holds more than it counts")
    }

    private static func read(_ line: ArraySlice<UInt8>) throws {
        guard let parsed = try? PullLine(parsing: line) else { return }
        let written: [UInt8]
        do { written = try parsed.wireBytes() } catch {
            throw FuzzFinding("a line that was read cannot be written: \(error)")
        }
        try expect((try? PullLine(parsing: written)) == parsed, "a line that was written is read otherwise")
        if case .row(let row) = parsed { try look(at: row) }
    }

    /// Whatever stands in a row, nobody who looks at it falls over it.
    private static func look(at row: Row) throws {
        try expect(Row(bytes: row.canonicalBytes) == row, "a row that was written is read otherwise")
        if let next = row.updating(["place": "Malaba"]) {
            try expect(next.rev == row.rev + 1, "the next version does not count on")
        }
        _ = CaseHeader(row).map { ($0.references, $0.caseID) }
        _ = Evidence(row)
        _ = Deadline(row)
        _ = CaseLink(row)
        guard let caseID = row.caseID else { return }
        let state = CaseState(caseID: caseID, rows: [row])
        _ = state.deadlines
        _ = OtherCase(state, in: .standard)
        _ = Catalogue.standard.adding([row])
    }
}
