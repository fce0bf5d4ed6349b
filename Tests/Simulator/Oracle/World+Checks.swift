import CFaultDisk
import CaseProtocol
import ClientCore
import Server
import ServerSQLite
import Workflow

/// Where the run is held against the oracle.
extension World {
    /// Looks at an answer when the server gives it: nothing on it that its reader may not see, and what must leave first.
    func observe(_ reply: TransportReply, to exchange: Exchange) {
        do {
            try look()
            if let ask = BlobAsk(exchange.request.path) { return try checkBlob(ask, reply, exchange) }
            if exchange.request.path.hasPrefix(Endpoint.news) { return try checkNews(reply, exchange) }
            let packedCount = reply.headers.isEmpty ? nil : reply.body.count
            let reply = try SimManner.unpacked(reply)
            let body = exchange.request.body ?? []
            switch (exchange.request.path, reply.status) {
            case (Endpoint.pull, 200):
                let pull = try CanonicalJSON.decode(PullRequest.self, from: body)
                try checkPage(reply.body, pull, exchange, packedCount: packedCount)
            case (Endpoint.pull, 204):
                try checkNothingNew(try CanonicalJSON.decode(PullRequest.self, from: body), exchange)
            case (Endpoint.digest, 200):
                // The place that a walk goes on from: what the reader sees as of now.
                let walk = try CanonicalJSON.decode(DigestReply.self, from: reply.body)
                snapshots[walk.next] = (oracle.mark, exchange.person, true)
            case (Endpoint.push, 200):
                // The reply to the push, then the page that was asked for with it.
                let push = try CanonicalJSON.decode(PushRequest.self, from: body)
                try checkStuck(reply, push, exchange)
                guard let pull = push.pull,
                    let end = reply.body.firstIndex(of: UInt8(ascii: "\n"))
                else { return }
                let page = reply.body[(end + 1)...]
                if !page.isEmpty {
                    try checkPage(Array(page), pull, exchange, packedCount: packedCount.map { _ in 0 })
                }
            default: return
            }
        } catch let found as Violation {
            violation = violation ?? found
        } catch {
            violation = violation ?? Violation("page", "a page cannot be read: \(error)")
        }
    }

    /// I6 where nothing is sent: what the reader saw at the cursor is what there is to see now.
    private func checkNothingNew(_ request: PullRequest, _ exchange: Exchange) throws {
        let device = devices[exchange.device]
        guard let cursor = request.cursor, let mark = self.mark(of: device, at: cursor) else {
            // It may be from before what a silent restore lost, and have been told once since that there was nothing new: what
            // its device holds is compared byte for byte at its next look.
            if let cursor = request.cursor, snapshots[cursor] == nil, plan.isSilent, restoreCount > 0 {
                snapshots[cursor] = (oracle.mark, exchange.person, false)
                return
            }
            throw Violation("I6", "nothing new is said about a cursor that ends no round")
        }
        let user = Cast.id(exchange.person)
        let now = oracle.mark
        guard oracle.contents(for: user, at: mark.head) == oracle.contents(for: user, at: now.head) else {
            throw Violation("I6", "nothing new since commit \(mark.head), it says, and at \(now.head) there is")
        }
        device.unchanged[cursor] = now
    }

    /// What a device has been told at a cursor. Copies of a device hold the same one, and what is said to one of them about
    /// commands is of its own.
    func mark(of device: SimDevice, at cursor: String) -> Oracle.Mark? {
        snapshots[cursor]?.mark.map { device.unchanged[cursor] ?? $0 }
    }

