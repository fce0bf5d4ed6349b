import CaseProtocol
import ClientCore
import Foundation
import Server
import Synchronization
import Testing
import Workflow

/// I21: what the clocks of devices say decides nothing. The same work under right clocks, under clocks that are wrong by up to
/// fifty years and under clocks that stand leaves the same cases, but for ids and recorded moments.
@Suite struct ClockIndependenceTests {
    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func `wrong clocks leave the same cases as right ones`(seed: UInt64) async throws {
        let right = try await cases(seed: seed, .right)
        #expect(right.joined().count > 10)
        for script in [ClockScript.jumping, .standing] {
            let wrong = try await cases(seed: seed, script)
            #expect(wrong.count == right.count, "\(script)")
            for (index, pair) in zip(right, wrong).enumerated() {
                let missing = Set(pair.0).subtracting(pair.1).sorted()
                let extra = Set(pair.1).subtracting(pair.0).sorted()
                #expect(missing == [], "case \(index + 1), \(script), which has \(extra)")
            }
        }
    }

    /// The rows of each case as the server has them at the end, in the order of opening, without ids and moments.
    private func cases(seed: UInt64, _ script: ClockScript) async throws -> [[String]] {
        let keys = try LedgerKeys.random()
        let world = try await World(
            seed: seed, store: InMemoryCaseStore(keys: keys), keys: keys, lossPercent: 0, clocks: script
        ) { _ in (InMemoryReplicaStore(), nil) }
        for _ in 0..<250 { try await world.step() }
        try await world.settle()
        let opened = world.opened.withLock(\.self)
        return try await world.store.read { snapshot in
            try opened.map { caseID in
                // A receipt is of moments, ids and hashes, and signed.
                try snapshot.rows(of: caseID).filter { $0.kind != .receipt }.map { Self.masked($0.canonicalBytes) }
                    .sorted()
            }
        }
    }

    private static func masked(_ bytes: [UInt8]) -> String {
        String(decoding: bytes, as: UTF8.self)
            .replacing(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/, with: "id")
            .replacing(/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z/, with: "moment")
            // Both derive from the replica's id.
            .replacing(/"[A-Z0-9]{4}-[0-9]+"/, with: "label")
            .replacing(/"[0-9a-f]{16}"/, with: "mark")
    }
}
