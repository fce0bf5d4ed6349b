public import CaseProtocol
internal import Workflow

extension ServerCore {
    /// A page of what changed for a person past the request's cursor: lines of JSON, the last one the trailer
    /// (``PullLine``).
    ///
    /// Everything on it, outcomes included, is of one snapshot.
    ///
    /// - Throws: a ``Problem``: ``ProblemCode/cursorInvalid``, ``ProblemCode/cursorForeign``,
    ///   ``ProblemCode/epochChanged``, ``ProblemCode/replicaForeign``, ``ProblemCode/malformedBody``.
    public func pull(_ request: PullRequest, as person: SignedIn) async throws -> [UInt8] {
        guard case .page(let bytes, _) = try await pull(request, as: person, in: .plain) else { return [] }
        return bytes
    }

    /// The same for a reader who understands more.
    ///
    /// - Parameter prefix: lines to go before the page, in the same body.
    public func pull(
        _ request: PullRequest, as person: SignedIn, in manner: PullManner, after prefix: [UInt8] = []
    ) async throws -> PullAnswer {
        let identity = try await identity()
        guard request.acked >= 0 else {
            throw Problem(.malformedBody, "A number of commands is not negative.", path: "acked")
        }
        guard request.pageBytes.map({ $0 > 0 }) ?? true else {
            throw Problem(.malformedBody, "A page has at least one byte.", path: "pageBytes")
        }
        guard request.again?.count ?? 0 <= PullRequest.againMax else {
            throw Problem(
                .malformedBody, "At most \(PullRequest.againMax) compartments are asked for again at a time.",
                path: "again")
        }
        let writeCount = store.writeCount
        if let idle = idlePulls.trailer(for: request, of: person.party.id, at: writeCount, asOf: clock.now()) {
            if manner.takesNothingNew { return .nothingNew }
            var page = PullPage(bytesMax: 0)
            page.append(try PullLine.end(idle).wireBytes())
            return .page(prefix + page.bytes, isGzip: false)
        }
        let pull = PullUseCase(
            request: request, user: person.party.id, epoch: identity.epoch, asOf: clock.now(), cursors: cursors,
            pageBytesMax: min(request.pageBytes ?? limits.pageBytesMax, limits.pageBytesMax))
        #if PLANTED_BUGS
            if PlantedBug.isOn(.outcomesFromLaterSnapshot) { return try await answerInTwoReads(pull, after: prefix) }
        #endif
        var (answer, trailer, handed) = try await readHistory(identity.epoch) { snapshot in
            try snapshot.check(person)
            return try pull.answer(in: snapshot, manner, after: prefix)
        }
        try await note(handed, to: person)
        counters.lines(trailer.count)
        // Who is told nothing keeps the cursor, and asks with it again.
        if answer == .nothingNew, let cursor = request.cursor { trailer.next = cursor }
        idlePulls.note(trailer, of: request.replica, person.party.id, at: writeCount)
        return answer
    }
}

/// Answers one pull from one snapshot.
struct PullUseCase: Sendable {
    let request: PullRequest
    let user: UserID
    let epoch: UInt64
    let asOf: Timestamp
    let cursors: CursorSealer
    let pageBytesMax: Int

    func page(
        in snapshot: any CaseSnapshot, bytesMax: Int
    ) throws -> (bytes: [UInt8], trailer: PullTrailer, beganRound: Bool, handed: HandedRows) {
        let head = try snapshot.head()
        let replica = try snapshot.replica(request.replica)
        guard replica.map({ $0.user == user }) ?? true else { throw Problem.replicaForeign }
        var cursor = try cursor(head: head, in: snapshot)
        let beganRound = cursor.position == .start
        var page = PullPage(bytesMax: bytesMax)
        let isAgainOver = try fillAgain(&page, &cursor, snapshot, head: head)
        var isComplete = false
        // A round that ends behind the head is followed by the next one on the same page, while there is room.
        while isAgainOver, !isComplete {
            if case .start = cursor.position { cursor.floor = head }
            var round = PullRound(
                base: cursor.base, floor: cursor.floor, position: cursor.position,
                sight: cursor.base == cursor.floor ? Sight([]) : Sight(try snapshot.memberships(of: user)),
                snapshot: snapshot, head: head)
            #if PLANTED_BUGS
                round.reader = request.replica
            #endif
            let isOver = try round.fill(&page)
            cursor.position = isOver ? .start : round.position
            if !isOver { break }
            #if PLANTED_BUGS
                if PlantedBug.isOn(.cursorAtLastHead) { cursor.floor = head }
            #endif
            cursor.base = cursor.floor
            isComplete = cursor.floor == head
        }
        #if PLANTED_BUGS
            page.appendLate()
        #endif
        if cursor.mark?.commit != head { cursor.mark = try PullCursor.Mark(of: head, in: snapshot) }
        let decided = isComplete ? try snapshot.commands(of: request.replica, after: request.acked) : []
        let trailer = PullTrailer(
            next: try cursors.seal(cursor), complete: isComplete, count: page.count, last: replica?.last ?? 0,
            out: decided.map(OutcomeRecord.init), asOf: asOf,
            dig: isComplete ? DigestHashing.system.root(of: try snapshot.digests(of: user)) : nil,
            lastMid: try isComplete && request.lastMid == true ? lastMid(of: replica, in: snapshot) : nil)
        page.append(try PullLine.end(trailer).wireBytes())
        return (page.bytes, trailer, beganRound, HandedRows(head: head, rows: page.confidentialRows))
    }

