import CaseProtocol
import ClientCore
import Server

/// Commands on which the server breaks, as the other side of the wire sees them.
struct StuckWorld {
    struct Tally {
        let mid: CommandID
        /// When it was first seen to wait.
        let since: Timestamp
        var tries = 0
        var triesBeforeOthers = 0
    }

    /// By replica: only the first command that is not decided can be stuck.
    var tallies: [ReplicaID: Tally] = [:]
    /// How often something was told to wait.
    var deferredCount = 0
}

/// I18: one command on which the server breaks delays others by one round at most, and waits itself for a day and fifty tries
/// at most.
extension World {
    private static let day: Int64 = 86_400_000
    private static let triesMax = 50

    /// Lets the server break on a command that was made now, for a while or for good.
    func markBroken(_ mid: CommandID) {
        guard happensLater(.brokenCommand) else { return }
        PlantedBreak.left[mid] = laterDice.percent(50) ? laterDice.within(1...4) : .max
    }

    /// Whether two devices may go by one id: they take turns then, and what one is told counts for the other.
    private var mayShareIDs: Bool {
        [Fault.cloneClient, .restoreClient].contains { counts["fault " + $0.rawValue] != nil }
    }

    /// Looks at what became of a push when the server answers it.
    func checkStuck(_ answer: TransportReply, _ request: PushRequest, _ exchange: Exchange) throws {
        guard plan.isOn(.brokenCommand) else { return }
        let line = answer.body.prefix { $0 != UInt8(ascii: "\n") }
        let reply = try CanonicalJSON.decode(PushReply.self, from: Array(line))
        guard let last = reply.out.last, case .deferred = last.outcome, PlantedBreak.left[last.mid] != nil else {
            if let tally = stuck.tallies[request.replica], reply.out.contains(where: { $0.mid == tally.mid }) {
                stuck.tallies[request.replica] = nil
            }
            return
        }
        count("commands deferred")
        stuck.deferredCount += 1
        if reply.last >= last.n {
            throw Violation("I18", "number \(last.n) of \(request.replica) is decided, and told to wait")
        }
        if mayShareIDs { return }
        let known = stuck.tallies[request.replica].flatMap { $0.mid == last.mid ? $0 : nil }
        var tally = known ?? StuckWorld.Tally(mid: last.mid, since: clock.now())
        tally.tries += 1
        if request.commands.last?.n != last.n { tally.triesBeforeOthers += 1 }
        stuck.tallies[request.replica] = tally
        if tally.triesBeforeOthers > 1 {
            throw Violation("I18", "number \(last.n) of \(request.replica) holds up others by more than one round")
        }
        if tally.tries >= Self.triesMax || exchange.arrivedAt.milliseconds - tally.since.milliseconds > Self.day {
            throw Violation("I18", "number \(last.n) of \(request.replica) is deferred without end")
        }
    }

    /// Waiting has an end: everybody speaks with the server until nothing waits, a day between.
    func healStuck() throws {
        let marked = PlantedBreak.left.count
        guard marked > 0 else { return }
        defer { PlantedBreak.left = [:] }
        for _ in 0..<(2 * marked + 2) {
            let before = stuck.deferredCount
            for device in devices {
                startSync(device)
                try quieten()
                try healLink(of: device)
            }
            if stuck.deferredCount == before { return }
            pass(milliseconds: Int(Self.day) + 1)
        }
        if !mayShareIDs { throw Violation("I18", "something is deferred without end") }
    }
}
