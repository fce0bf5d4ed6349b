import CFaultDisk
import CaseCrypto
import CaseProtocol
import ClientCore
import Server
import ServerSQLite
import Workflow

/// A request on its way, or its answer.
final class Exchange: @unchecked Sendable {
    // Unchecked: the simulator has one thread.
    enum State {
        case toServer, atServer
        case toClient(TransportReply)
    }

    let device: Int
    let person: Int
    let request: TransportRequest
    var state = State.toServer
    /// Who waits for the answer; `nil` for a request that was sent again, or whose sender is no more.
    var continuation: CheckedContinuation<TransportReply, any Error>?
    var serverGeneration = -1
    /// The step before which it does not move.
    var heldUntil = 0
    /// What was committed when the server began to read it, and when it was last seen to wait for news.
    var headAtServer = 0
    var newsLookedAt: Oracle.Mark?
    /// When the server got it.
    var arrivedAt = Template.start

    init(device: Int, person: Int, request: TransportRequest) {
        (self.device, self.person, self.request) = (device, person, request)
    }

    func answer(_ result: Result<TransportReply, any Error>) {
        continuation?.resume(with: result)
        continuation = nil
    }
}

/// One run: a server, its clients, the network between them, and a step at a time.
final class World: @unchecked Sendable {
    // Unchecked: the simulator has one thread.
    let plan: Plan
    let thread = OneThread()
    let clock = ManualClock(Template.start)
    let server: SimServer
    let template: Template
    var devices: [SimDevice] = []
    var network: [Exchange] = []
    var oracle: Oracle
    var dice: Dice
    var trace: Trace
    var step = 0
    /// No fault happens any more.
    var isHealing = false
    var counts: [String: Int] = [:]
    /// By the text of a cursor: what its page is of, and whose it is. An unfinished round has no mark.
    /// By cursor; of a place that a walk gave, rows and outcomes are still to be compared.
    var snapshots: [String: (mark: Oracle.Mark?, person: Int, isWalk: Bool)] = [:]
    /// A copy of the server's disk, and up to where it was known when it was made.
    var serverCopy: (image: UnsafeMutableRawPointer, head: Int, commandKey: Int)?
    var roles: [Int: [String]] = [:]
    var isLapsing = false
    var violation: Violation?
    var editCounter = 0
    var policyVersion = 0
    /// The step at which the server comes up again.
    var downUntil = 0
    var restoreCount = 0
    /// Up to where what the server wrote was read: its process and that one's groups.
    private var seen = (-1, -1)
    /// What is known of files.
    var evidence = EvidenceWorld()
    /// Bundles on their way.
    var parcels: [Parcel] = []
    /// What the server's history is called now.
    var epochText = Template.epoch
    /// Which command rests on which, as their author made them.
    var resting: [CommandID: CommandID] = [:]
    /// What ``Fault/later`` draw from, and how things stand with them.
    var laterDice: Dice
    var stuck = StuckWorld()
    var links: [Int: LargeFrameLink] = [:]

    init(plan: Plan, template: Template, keepsLines: Bool) throws {
        self.plan = plan
        self.template = template
        trace = Trace(keepsLines: keepsLines)
        dice = Dice(seed: plan.seed &* 31 &+ 7)
        laterDice = Plan.laterDice(plan.seed &+ 1 << 40)
        PlantedBreak.left = [:]
        fault_disk_reset(plan.seed)
        PlantedRandom.begin(plan.seed)
        PlantedBug.triedCommit = 0
        oracle = template.oracle
        server = try SimServer(
            template: template, clock: clock, thread: thread, dice: Dice(seed: plan.seed &* 131 &+ 17))
        for (index, person) in plan.devices.enumerated() {
            let device = try SimDevice(
                index: index, person: plan.people[person], isOnDisk: plan.onDisk[index],
                pageBytes: plan.pageBytes[index], clock: DeviceClock(world: clock.now().milliseconds),
                seed: plan.seed &* 977 &+ UInt64(index) &* 7_919 &+ 13,
                image: template.deviceImage)
            device.manner = SimManner(isOld: plan.isOld[index], takesGzip: plan.takesGzip[index])
            devices.append(device)
            if !device.manner.isOld {
                let keys = try Cast.deviceKeys(device.person)
                try device.store.write { transaction in
                    guard var meta = try transaction.meta() else { return }
                    meta.deviceKeys = keys
                    try transaction.setMeta(meta)
                }
            }
            try signIn(device)
        }
        for fault in [Fault.heldReads, .bigGroups] where plan.isOn(fault) { count(fault) }
        server.store.holdsReads = plan.isOn(.heldReads)
    }

