import CaseCrypto
import CaseProtocol
import Workflow

@testable import Server

/// A random history of rows, placements and memberships, written to a store, with its own plain account of what anybody
/// sees: the oracle of ``PullRoundTests``.
struct PullHistory {
    let server: TestServer
    let reader: UserID
    private var random: UInt64
    private var rows: [Row] = []
    private var open: [Compartment: Set<AudienceID>] = [:]
    private var mine: Set<AudienceID> = []
    private static let audiences: [AudienceID] = ["fp:KE", "nmc:KE", "recs", "user:x"]

    init(_ server: TestServer, reader: UserID, seed: UInt64) {
        self.server = server
        self.reader = reader
        random = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    }

    /// A number below `bound`.
    mutating func draw(_ bound: Int) -> Int {
        random ^= random << 13
        random ^= random >> 7
        random ^= random << 17
        return Int(random % UInt64(bound))
    }

    /// What the reader sees, by the definition of visibility: every compartment open to an audience of theirs, with the
    /// bytes of its rows.
    var visible: [Compartment: [RowID: [UInt8]]] {
        var visible: [Compartment: [RowID: [UInt8]]] = [:]
        for (compartment, audiences) in open where !audiences.isDisjoint(with: mine) {
            let inside = rows.filter { $0.compartment == compartment }.map { ($0.id, $0.canonicalBytes) }
            visible[compartment] = Dictionary(inside, uniquingKeysWith: { $1 })
        }
        return visible
    }

    /// The reader's audiences that a compartment is open to.
    func audiences(of compartment: Compartment) -> [AudienceID] {
        (open[compartment] ?? []).intersection(mine).sorted()
    }

    /// Whether or not anybody sees it.
    var everyCompartment: [Compartment] { Set(open.keys).union(rows.map(\.compartment)).sorted() }

    /// Makes one random commit.
    mutating func step() async throws {
        var draft = CommitDraft(
            at: server.clock.now(), by: Party.system.id, replica: nil, command: "test", commandHash: SHA256.hash([1]),
            rows: [])
        switch draw(10) {
        case 0, 1, 2: addRow(to: &draft, in: Compartment(caseID: server.id(), .parties))
        case 3 where !rows.isEmpty: addRow(to: &draft, in: rows[draw(rows.count)].compartment)
        case 4, 5: changeRow(in: &draft)
        case 6: moveRow(in: &draft)
        case 7, 8: changePlacement(in: &draft)
        default:
            mine.formSymmetricDifference([Self.audiences[draw(Self.audiences.count)]])
            draft.memberships[reader] = mine
        }
        if draft.rows.isEmpty, draft.placements.isEmpty, draft.memberships.isEmpty { return }
        let final = draft
        try await server.store.write { _ = try $0.append(final) }
    }

    private mutating func addRow(to draft: inout CommitDraft, in compartment: Compartment) {
        let row = Row(
            id: server.id(), kind: .note, compartment: compartment,
            fields: ["text": .string(String(repeating: "x", count: draw(200)))])
        rows.append(row)
        draft.rows.append(row)
        if open[compartment] == nil, draw(4) > 0 { place(compartment, in: &draft) }
    }

    private mutating func changeRow(in draft: inout CommitDraft) {
        guard !rows.isEmpty else { return }
        let index = draw(rows.count)
        guard let next = rows[index].updating(["text": .string("v\(rows[index].rev + 1)")]) else { return }
        rows[index] = next
        draft.rows.append(next)
    }

    private mutating func moveRow(in draft: inout CommitDraft) {
        guard !rows.isEmpty else { return }
        let index = draw(rows.count)
        var row = rows[index]
        let other = ["KE", "UG"][draw(2)]
        row.compartment = Compartment(caseID: row.caseID, .internal, holder: other)
        row.rev += 1
        rows[index] = row
        draft.rows.append(row)
        if open[row.compartment] == nil { place(row.compartment, in: &draft) }
    }

    private mutating func changePlacement(in draft: inout CommitDraft) {
        let known = open.keys.sorted()
        guard !known.isEmpty else { return }
        place(known[draw(known.count)], in: &draft)
    }

    private mutating func place(_ compartment: Compartment, in draft: inout CommitDraft) {
        var audiences: Set<AudienceID> = []
        for audience in Self.audiences where draw(3) == 0 { audiences.insert(audience) }
        open[compartment] = audiences
        draft.placements[compartment] = audiences
    }
}

/// A replica reduced to what pages do to it.
struct PlainReplica {
    private(set) var held: [Compartment: [RowID: [UInt8]]] = [:]
    private(set) var audiences: [Compartment: [AudienceID]] = [:]
    private var staged: [PullLine] = []
    private(set) var cursor: String?

    /// Loses what it holds of a compartment, or makes something up.
    mutating func damage(_ compartment: Compartment) {
        if held.removeValue(forKey: compartment) == nil { held[compartment] = [RowID(high: 6, low: 6): [6]] }
    }

    /// Goes on from a cursor that came otherwise than by a page.
    mutating func stand(at cursor: String) { self.cursor = cursor }

    /// Takes a page; answers whether everything staged has become visible.
    mutating func take(_ page: [PullLine]) -> Bool {
        guard let trailer = page.trailer else { return false }
        staged += page.dropLast()
        cursor = trailer.next
        guard trailer.complete else { return false }
        for line in staged {
            switch line {
            case .leave(let compartment):
                held[compartment] = nil
                audiences[compartment] = nil
            case .enter(let compartment, let through):
                held[compartment] = [:]
                audiences[compartment] = through
            case .audiences(let compartment, let through): audiences[compartment] = through
            case .row(let row): held[row.compartment]?[row.id] = row.canonicalBytes
            case .gone(let id, let compartment): held[compartment]?[id] = nil
            case .end: break
            }
        }
        staged = []
        return true
    }
}
