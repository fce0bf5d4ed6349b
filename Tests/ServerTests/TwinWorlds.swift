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

    /// A file that both worlds have, and one of the first alone.
    static let sharedFile = Array("weighbridge slip 4711, axle 3".utf8)
    static let secretFile = Array("what we shall offer them".utf8)

    /// Of whom an observer might ask for digests.
    static let guessedAudiences: [AudienceID] = [.focalPoint("KE"), .focalPoint("UG"), .office(.recOfficer, "EAC")]

    /// Attaches `bytes`, and sends them where they have not been sent.
    func attach(
        _ bytes: [UInt8], _ confidentiality: ConfidentialityClass, by name: String, on caseID: CaseID
    ) async throws {
        let (person, blob) = (try person(name), try BlobScene.hash(bytes))
        let outcome = try await person.send(
            .addEvidence(
                EvidenceAdd(
                    caseID: caseID, evidence: server.id(), blob: blob, bytes: bytes.count, mime: "text/plain",
                    name: "a.txt", confidentiality: confidentiality)))
        // A case that is over takes no more files, in either world.
        guard case .applied = outcome else { return }
        guard try await !server.core.uploadState(of: blob, by: person.signedIn).isComplete else { return }
        var upload = try await server.core.beginUpload(
            of: blob, at: 0, length: bytes.count, bytes: bytes.count, by: person.signedIn)
        try server.core.receive(bytes, for: &upload)
        _ = try await server.core.endUpload(upload)
    }
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
