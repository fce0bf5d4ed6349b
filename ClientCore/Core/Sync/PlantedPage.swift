#if PLANTED_BUGS
    import CaseProtocol

    extension Replica {
        /// Bug 29: what came of a page that was cut short, as if it were a whole round.
        func plantedPage(of bytes: [UInt8]) throws -> PullPage? {
            let meta = try meta()
            guard PlantedBug.isOn(.trailerNotAwaited), let next = meta.stagedCursor ?? meta.cursor,
                let end = bytes.lastIndex(of: UInt8(ascii: "\n"))
            else { return nil }
            let lines = Array(bytes[...end])
            let count = lines.count { $0 == UInt8(ascii: "\n") }
            let trailer = PullTrailer(
                next: next, complete: true, count: count, last: meta.acked, out: [], asOf: meta.asOf ?? clock.now())
            return PullPage(parsing: lines + (try PullLine.end(trailer).wireBytes()) + [UInt8(ascii: "\n")])
        }
    }
#endif
