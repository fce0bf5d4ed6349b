import CaseProtocol
import HTTPTypes
import Synchronization
import Testing
import Workflow

@testable import Server

/// Randomness that begins anew at each step, so that what one world does more does not shift what both do.
final class SteppedRandom: RandomSource {
    private let inner = Mutex(SeededRandom(seed: 0))

    func begin(step: UInt64) { inner.withLock { $0 = SeededRandom(seed: step &* 0x9E37_79B9) } }

    func word() -> UInt64 { inner.withLock { $0.word() } }
}

/// A server in which some things happen that an observer may not see.
struct TwinWorld: Sendable {
    let random = SteppedRandom()
    let server: TestServer
    private(set) var people: [String: TestPerson] = [:]

    init(observer: String) async throws {
        random.begin(step: 1)
        server = try await TestServer(catalogue: .linking, random: random)
        let cast: [(String, String)] = [
            ("amina", "complainant:KE"), ("kamau", "focalPoint:KE"), ("nakato", "focalPoint:UG"),
            ("achieng", "recOfficer:EAC"), ("tilemakers", "industryApplicant:KE"), ("observer", observer),
        ]
        for (name, role) in cast { people[name] = try await server.person(name, role) }
    }

    func person(_ name: String) throws -> TestPerson { try #require(people[name]) }
}

/// What the observer was answered, without what may differ: the sealed places in the history, of which only the length counts.
struct MaskedAnswer: Hashable {
    let status: Int
    let headers: [String]
    let body: String

    init(_ answer: TestAnswer) {
        status = answer.status
        headers = answer.headers.map { "\($0.name): \($0.value)" }.filter { !$0.lowercased().hasPrefix("date") }
            .sorted()
        body = Self.masked(String(decoding: answer.body, as: UTF8.self))
    }

    private static func masked(_ text: String) -> String {
        text.replacing(/"next":"([A-Za-z0-9_-]*)"/) { "\"next\":\"\(String(repeating: "x", count: $0.1.count))\"" }
    }
}