    /// - Parameter packedCount: how many bytes it took on the way; `nil` for a page that goes as it is.
    private func checkPage(
        _ body: [UInt8], _ request: PullRequest, _ exchange: Exchange, packedCount: Int?
    ) throws {
        let user = Cast.id(exchange.person)
        let lines = body.split(separator: UInt8(ascii: "\n"))
        guard let last = lines.last, case .end(let trailer) = try PullLine(parsing: last) else {
            throw Violation("page", "a page has no trailer")
        }
        let limit = min(request.pageBytes ?? .max, server.core.limits.pageBytesMax)
        let size = (packedCount ?? body.count) - last.count - 1
        if lines.count > 3, size > limit {
            throw Violation("I20", "a page of \(size) bytes where \(limit) are the limit")
        }
        let mark = oracle.mark
        var left: Set<Compartment> = []
        var hasContent = false
        let base = request.cursor.flatMap { self.mark(of: devices[exchange.device], at: $0) }
        let lost = base.map { Set(oracle.lost(by: user, from: $0.head, to: mark.head)) } ?? []
        for line in lines.dropLast() {
            if let compartment = oracle.compartmentOfBytes[Array(line)] {
                hasContent = true
                try check(compartment, user, mark)
                continue
            }
            switch try PullLine(parsing: line) {
            case .leave(let compartment):
                if hasContent, request.again == nil, lost.contains(compartment), !left.contains(compartment) {
                    throw Violation("I9", "\(compartment) leaves after something else came")
                }
                left.insert(compartment)
            case .enter(let compartment, _), .audiences(let compartment, _):
                hasContent = true
                try check(compartment, user, mark)
            case .gone(_, let compartment):
                hasContent = true
                try check(compartment, user, mark)
            case .row(let row): throw Violation("I8", "a page has row \(row.id) in bytes that no commit has")
            case .end, nil: throw Violation("page", "a page has a line that does not belong there")
            }
        }
        snapshots[trailer.next] = (trailer.complete ? mark : nil, exchange.person, false)
    }

    /// I8.
    private func check(_ compartment: Compartment, _ user: UserID, _ mark: Oracle.Mark) throws {
        guard oracle.isVisible(compartment, to: user, at: mark.head) else {
            throw Violation("I8", "\(compartment) was sent to somebody who may not see it as of commit \(mark.head)")
        }
    }

    /// Holds what a device has against what its person saw as of its snapshot: I4, I5, I6, I7.
    func checkFlip(_ device: SimDevice) throws {
        guard device.isRunning, let replica = device.replica else { return }
        let meta = try replica.meta()
        let outbox = try replica.outbox()
        // Also where there is nothing to hold this round against: at the next flip the archive may have let go of it.
        for entry in outbox {
            if let settledAt = entry.settledAt { device.settledAt[entry.mid] = settledAt }
        }
        // A repair that goes on with the next sync: the cursor is ahead of what is still to come again.
        guard meta.again?.isEmpty ?? true else { return }
        // A cursor of somebody else's has nothing to do with what is held here.
        guard let cursor = meta.cursor, let snapshot = snapshots[cursor], snapshot.person == device.person,
            !snapshot.isWalk
        else {
            return
        }
        let user = Cast.id(device.person)
        guard let mark = self.mark(of: device, at: cursor) else {
            throw Violation("I5", "device \(device.index) shows a round that is not complete")
        }
        // A bundle may answer for an earlier moment than that at which it was last heard that there is nothing new.
        if device.epoch == meta.epoch, mark.head < device.head,
            oracle.contents(for: user, at: mark.head) != oracle.contents(for: user, at: device.head)
        {
            throw Violation("I7", "device \(device.index) goes back from commit \(device.head) to \(mark.head)")
        }
        device.epoch = meta.epoch
        device.head = mark.head
        let expected = oracle.contents(for: user, at: mark.head)
        let held = try replica.store.read { snapshot in
            var held: [RowID: [UInt8]] = [:]
            for id in try snapshot.rowIDs(in: .server) { held[id] = try snapshot.row(id, in: .server)?.bytes }
            return held
        }
        trace.note("flip", device.index, mark.head, held.count)
        if held != expected { throw difference(device, held, expected, mark) }
        note(held, of: device)
        device.cursor = cursor
        device.flips += 1
        if isHealing || device.flips % 4 == 0 { try checkDigests(device, replica, at: mark) }
        // While nobody is signed in nothing pending shows.
        let isSignedIn = try replica.signedIn != nil
        for entry in outbox where entry.replica == meta.replica {
            let decided =
                oracle.command(entry.replica, entry.envelope.n)
                .map { $0.index < mark.commandCount && $0.command.mid == entry.mid } ?? false
            if decided == entry.isPending {
                throw Violation(
                    "I4",
                    "device \(device.index), number \(entry.envelope.n): the server \(decided ? "has" : "has not") decided it as of commit \(mark.head), and it is \(entry.state)"
                )
            }
            if isSignedIn { try checkPrediction(entry, device, replica) }
        }
    }

