import CaseProtocol
import Foundation

/// What a replica that was away takes in, against how many rows changed and how often.
enum MeasureCatchUp {
    @Sendable static func run(_ bench: Bench) async throws {
        let site = try bench.site("catchup")
        let server = try site.serve()
        defer { server.stop() }
        let filer = try BenchClient(port: server.port, user: Bench.trader(0))
        let cases = try (0..<200).map { _ in try filer.open(place: "Malaba") }
        Report.section("Catching up: bytes in gzip, as a replica that was away takes them in")
        var bytesPerRow: [Double] = []
        var stateBytesPerRow: [Double] = []
        var base: [CaseID: Int] = [:]
        for (rows, times) in [(100, 1), (100, 50), (200, 1)] {
            let reader = try BenchClient(port: server.port, user: Bench.trader(0), takesGzip: true)
            try reader.pull()
            reader.countsState = true
            for caseID in cases.prefix(rows) {
                for _ in 0..<times {
                    base[caseID, default: 0] += 1
                    let edit = CaseEdit(
                        caseID: caseID, fields: ["place": .string("Malaba, gate \(base[caseID] ?? 0)")],
                        base: ["place": base[caseID] ?? 0])
                    try filer.push([.edit(edit)])
                }
            }
            try reader.pull()
            bytesPerRow.append(Double(reader.pulled.bytes) / Double(reader.pulled.rows))
            stateBytesPerRow.append(Double(reader.state.bytes) / Double(reader.state.rows))
            Report.line(
                "\(rows) drafts, the place changed \(times) times each",
                "\(reader.pulled.bytes) B in \(reader.pulled.rows) distinct rows",
                beside: "\(rows * times * 2) versions of rows were made; \(reader.state.rows) rows are not history")
        }
        // Each change adds one row of history, which is news; the draft itself is sent once, however often it changed.
        Report.line(
            "bytes a distinct row: 100 x 1, 100 x 50, 200 x 1",
            bytesPerRow.map { String(format: "%.1f", $0) }.joined(separator: ", "),
            target: bytesPerRow.allSatisfy { $0 <= bytesPerRow[0] * 1.1 }, "proportional to distinct changed rows")
        Report.line(
            "the same without history, not packed",
            stateBytesPerRow.map { String(format: "%.1f", $0) }.joined(separator: ", "),
            target: stateBytesPerRow.allSatisfy { $0 <= stateBytesPerRow[0] * 1.1 }, "never by how often they changed")
    }
}