    /// The `mid` under which `replica` knows the last command that was decided of it.
    private func lastMid(of replica: ReplicaRecord?, in snapshot: any CaseSnapshot) throws -> CommandID? {
        guard let replica, let record = try snapshot.command(replica.id, n: replica.last) else { return nil }
        return OutcomeRecord(record).mid
    }

    /// Sends what was asked for again, or goes on with it. Answers whether that is over.
    private func fillAgain(
        _ page: inout PullPage, _ cursor: inout PullCursor, _ snapshot: any CaseSnapshot, head: Int
    ) throws -> Bool {
        let start: (index: Int, row: Int?)
        switch cursor.position {
        case .start: start = (0, nil)
        case .again(let index, let row): start = (index, row)
        // An ordinary round has begun: everything that was asked for again is sent.
        case .leaves, .compartments, .rows: return true
        }
        // Without a cursor everything is sent anyway.
        guard request.cursor != nil, let compartments = request.again, !compartments.isEmpty else {
            guard case .start = cursor.position else { throw Problem.cursorInvalid }
            return true
        }
        guard start.index <= compartments.count else { throw Problem.cursorInvalid }
        var again = AgainRound(
            compartments, at: start.index, row: start.row, base: cursor.base,
            sight: Sight(try snapshot.memberships(of: user)), snapshot: snapshot, head: head)
        let isOver = try again.fill(&page)
        cursor.position = isOver ? .start : .again(index: again.index, upTo: again.row)
        return isOver
    }

    /// Where the replica stands; at the very beginning when it does not say.
    func cursor(head: Int, in snapshot: any CaseSnapshot) throws -> PullCursor {
        let tag = PullCursor.personTag(of: user)
        guard let text = request.cursor else {
            return PullCursor(epoch: epoch, personTag: tag, base: 0, floor: 0, position: .start)
        }
        guard let cursor = cursors.open(text) else { throw Problem.cursorInvalid }
        guard cursor.epoch == epoch else { throw Problem.epochChanged }
        #if PLANTED_BUGS
            if PlantedBug.isOn(.foreignCursorTaken) { return cursor }
        #endif
        guard cursor.personTag == tag else { throw Problem.cursorForeign }
        // A cursor from the future of this history, or from another that had its name: the store was put back without a
        // new epoch. Where the last commit that it knows is the same, so is all that lies before.
        guard cursor.base <= head, cursor.floor <= head else { throw RolledBack() }
        if let mark = cursor.mark {
            guard mark.commit <= head, try mark == PullCursor.Mark(of: mark.commit, in: snapshot) else {
                throw RolledBack()
            }
        }
        guard cursor.base <= cursor.floor || cursor.position == .start else { throw Problem.cursorInvalid }
        return cursor
    }
}

#if PLANTED_BUGS
    extension ServerCore {
        /// Bug 4: the outcomes are read again, a moment after the rows.
        private func answerInTwoReads(_ pull: PullUseCase, after prefix: [UInt8]) async throws -> PullAnswer {
            let (bytes, earlier, _, _) = try await store.read { try pull.page(in: $0, bytesMax: pull.pageBytesMax) }
            guard earlier.complete else { return .page(prefix + bytes, isGzip: false) }
            let (decided, last) = try await store.read { snapshot in
                (
                    try snapshot.commands(of: pull.request.replica, after: pull.request.acked),
                    try snapshot.replica(pull.request.replica)?.last ?? 0
                )
            }
            var trailer = earlier
            trailer.out = decided.map(OutcomeRecord.init)
            trailer.last = last
            let end = try PullLine.end(earlier).wireBytes().count + 1
            return .page(
                prefix + bytes.dropLast(end) + (try PullLine.end(trailer).wireBytes()) + [UInt8(ascii: "\n")],
                isGzip: false)
        }
    }
#endif
