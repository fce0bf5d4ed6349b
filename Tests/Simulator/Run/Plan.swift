/// What may go wrong in a run.
enum Fault: String, CaseIterable, Sendable {
    case dropRequest, dropReply, duplicate, delay, truncate, corrupt, portal, halfOpen, refuseToken
    case killClient, clientIO, clientFull, restoreClient, cloneClient, clockJump, foreignCursor
    case killServer, cutPowerInGroup, serverIO, serverFull, restoreServer, heldReads, bigGroups
    case brokenCommand, largeFrame

    /// Those that came after many seeds had been run: each seed draws them after everything else, from a stream of chance of
    /// their own, so that a run without them is what it was.
    static let later: [Fault] = [.brokenCommand, .largeFrame]
}

/// What people, time and administrators do in a run.
enum Act: String, CaseIterable, Sendable {
    case file, note, act, edit, assign, burst, dependents, badCommand
    case clock, lapse, roles, laterVersion, moveRow, policy, renewIdentity, signOut
    case attach, collect, news, settle, bundle

    /// In how many of a hundred runs it happens.
    var share: Int {
        switch self {
        case .policy: 10
        case .attach: 45
        case .news, .bundle: 30
        case .file, .note, .clock: 100
        default: 75
        }
    }
}

/// What a seed makes of a run: who is in it, what they do, what fails and how often. Swarm style: each run draws a subset.
struct Plan: Sendable {
    var seed: UInt64
    var steps: Int
    var faults: Set<Fault> = []
    var acts: Set<Act> = []
    /// In percent of the messages, or weights of a step.
    var rates: [Fault: Int] = [:]
    var people: [Int] = []
    /// The owner of each device, as an index of ``people``.
    var devices: [Int] = []
    /// By device: whether its store is SQLite's; how large a page it asks for.
    var onDisk: [Bool] = []
    var pageBytes: [Int?] = []
    /// By device: whether it speaks protocol 1.0, and whether it takes answers and sends requests in gzip.
    var isOld: [Bool] = []
    var takesGzip: [Bool] = []
    var isLong = false
    /// Whether all work on one case and write the same fields.
    var isContended = false
    /// Whether files are moved all the time, while things go wrong, and not only at the end.
    var isOfFiles = false
    /// Whether people take drastic acts as readily as any other.
    var isWild = false
    /// Whether most of the server's restores are told to nobody, the server's own program included.
    var isSilent = false
    /// Whether files are attached with a thumbnail.
    var hasThumbs = false
    /// Faults and acts that are drawn and do not happen: for making a failing run smaller.
    var without: Set<String> = []
    /// Follows an audit of the server's file.
    var isAudited = false

    init(seed: UInt64) {
        var dice = Dice(seed: seed)
        self.seed = seed
        let kind = dice.draw(1_000)
        isLong = kind < 10
        steps = kind < 25 ? dice.within(600...3_000) : dice.within(20...dice.within(40...300))
        isAudited = dice.percent(4)
        isWild = dice.percent(35)
        let isCalm = dice.percent(12)
        let share = dice.within(10...70)
        for fault in Fault.allCases where !Fault.later.contains(fault) {
            let isIn = dice.percent(share)
            let rate = dice.percent(30) ? dice.within(8...30) : dice.within(1...8)
            if isIn, !isCalm { faults.insert(fault) }
            rates[fault] = rate
        }
        for act in Act.allCases {
            if dice.percent(act.share) { acts.insert(act) }
        }
        // A filer first, so that there is something to work on.
        people = [dice.pick([0, 1, 7]) ?? 0]
        for _ in 0..<dice.draw(6) {
            let person = dice.draw(Cast.people.count)
            if !people.contains(person) { people.append(person) }
        }
        devices = Array(people.indices)
        isContended = dice.percent(25)
        if isContended { devices += [0, 0] }
        for _ in 0..<dice.draw(dice.percent(20) ? 7 : 3) { devices.append(dice.draw(people.count)) }
        isOfFiles = dice.percent(10)
        if isOfFiles {
            // Few devices on one case, and time for files to go up and come down while things go wrong.
            acts.insert(.attach)
            people = [0, 2]
            devices = [0, 0, 1]
            steps = max(steps, 450)
        }
        for _ in devices {
            onDisk.append(dice.percent(7))
            let pageLimit = dice.within(300...3_000)
            isOld.append(dice.percent(12) && !isOfFiles)
            takesGzip.append(dice.percent(25))
            pageBytes.append(dice.percent(50) ? nil : pageLimit)
        }
        // Drawn last: what came before stays what it was for each seed.
        isSilent = dice.percent(40)
        var later = Self.laterDice(seed)
        for fault in Fault.later {
            let isIn = later.percent(15)
            rates[fault] = later.within(5...30)
            if isIn, !isCalm { faults.insert(fault) }
        }
        var thumbs = Self.thumbDice(seed)
        hasThumbs = thumbs.percent(40)
    }

    /// The chance of ``hasThumbs``, which came when many seeds had been run.
    static func thumbDice(_ seed: UInt64) -> Dice { Dice(seed: seed &* 2_246_822_519 &+ 53) }

    /// The chance of ``Fault/later``.
    static func laterDice(_ seed: UInt64) -> Dice { Dice(seed: seed &* 2_654_435_761 &+ 97) }

    /// The name under which ``isSilent`` can be left out of a run.
    static let silence = "silence"

    /// The name under which ``hasThumbs`` can be left out of a run.
    static let thumbs = "thumbs"

    var attachesThumbs: Bool { hasThumbs && !without.contains(Self.thumbs) }

    /// Whether the restore that follows so many others is a silent one.
    func isSilent(afterRestores count: Int) -> Bool {
        isSilent && !without.contains(Self.silence) && (seed &+ UInt64(count)) % 3 != 0
    }

    /// Whether the disks of devices fail.
    var failsDisks: Bool { isOn(.clientIO) || isOn(.clientFull) }

    /// Whether the server's disk fails.
    var failsServerDisk: Bool { isOn(.serverIO) || isOn(.serverFull) || isOn(.cutPowerInGroup) }

    func isOn(_ fault: Fault) -> Bool { faults.contains(fault) }
    func rate(_ fault: Fault) -> Int { faults.contains(fault) ? rates[fault] ?? 0 : 0 }
}
