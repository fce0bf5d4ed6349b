internal import CaseProtocol

/// The compartments that a replica asks for once more, whole, before an ordinary round from its cursor.
///
/// The round that follows starts at `base`, so what is sent here is what a replica holds that stands at the base and has
/// read the rows of this snapshot: a compartment that was not to be seen at the base, or is not now, gets `leave`, and
/// the round that follows enters it if need be. One that nobody ever made gets the same.
struct AgainRound {
    let compartments: [Compartment]
    let base: Int
    let sight: Sight
    let snapshot: any CaseSnapshot
    let head: Int
    /// How many compartments are done.
    private(set) var index: Int
    /// Up to which row the next one is sent.
    private(set) var row: Int?

    init(
        _ compartments: [Compartment], at index: Int, row: Int?, base: Int, sight: Sight, snapshot: any CaseSnapshot,
        head: Int
    ) {
        self.compartments = compartments
        self.base = base
        self.sight = sight
        self.snapshot = snapshot
        self.head = head
        self.index = index
        self.row = row
    }

    /// Fills `page` from where it stands. Answers whether all have been sent.
    mutating func fill(_ page: inout PullPage) throws -> Bool {
        while index < compartments.count {
            let compartment = compartments[index]
            let key = try snapshot.key(of: compartment)
            let spans = sight.spans(of: try key.map { try snapshot.placements(of: $0) } ?? [])
            if let key, spans.isVisible(at: base), spans.isVisible(at: head) {
                guard try fill(key, compartment, spans.audiences(at: base), into: &page) else { return false }
            } else {
                let line = try PullLine.leave(compartment).wireBytes()
                guard page.hasRoom(for: line.count) else { return false }
                page.append(line)
            }
            index += 1
            row = nil
        }
        return true
    }

    private mutating func fill(
        _ key: Int, _ compartment: Compartment, _ audiences: [AudienceID], into page: inout PullPage
    ) throws -> Bool {
        if row == nil {
            let line = try PullLine.enter(compartment, audiences: audiences).wireBytes()
            guard page.hasRoom(for: line.count) else { return false }
            page.append(line)
            row = 0
        }
        while true {
            let changes = try snapshot.changes(
                in: key, after: 0, fromRowKey: row ?? 0, limit: PullRound.batchCount)
            for change in changes {
                if let bytes = change.bytes {
                    guard page.hasRoom(for: bytes.count) else { return false }
                    page.append(bytes, of: compartment, key)
                }
                row = change.rowKey
            }
            if changes.count < PullRound.batchCount { return true }
        }
    }
}
