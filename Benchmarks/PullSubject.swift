import CaseProtocol
import Foundation

/// One who holds everything of one server, and lets things change there and pulls them.
struct PullSubject {
    let label: String
    /// The first sync: lines, and how long it took.
    let firstSync: (rows: Int, seconds: Double)
    private let reader: BenchClient
    private let trader: BenchClient
    private let line: Connection
    private let idleRequest: [UInt8]
    private let draft: CaseID
    private let filed: CaseID

    init(of user: String, at server: ServerProcess, _ label: String) throws {
        self.label = label
        reader = try BenchClient(port: server.port, user: user)
        let start = ContinuousClock.now
        try reader.pull()
        firstSync = (reader.pulled.rows, (ContinuousClock.now - start).inMilliseconds / 1_000)
        trader = try BenchClient(port: server.port, user: Bench.trader(1))
        draft = try trader.open(place: "Busia")
        filed = try trader.file(place: "Busia")
        try reader.pull()
        line = try Connection(port: server.port)
        idleRequest = try reader.pullRequest()
    }

    /// A pull while nothing was written anywhere, in milliseconds: answered from memory.
    func idle() throws -> Double {
        try Self.timed {
            let status = try line.exchange(idleRequest).status
            guard status == 204 else { throw BenchmarkError("status \(status) where nothing is new") }
        }
    }

    /// A pull after something was written that the reader does not see: the server looks, and finds nothing.
    func lookedFor(_ index: Int) throws -> Double {
        try trader.push([trader.noteCommand(on: draft, "Day \(index).")])
        return try Self.timed(reader.pull)
    }

    /// A pull after one row and its history were added.
    func delta(_ index: Int) throws -> Double {
        try trader.push([trader.noteCommand(on: filed, "Day \(index).")])
        return try Self.timed(reader.pull)
    }

    private static func timed(_ body: () throws -> Void) rethrows -> Double {
        let start = ContinuousClock.now
        try body()
        return (ContinuousClock.now - start).inMilliseconds
    }
}
