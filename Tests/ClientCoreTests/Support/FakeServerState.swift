import CaseProtocol
import ClientCore
import Workflow

/// What the fake server knows.
struct FakeServerState: Sendable {
    struct Decided: Sendable {
        var hashed: [UInt8]
        var record: OutcomeRecord
    }
    struct Round: Sendable {
        var lines: [[UInt8]]
        var head: Int
        var last: Int
        var out: [OutcomeRecord]
    }

    var epoch = "epoch-1"
    var proto = ProtocolRange(min: .oldestSupported, max: .current)
    var limits = Limits.standard
    var linesPerPage = 1_000
    /// Sends every page twice.
    var repeatsPages = false
    var people: [String: Party] = [:]
    var faults: [String: [FakeServer.Fault]] = [:]
    var requests: [TransportRequest] = []
    var serial = 0

    var head = 0
    private(set) var rows: [RowID: Row] = [:]
    private var changedAt: [RowID: Int] = [:]
    private var gone: [(id: RowID, compartment: Compartment, at: Int)] = []
    private var hiddenAt: [Compartment: Int] = [:]
    private var shownAt: [Compartment: Int] = [:]
    private var commands: [ReplicaID: [Decided]] = [:]
    private var outcomes: [CommandID: Outcome] = [:]
    private var rounds: [Int: Round] = [:]

    var visibleRows: [RowID: Row] { rows.filter { hiddenAt[$0.value.compartment] == nil } }
    /// How many commands were decided, each once.
    var decidedCount: Int { outcomes.count }

    mutating func put(_ row: Row) {
        head += 1
        rows[row.id] = row
        changedAt[row.id] = head
        if shownAt[row.compartment] == nil { shownAt[row.compartment] = head }
    }
    mutating func remove(_ id: RowID) {
        guard let row = rows.removeValue(forKey: id) else { return }
        head += 1
        gone.append((id, row.compartment, head))
    }
    mutating func hide(_ compartment: Compartment) {
        head += 1
        hiddenAt[compartment] = head
    }
    mutating func show(_ compartment: Compartment) {
        head += 1
        hiddenAt[compartment] = nil
        shownAt[compartment] = head
    }
    /// Goes back to an earlier copy, as from a backup, in a new epoch.
    mutating func restore(_ backup: FakeServerState, epoch: String) {
        self = backup
        self.epoch = epoch
    }

    mutating func reply(to request: TransportRequest, at now: Timestamp) throws -> [UInt8] {
        let body = request.body ?? []
        if request.path == Endpoint.hello {
            return try CanonicalJSON.encode(Hello(proto: proto, epoch: epoch, now: now, limits: limits, features: []))
        }
        guard let party = people[request.token ?? ""] else { throw Problem(.notSignedIn, "Who is there?") }
        switch request.path {
        case Endpoint.push:
            return try CanonicalJSON.encode(try push(CanonicalJSON.decode(PushRequest.self, from: body), party, now))
        case Endpoint.pull: return try pull(CanonicalJSON.decode(PullRequest.self, from: body), now)
        default: throw Problem(.noRoute, "There is no such address.")
        }
    }

    private mutating func push(_ request: PushRequest, _ party: Party, _ now: Timestamp) throws -> PushReply {
        guard request.epoch == epoch else { throw Problem(.epochChanged, "Another history.") }
        var out: [OutcomeRecord] = []
        for envelope in request.commands {
            let done = commands[request.replica] ?? []
            if envelope.n <= done.count {
                guard done[envelope.n - 1].hashed == envelope.hashedBytes else {
                    throw Problem(.mutationMismatch, "The number was used for another command.")
                }
                out.append(done[envelope.n - 1].record)
                continue
            }
            guard envelope.n == done.count + 1 else {
                throw Problem(.gap, "A number is missing.", allowed: [String(done.count + 1)])
            }
            let outcome = outcomes[envelope.mid] ?? decided(envelope, by: party, at: now)
            let record = OutcomeRecord(n: envelope.n, mid: envelope.mid, outcome: outcome)
            commands[request.replica, default: []].append(Decided(hashed: envelope.hashedBytes, record: record))
            out.append(record)
        }
        return PushReply(last: commands[request.replica]?.count ?? 0, out: out)
    }