    private func difference(
        _ device: SimDevice, _ held: [RowID: [UInt8]], _ expected: [RowID: [UInt8]], _ mark: Oracle.Mark
    ) -> Violation {
        let missing = expected.keys.filter { held[$0] == nil }.sorted()
        let extra = held.keys.filter { expected[$0] == nil }.sorted()
        let other = held.keys.filter { expected[$0] != nil && expected[$0] != held[$0] }.sorted()
        let kinds = (missing + extra + other).prefix(3).map { id in
            oracle.rows[id]?.last.map { "\($0.row.kind) \($0.row.id) in \($0.compartment)" } ?? "\(id)"
        }
        return Violation(
            "I5",
            "device \(device.index) as of commit \(mark.head): \(missing.count) rows missing, \(extra.count) too many, \(other.count) other than the server's: \(kinds.joined(separator: "; "))"
        )
    }

    /// What is pending and not expected to be refused shows over the server's rows.
    private func checkPrediction(_ entry: OutboxEntry, _ device: SimDevice, _ replica: Replica) throws {
        guard entry.isPending, entry.forecast == nil, let command = try? entry.envelope.command() else { return }
        let id: RowID
        switch command {
        case .addNote(let note): id = note.note
        case .open(let open): id = RowID(open.caseID)
        case .act, .edit, .assign, .recordHistory, .settle, .addEvidence, .draftText, .releaseText, .withdrawText,
            .setConfidence, .requestIdentity, .answerIdentity:
            return
        }
        guard try replica.isPredicted(id) else {
            throw Violation("replay", "device \(device.index), number \(entry.envelope.n) is pending and does not show")
        }
    }

    /// What holds once everything was quiet: I1, I3, I9, I11.
    func checkEnd() throws {
        for device in devices {
            guard let replica = device.replica else { throw Violation("I11", "device \(device.index) does not run") }
            let meta = try replica.meta()
            guard let cursor = meta.cursor, mark(of: device, at: cursor) == oracle.mark else {
                throw Violation(
                    "I11",
                    "device \(device.index) is not at the head \(oracle.mark): \(meta.cursor.flatMap { mark(of: device, at: $0) }.map { "\($0)" } ?? "no known cursor"); \(device.lastError ?? "its last sync went well")"
                )
            }
            try checkFlip(device)
            if try replica.store.read({ try !$0.rowIDs(in: .predicted).isEmpty }) {
                throw Violation("I11", "device \(device.index) still predicts")
            }
            try checkPromises(device, replica)
            try checkLeftovers(device, replica)
        }
        try checkFilesAtEnd()
        if restoreCount == 0, try server.store.readNow({ try $0.setting("epoch") }) != Template.epoch {
            throw Violation("epoch", "the history has another name, and nothing was restored")
        }
        counts.merge(oracle.gaps) { $0 + $1 }
        if plan.isAudited {
            let report = try server.store.verify(key: server.keys.verifyingKey)
            if let finding = report.findings.first { throw Violation("I13", "the audit found \(finding)") }
            count("audits")
        }
    }

    /// I3, and I1 as its author sees it.
    private func checkPromises(_ device: SimDevice, _ replica: Replica) throws {
        let entries = Dictionary(try replica.outbox().map { ($0.mid, $0) }, uniquingKeysWith: { $1 })
        var outcomes: [CommandID: Outcome] = [:]
        for command in oracle.commands where outcomes[command.mid] == nil {
            outcomes[command.mid] = command.record.outcome
        }
        for promised in device.promised {
            guard let entry = entries[promised.mid] else {
                if promised.isExcused || isOlderThanArchive(promised.mid, device) { continue }
                throw Violation("I3", "device \(device.index) no longer has \(promised.mid)")
            }
            guard let outcome = entry.outcome, !entry.isPending else {
                throw Violation("I3", "device \(device.index), number \(entry.envelope.n) has no outcome")
            }
            guard outcomes[promised.mid] == outcome else {
                throw Violation(
                    "I3",
                    "device \(device.index), number \(entry.envelope.n): it shows \(outcome) and the server has \(outcomes[promised.mid].map { "\($0)" } ?? "nothing")"
                )
            }
            if let first = resting[promised.mid], case .rejected = outcomes[first], case .applied = outcome {
                throw Violation("after", "number \(entry.envelope.n) rests on a refused command and was applied")
            }
        }
    }

    /// Whether it was settled so long ago that a device forgets it.
    private func isOlderThanArchive(_ mid: CommandID, _ device: SimDevice) -> Bool {
        // A server that was put back may know nothing of it, or have it anew from a copy of this device.
        let decided = oracle.commands.first(where: { $0.mid == mid })?.record.receivedAt
        return [decided, device.settledAt[mid]].compactMap(\.self).contains { moment in
            clock.now().milliseconds - moment.milliseconds > Archive.days * 86_400_000
        }
    }
}
