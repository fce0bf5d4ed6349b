import CaseProtocol
import Foundation
import Server
import ServerSQLite

extension Site {
    /// How many cases are on their way into the store at once, so that they share commits to disk.
    private static let fillers = 64
    /// Cases of one call.
    private static let batch = 50

    /// Records cases in the store, as `tatuad import` does, but many at once. Those that are there already stay.
    ///
    /// - Returns: how many were recorded a second.
    @discardableResult
    func fill(count: Int, from: Int = 0) async throws -> Double {
        let lines = try RecordedCases()
        let start = ContinuousClock.now
        let keys = try LedgerKeys.load(folder: data)
        let store = try SQLiteCaseStore.open(folder: data, keys: keys)
        let core = ServerCore(store: store, keys: keys)
        try await core.prepare()
        let end = from + count
        let added = try await withThrowingTaskGroup(of: Int.self) { group in
            var next = from
            func add() {
                guard next < end else { return }
                let range = next..<min(next + Self.batch, end)
                next = range.upperBound
                group.addTask {
                    let request = ImportRequest(
                        lines: range.map { lines.line($0) }, firstLine: range.lowerBound + 1, dryRun: false)
                    let report = try await core.importComplaints(request)
                    if let bad = report.lines.first(where: { $0.result == .refused }) {
                        throw BenchmarkError("line \(bad.line): \(bad.problem?.message ?? "")")
                    }
                    return report.lines.count { $0.result == .added }
                }
            }
            for _ in 0..<Self.fillers { add() }
            var added = 0
            while let more = try await group.next() {
                added += more
                add()
            }
            return added
        }
        try store.close()
        return Double(added) / ((ContinuousClock.now - start).inMilliseconds / 1_000)
    }
}
