import CaseProtocol
import Server
import Testing

/// The two stores, given the same drafts, answer every question alike.
@Suite("CaseStore implementations compared")
struct StoreEquivalenceTests {
    @Test(arguments: UInt64(1)...4)
    func `the same drafts give the same answers in every store`(seed: UInt64) async throws {
        let memory = try StoreFixture(.inMemory)
        let sqlite = try StoreFixture(.sqlite)
        var drafts = RandomDrafts(seed: seed)
        for step in 1...120 {
            let draft = drafts.next()
            let first = await Self.attempt(draft, on: memory.store)
            let second = await Self.attempt(draft, on: sqlite.store)
            #expect(first == second, "step \(step)")
            if case .success = first { drafts.accept(draft) }
            guard step.isMultiple(of: 10) else { continue }
            let answers = try await memory.read { try Answers($0) }
            #expect(try await sqlite.read { try Answers($0) } == answers, "step \(step)")
        }
        #expect(try await memory.read { try $0.head() } > 60)
    }

    private static func attempt(_ draft: CommitDraft, on store: any CaseStore) async -> Result<Int, StoreError> {
        do {
            return .success(try await store.append(draft))
        } catch let error as StoreError {
            return .failure(error)
        } catch {
            return .failure(.damaged("\(error)"))
        }
    }
}

/// Everything that a snapshot says of the small world of ``RandomDrafts``.
private struct Answers: Hashable, Sendable {
    var head: Int
    var rows: [[Row]] = []
    var open: [[Compartment: Set<AudienceID>]] = []
    var placements: [[Placement]] = []
    var touched: [[Placement]] = []
    var memberships: [[Membership]] = []
    var changes: [[RowChange]] = []
    var references: [[CaseID]] = []
    var due: [[CaseID]] = []
    var cards: [PublicCard] = []
    var leafCounts: [Int?] = []
    var digests: [[AudienceID: DigestSum]] = []
    var digestsOfAudiences: [[Compartment: DigestSum]] = []

    init(_ snapshot: any CaseSnapshot) throws {
        let head = try snapshot.head()
        self.head = head
        let marks = [0, 1, head / 2, head - 3, head]
        for number in RandomDrafts.caseNumbers {
            rows.append(try snapshot.rows(of: .example(number)))
            open.append(try snapshot.placements(of: CaseID.example(number)))
        }
        for key in 1...20 {
            placements.append(try snapshot.placements(of: key))
            for mark in marks { changes.append(try snapshot.changes(in: key, after: mark, fromRowKey: 1, limit: 4)) }
        }
        for audience in RandomDrafts.audiences {
            for mark in marks { touched.append(try snapshot.placements(in: audience, touchedAfter: mark)) }
        }
        for user in RandomDrafts.userNumbers { memberships.append(try snapshot.memberships(of: .example(user))) }
        for number in 0..<5 { references.append(try snapshot.cases(withReference: "REF-\(number)")) }
        for day in [10, 20, 30] { due.append(try snapshot.casesDue(before: CivilDate(dayNumber: day), limit: 3)) }
        cards = try snapshot.cards(after: nil, limit: 100)
        digests = try RandomDrafts.userNumbers.map { try snapshot.digests(of: .example($0)) }
        digestsOfAudiences = try RandomDrafts.audiences.map { try snapshot.digests(in: $0) }
        leafCounts = try (1...max(1, head)).map { try snapshot.commit($0)?.leafCount }
    }
}

/// A seeded stream of drafts over a handful of cases; one in ten is wrong.
struct RandomDrafts {
    static let caseNumbers: ClosedRange<UInt64> = 1...4
    static let userNumbers: ClosedRange<UInt64> = 500...502
    static let audiences: [AudienceID] = ["all", "fp:KE", "fp:UG", "recs"]

    private var random: SeededGenerator
    private var rows: [RowID: Row] = [:]

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    mutating func accept(_ draft: CommitDraft) {
        for row in draft.rows { rows[row.id] = row }
    }

    mutating func next() -> CommitDraft {
        var draft = CommitDraft.example()
        for _ in 0..<Int.random(in: 0...3, using: &random) { draft.rows.append(version()) }
        if Bool.random(using: &random) { draft.placements[compartment(of: caseNumber())] = audiences() }
        if Int.random(in: 0..<4, using: &random) == 0 {
            draft.memberships[.example(.random(in: Self.userNumbers, using: &random))] = audiences()
        }
        return draft
    }

    private mutating func caseNumber() -> UInt64 { .random(in: Self.caseNumbers, using: &random) }

    private mutating func audiences() -> Set<AudienceID> {
        Set(Self.audiences.filter { _ in Bool.random(using: &random) })
    }

    private mutating func compartment(of caseNumber: UInt64) -> Compartment {
        let all: [Compartment] = [
            .parties(caseNumber), .notes(caseNumber, of: "KE"), .notes(caseNumber, of: "UG"),
            Compartment(caseID: .example(caseNumber), .public),
        ]
        return all[Int.random(in: 0..<all.count, using: &random)]
    }

    private mutating func version() -> Row {
        let caseNumber = caseNumber()
        let (id, fields): (RowID, [String: JSONValue])
        let kind = [RowKind.caseHeader, .deadline, .publicCard, .note][Int.random(in: 0..<4, using: &random)]
        let number = Int.random(in: 0..<5, using: &random)
        switch kind {
        case .caseHeader:
            (id, fields) = (.example(caseNumber), ["procedure": "p", "stage": "s", "number": .string("REF-\(number)")])
        case .deadline:
            let day = CivilDate(dayNumber: Int.random(in: 0...30, using: &random))
            let state = number == 0 ? "paused" : "running"
            id = .example(100 + caseNumber)
            fields = ["key": "k", "state": .string(state), "dueOn": .string(day.description)]
        case .publicCard:
            id = .example(200 + caseNumber)
            fields = [
                "number": .string("C-\(number)"), "status": "s", "procedure": "p", "publishedOn": "2026-11-21",
                "published": .bool(number != 0),
            ]
        default: (id, fields) = (.example(300 + caseNumber * 10 + UInt64(number)), ["text": .int(Int64(number))])
        }
        let isWrong = Int.random(in: 0..<20, using: &random) == 0
        return Row(
            id: id, kind: kind, compartment: compartment(of: caseNumber), rev: (rows[id]?.rev ?? 0) + (isWrong ? 2 : 1),
            fields: fields)
    }
}

/// SplitMix64.
private struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
