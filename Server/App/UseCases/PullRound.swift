internal import CaseProtocol

/// One round of a pull: what brings a replica from what its person saw at `base` to what that person sees at `floor`.
///
/// Leaves come first, then each compartment in order of its key. A compartment that was visible all the time gets its
/// changed rows; any other gets `enter` and all its rows. What is no longer visible in this snapshot is passed over: the
/// next round, which starts at the floor, says `leave`. Rows are taken as they are in the snapshot; those that changed
/// after the floor come again in the next round.
struct PullRound {
    /// How many placements and rows are read at a time.
    static let batchCount = 64

    let base: Int
    let floor: Int
    private(set) var position: PullCursor.Position
    private let sight: Sight
    private let snapshot: any CaseSnapshot
    private let head: Int
    /// How many compartments it has begun to send.
    private(set) var compartmentCount = 0
    #if PLANTED_BUGS
        var reader: ReplicaID?
    #endif

    init(base: Int, floor: Int, position: PullCursor.Position, sight: Sight, snapshot: any CaseSnapshot, head: Int) {
        self.base = base
        self.floor = floor
        self.position = position
        self.sight = sight
        self.snapshot = snapshot
        self.head = head
    }

    /// Fills `page` from where the round stands. Answers whether the round is over.
    mutating func fill(_ page: inout PullPage) throws -> Bool {
        if base == floor { return true }
        let windows = sight.windows(from: base, to: floor)
        if case .start = position { position = .leaves(upTo: 0) }
        if case .leaves(let key) = position {
            guard try fillLeaves(after: key, windows, into: &page) else { return false }
            position = .compartments(upTo: 0)
        }
        return try fillRows(windows, into: &page)
    }

    /// How many compartments lie past where the round stands. Reads no row.
    func countCompartmentsLeft() throws -> Int {
        let key: Int
        switch position {
        case .start, .leaves, .again: key = 0
        case .compartments(let upTo): key = upTo
        case .rows(let of, _): key = of
        }
        let windows = sight.windows(from: base, to: floor)
        var candidates = TouchedCompartments(windows.filter(\.isIn), after: key, in: snapshot)
        var count = 0
        while let candidate = try candidates.next() {
            let spans = sight.spans(of: try snapshot.placements(of: candidate.key))
            // What is not theirs to see does not count, not even roughly.
            if spans.isVisible(at: floor), spans.isVisible(at: head) { count += 1 }
        }
        return count
    }

    private mutating func fillLeaves(after key: Int, _ windows: [Sight.Window], into page: inout PullPage) throws
        -> Bool
    {
        // Before the first sync nothing was visible, so there is nothing to leave.
        if base == 0 { return true }
        var candidates = TouchedCompartments(windows.filter(\.wasIn), after: key, in: snapshot)
        while let candidate = try candidates.next() {
            let spans = sight.spans(of: try snapshot.placements(of: candidate.key))
            var isLost = spans.isVisible(at: base) && !spans.isVisible(at: floor)
            #if PLANTED_BUGS
                if PlantedBug.isOn(.leaveIgnoresSecondAudience) {
                    isLost = spans.contains { $0.contains(base) && !$0.contains(floor) }
                }
                if PlantedBug.isOn(.ownLossNotTold), isLost, let end = spans.map(\.to).filter({ $0 <= floor }).max(),
                    let reader, try snapshot.commit(end)?.replica == reader
                {
                    isLost = false
                }
            #endif
            if isLost {
                let line = try PullLine.leave(candidate.compartment).wireBytes()
                guard page.hasRoom(for: line.count) else { return false }
                #if PLANTED_BUGS
                    if PlantedBug.isOn(.leaveSentLast) {
                        page.appendAtTheEnd(line)
                        position = .leaves(upTo: candidate.key)
                        continue
                    }
                #endif
                page.append(line)
            }
            position = .leaves(upTo: candidate.key)
        }
        return true
    }

    private mutating func fillRows(_ windows: [Sight.Window], into page: inout PullPage) throws -> Bool {
        var resumed: (key: Int, row: Int)?
        let start: Int
        switch position {
        case .start, .leaves, .again: start = 0
        case .compartments(let key): start = key
        case .rows(let key, let row):
            start = key - 1
            resumed = (key, row)
        }
        // Also those of audiences that the person left: what stays visible through another one is told so.
        var candidates = TouchedCompartments(windows, after: start, in: snapshot)
        while let candidate = try candidates.next() {
            let spans = sight.spans(of: try snapshot.placements(of: candidate.key))
            if spans.isVisible(at: floor), spans.isVisible(at: head) {
                compartmentCount += 1
                let row = resumed.flatMap { $0.key == candidate.key ? $0.row : nil }
                guard try fill(candidate, spans, after: row, into: &page) else { return false }
            }
            position = .compartments(upTo: candidate.key)
        }
        return true
    }

    /// Sends one compartment, or the rest of it after `row`.
    private mutating func fill(
        _ compartment: TouchedCompartments.Element, _ spans: [Sight.Span], after row: Int?, into page: inout PullPage
    ) throws -> Bool {
        let isUpdate = spans.isUnbroken(from: base, to: floor)
        var pending: [UInt8]?
        if row == nil {
            let audiences = spans.audiences(at: floor)
            if !isUpdate {
                pending = try PullLine.enter(compartment.compartment, audiences: audiences).wireBytes()
            } else if spans.contains(where: { $0.moves(after: base, upTo: floor) }) {
                // Also where it is as it was at the base: what was heard in between is not to last.
                pending = try PullLine.audiences(compartment.compartment, audiences).wireBytes()
            }
        }
        var last = row ?? 0
        #if PLANTED_BUGS
            if PlantedBug.isOn(.pageSkipsRow), row != nil { last += 1 }
        #endif
        while true {
            let changes = try snapshot.changes(
                in: compartment.key, after: isUpdate ? base : 0, fromRowKey: last, limit: Self.batchCount)
            for change in changes {
                #if PLANTED_BUGS
                    if PlantedBug.isOn(.tombstoneDropped), change.bytes == nil { continue }
                    if PlantedBug.isOn(.enterWithoutChildren), !isUpdate, change.rowKey != changes[0].rowKey {
                        continue
                    }
                #endif
                let line = try change.bytes ?? PullLine.gone(change.id, compartment.compartment).wireBytes()
                guard page.hasRoom(for: line.count + (pending.map { $0.count + 1 } ?? 0)) else { return false }
                if let first = pending { page.append(first) }
                pending = nil
                if change.bytes == nil {
                    page.append(line)
                } else {
                    page.append(line, of: compartment.compartment, compartment.key)
                }
                last = change.rowKey
                position = .rows(of: compartment.key, upTo: last)
            }
            if changes.count < Self.batchCount { break }
        }
        if let first = pending {
            guard page.hasRoom(for: first.count) else { return false }
            page.append(first)
        }
        return true
    }
}