    func signIn(_ device: SimDevice) throws {
        let roles = roles[device.person] ?? Cast.people[device.person].roles
        let signs = try signs(device)
        try device.replica?.signIn(
            LoginReply(
                token: Cast.token(device.person, isOld: !signs), user: Cast.id(device.person),
                name: Cast.people[device.person].name,
                roles: roles, organisation: nil,
                keys: signs ? try Cast.serverKeys(epoch: epochText, ledger: server.keys.verifyingKey) : nil),
            server: "sim")
    }

    /// Whether a device is new enough to sign what it sends. A copy of an old one has a key of its own that no server was told.
    func signs(_ device: SimDevice) throws -> Bool {
        guard !device.manner.isOld, let replica = device.replica else { return false }
        return try replica.meta().deviceKeys == Cast.deviceKeys(device.person)
    }

    func count(_ name: String) { counts[name, default: 0] += 1 }
    func count(_ fault: Fault) { counts["fault " + fault.rawValue, default: 0] += 1 }
    func count(_ act: Act) { counts["act " + act.rawValue, default: 0] += 1 }

    /// Whether a fault of messages happens now.
    func happens(_ fault: Fault) -> Bool {
        guard !isHealing, plan.isOn(fault), dice.percent(plan.rate(fault)), !plan.without.contains(fault.rawValue)
        else { return false }
        count(fault)
        trace.note("fault", text: fault.rawValue)
        return true
    }

    /// The same of one of ``Fault/later``.
    func happensLater(_ fault: Fault) -> Bool {
        guard !isHealing, plan.isOn(fault), laterDice.percent(plan.rate(fault)),
            !plan.without.contains(fault.rawValue)
        else { return false }
        count(fault)
        trace.note("fault", text: fault.rawValue)
        return true
    }

    /// Plays the whole run.
    func play() throws {
        while step < plan.steps {
            step += 1
            try restart()
            try take(nextMove())
            try settle()
            if dice.draw(50) == 0 { try checkServerDigests() }
        }
        try heal()
        try checkServerDigests()
        try checkEnd()
        trace.note("end", oracle.head, oracle.commands.count)
    }

    /// Runs what is ready, and looks at what it did.
    func settle() throws {
        thread.drain()
        // Whoever waits is told of a commit before their time is over.
        server.pauses.wake(clock.now().milliseconds)
        thread.drain()
        if let violation { throw violation }
        try look()
        if plan.acts.contains(.news) { try checkWaiting() }
    }

    /// Reads what the server wrote.
    func look() throws {
        guard server.isUp, seen != (server.generation, server.store.writeCount ?? 0) else { return }
        do {
            let now = (server.generation, server.store.writeCount ?? 0)
            let history = try server.store.history(after: oracle.head, commandKey: oracle.commandKey)
            seen = now
            if history.commits.isEmpty, history.commands.isEmpty { return }
            try oracle.take(history)
            for (_, record) in history.commands { count("decided \(record.cmd) \(record.outcome.word)") }
            trace.note("server", oracle.head, oracle.commands.count)
        } catch let violation as Violation {
            throw violation
        } catch {
            guard plan.failsServerDisk else { throw error }
            // The disk failed under the reading; the next look reads it.
        }
    }

    /// A virtual moment passes.
    func pass(milliseconds: Int) {
        clock.advance(milliseconds: Int64(milliseconds))
        for device in devices { device.clock.world = clock.now().milliseconds }
    }
}
