import CaseProtocol
import ClientCore
import Server
import Workflow

/// Any lines as pages of a pull, on a device that holds something and has something to send. Pages are divided by a line
/// `%%`; one without a trailer gets one that fits.
enum FuzzPulls {
    @Sendable static func run(_ bytes: [UInt8]) async throws {
        let replica = try await Scene.shared.device(of: 0)
        try work(on: replica)
        let waited = try DeviceLook.pending(on: replica)
        var latest = Scene.start
        for page in Pieces.of(bytes).prefix(4) {
            try take(page, on: replica)
            latest = max(latest, try replica.meta().asOf ?? latest)
        }
        try DeviceLook.commands(waited, areOn: replica, latest: latest)
        try DeviceLook.all(of: replica)
        try work(on: replica)
        _ = try replica.nextPush(from: nil, limits: .standard)
        // What is not the device's to send any more is said in a problem.
        _ = try? replica.exportBundle(into: { _ in })
    }

    /// What a person does meanwhile: an edit and a note on the first cases, if they may.
    private static func work(on replica: Replica) throws {
        for header in try replica.cases().prefix(2) {
            _ = try? replica.edit(header.caseID, fields: ["place": "Busia"])
            _ = try? replica.note(on: header.caseID, "Still so.", confidentiality: .parties)
        }
    }

    private static func take(_ bytes: [UInt8], on replica: Replica) throws {
        let meta = try replica.meta()
        let ended = try ended(bytes, acked: meta.acked)
        guard let page = PullPage(parsing: bytes) ?? PullPage(parsing: ended) else { return }
        try replica.stage(page)
        guard try replica.isRoundStaged else { return }
        let before = try DeviceLook.rows(of: replica)
        do {
            var report = SyncReport()
            try replica.flip(into: &report)
        } catch is ReplicaFault {
            try expect(try DeviceLook.rows(of: replica) == before, "a round that was refused has changed rows")
        } catch is Problem {
            try expect(try DeviceLook.rows(of: replica) == before, "a round that was refused has changed rows")
        }
        try DeviceLook.digests(of: replica)
    }

    private static func ended(_ bytes: [UInt8], acked: Int) throws -> [UInt8] {
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .filter { (try? PullLine(parsing: $0)) != nil }
        let trailer = PullTrailer(
            next: "bmV4dA", complete: true, count: lines.count, last: acked, out: [], asOf: Scene.start)
        return Array((lines + [try PullLine.end(trailer).wireBytes()[...]]).joined(separator: [UInt8(ascii: "\n")]))
    }
}

/// An input of several parts.
enum Pieces {
    /// The parts between lines `%%`.
    static func of(_ bytes: [UInt8]) -> [[UInt8]] {
        var pieces: [[UInt8]] = [[]]
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            if line.elementsEqual("%%".utf8) {
                pieces.append([])
            } else {
                if !pieces[pieces.count - 1].isEmpty { pieces[pieces.count - 1].append(UInt8(ascii: "\n")) }
                pieces[pieces.count - 1] += line
            }
        }
        return pieces
    }
}
