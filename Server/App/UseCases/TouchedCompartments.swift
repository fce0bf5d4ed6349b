internal import CaseProtocol

/// The compartments that were touched in any of several audiences, each once, in order of key. Reads a batch at a time,
/// so that a page costs what it holds and not what there is.
struct TouchedCompartments {
    struct Element {
        let key: Int
        let compartment: Compartment
    }

    private struct Source {
        let window: Sight.Window
        var batch: ArraySlice<Placement> = []
        var isOver = false
    }

    private var sources: [Source]
    /// The key up to which everything was handed out.
    private var last: Int
    private let snapshot: any CaseSnapshot

    init(_ windows: [Sight.Window], after key: Int, in snapshot: any CaseSnapshot) {
        sources = windows.map { Source(window: $0) }
        last = key
        self.snapshot = snapshot
    }

    mutating func next() throws -> Element? {
        var first: Placement?
        for index in sources.indices {
            try refill(&sources[index])
            if let candidate = sources[index].batch.first,
                first.map({ candidate.compartmentKey < $0.compartmentKey }) ?? true
            {
                first = candidate
            }
        }
        guard let first else { return nil }
        last = first.compartmentKey
        return Element(key: first.compartmentKey, compartment: first.compartment)
    }

    /// Drops what was handed out, and reads on when nothing is left.
    private func refill(_ source: inout Source) throws {
        source.batch = source.batch.drop { $0.compartmentKey <= last }
        if source.isOver || !source.batch.isEmpty { return }
        let batch = try snapshot.placements(
            in: source.window.audience, touchedAfter: source.window.touchedAfter, fromCompartmentKey: last,
            limit: PullRound.batchCount)
        source.batch = batch[...]
        source.isOver = batch.isEmpty
    }
}