    /// Decides a command by the rules, with the steps that follow by themselves.
    mutating func decided(_ envelope: CommandEnvelope, by party: Party, at now: Timestamp) -> Outcome {
        let outcome: Outcome
        do {
            let command = try envelope.command()
            serial += 1
            outcome = try perform(command, mid: envelope.mid, by: party, at: now)
        } catch {
            outcome = .rejected(error)
        }
        outcomes[envelope.mid] = outcome
        return outcome
    }

    private mutating func perform(
        _ command: CaseCommand, mid: CommandID, by party: Party, at now: Timestamp
    ) throws(Problem) -> Outcome {
        let held = rows.values.filter { $0.caseID == command.caseID }
        var state = held.isEmpty ? nil : CaseState(caseID: command.caseID, rows: held)
        let number = CaseNumber.make(prefix: "NTB", year: 2026, serial: serial)
        let context = DecisionContext(now: now, mid: mid, isAuthoritative: true, number: number)
        do {
            let decision = try decide(command, on: state, by: party, in: context)
            var next = state ?? CaseState(caseID: command.caseID)
            for row in apply(decision.events, to: &next) { put(row) }
            state = next
            for action in decision.followUps {
                serial += 1
                let act = CaseAct(caseID: command.caseID, action: action, from: nil)
                _ = try perform(.act(act), mid: .sample(700_000 + serial), by: .system, at: now)
            }
            return decision.outcome
        } catch let refusal as Refusal {
            throw refusal.problem
        } catch let problem as Problem {
            throw problem
        } catch {
            throw Problem(.internal, "\(error)")
        }
    }

    private mutating func pull(_ request: PullRequest, _ now: Timestamp) throws -> [UInt8] {
        let parts = (request.cursor ?? "\(epoch)|0").split(separator: "|").map(String.init)
        guard parts[0] == epoch else { throw Problem(.cursorInvalid, "A cursor of another history.") }
        var (roundID, offset, copy) = (serial + 1, 0, 1)
        if parts[1].hasPrefix("r") {
            (roundID, offset, copy) = (Int(parts[1].dropFirst()) ?? 0, Int(parts[2]) ?? 0, Int(parts[3]) ?? 0)
        } else {
            serial = roundID
            let done = commands[request.replica] ?? []
            rounds[roundID] = Round(
                lines: try lines(after: Int(parts[1]) ?? 0), head: head, last: done.count,
                out: done.map(\.record).filter { $0.n > request.acked })
        }
        guard let round = rounds[roundID] else { throw Problem(.cursorInvalid, "This round is forgotten.") }
        let page = Array(round.lines[offset..<min(offset + linesPerPage, round.lines.count)])
        let isRepeated = repeatsPages && copy == 1
        let nextOffset = isRepeated ? offset : offset + page.count
        let isComplete = nextOffset >= round.lines.count && !isRepeated
        let next = isComplete ? "\(epoch)|\(round.head)" : "\(epoch)|r\(roundID)|\(nextOffset)|\(isRepeated ? 2 : 1)"
        let trailer = PullTrailer(
            next: next, complete: isComplete, count: page.count, last: round.last, out: isComplete ? round.out : [],
            asOf: now,
            lastMid: isComplete && request.lastMid == true ? commands[request.replica]?.last?.record.mid : nil)
        return Array((page + [try PullLine.end(trailer).wireBytes()]).joined(separator: [UInt8(ascii: "\n")])) + [0x0A]
    }

    private func lines(after base: Int) throws -> [[UInt8]] {
        var lines: [PullLine] = []
        if base > 0 {
            lines += hiddenAt.filter { $0.value > base && shownAt[$0.key] ?? 0 <= base }.keys.sorted().map {
                .leave($0)
            }
        }
        for compartment in Set(rows.values.map(\.compartment)).union(gone.map(\.compartment)).sorted()
        where hiddenAt[compartment] == nil {
            let isNew = shownAt[compartment] ?? 0 > base
            if isNew { lines.append(.enter(compartment, audiences: [.all])) }
            for row in rows.values.sorted(by: { $0.id < $1.id }) where row.compartment == compartment {
                if isNew || changedAt[row.id] ?? 0 > base { lines.append(.row(row)) }
            }
            if !isNew {
                lines += gone.filter { $0.compartment == compartment && $0.at > base }.map { .gone($0.id, compartment) }
            }
        }
        return try lines.map { try $0.wireBytes() }
    }
}
