import CaseProtocol
import Foundation
import HTTPTypes
import Synchronization
import Testing
import Workflow

@testable import Server

/// No sequence of requests tells anybody a byte of what is not theirs to see: two worlds that differ only there answer byte
/// for byte alike, sizes and headers included. `TATUA_SEEDS` runs more seeds.
@Suite struct TwinWorldsTests {
    static let seedCount = ProcessInfo.processInfo.environment["TATUA_SEEDS"].flatMap { UInt64($0) } ?? 12
    static let observers = [
        "complainant:UG", "focalPoint:UG", "focalPoint:TZ", "nmcMember:UG", "recOfficer:COMESA", "interestedParty:CN",
        "investigator:KE", "sysAdmin",
    ]

    @Test(arguments: 1...seedCount)
    func `two worlds that differ only where somebody may not look answer that somebody alike`(seed: UInt64) async throws
    {
        let differences = try await Self.play(seed, as: Self.observers[Int(seed % UInt64(Self.observers.count))])
        #expect(differences == [])
    }

    /// What the suite would miss would be missed here: an observer who may see what differs is answered otherwise, by each
    /// kind of request that reads what there is.
    @Test func `somebody who sees what differs is answered otherwise by every way of reading`() async throws {
        var found: Set<String> = []
        for seed in UInt64(1)...8 {
            found.formUnion(try await Self.play(seed, as: "focalPoint:KE").map(\.kind))
        }
        // News differ only between a change and the next one that both worlds have; `NewsTests` shows that they tell.
        #expect(found.isSuperset(of: ["pull", "push and pull", "digest", "estimate", "file"]))
    }

    private static func play(_ seed: UInt64, as observer: String) async throws -> [Difference] {
        let worlds = [try await TwinWorld(observer: observer), try await TwinWorld(observer: observer)]
        let found = Mutex<[Difference]>([])
        try await TestHTTP.with(worlds[0].server) { first in
            try await TestHTTP.with(worlds[1].server) { second in
                var twins = Twins(seed: seed, worlds: worlds, lines: [first, second])
                for step in 2..<90 { try await twins.step(UInt64(step)) }
                try await twins.finish()
                found.withLock { $0 = twins.differences }
            }
        }
        return found.withLock { $0 }
    }
}

/// A request that the two worlds answered otherwise.
struct Difference: Hashable {
    let step: UInt64
    let kind: String
    let request: String
}
