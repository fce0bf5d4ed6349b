import CFaultDisk
import CaseProtocol
import ClientCore
import Server
import ServerSQLite

/// SQLite's codes for a failing and for a full disk.
private let ioError: Int32 = 10
private let diskFull: Int32 = 13

/// What goes wrong beside the network.
extension World {
    func strike(_ fault: Fault) throws {
        let device = devices[dice.draw(devices.count)]
        trace.note("strike", text: fault.rawValue, device.index)
        switch fault {
        case .killClient: killAndReopen(device)
        case .clientIO, .clientFull: failDisk(of: device, fault)
        case .clockJump: jump(device)
        case .restoreClient: try restore(device)
        case .cloneClient: try clone(device)
        case .foreignCursor: try takeForeignCursor(device)
        case .killServer: dice.percent(50) ? server.crash() : server.stop()
        case .cutPowerInGroup: cutPower()
        case .serverIO, .serverFull:
            guard server.isUp else { return }
            fault_disk_plan(
                0, Int32(FAULT_WRITE | FAULT_SYNC), Int32(dice.draw(20)), fault == .serverIO ? ioError : diskFull,
                Int32(dice.within(1...3)), dice.percent(30) ? 1 : 0)
        case .restoreServer: try restoreServer()
        default: return
        }
        count(fault)
        if !server.isUp {
            breakConnections()
            downUntil = step + dice.within(0...20)
        }
    }

    /// The disk of a device fails or is full for a while: SQLite's own, or that of a store in memory.
    func failDisk(of device: SimDevice, _ fault: Fault) {
        let times = fault == .clientIO ? dice.within(1...2) : dice.within(2...6)
        guard device.isOnDisk else {
            device.store.fault = (dice.draw(4), times)
            return
        }
        fault_disk_plan(
            device.disk, Int32(FAULT_WRITE | FAULT_SYNC), Int32(dice.draw(12)), fault == .clientIO ? ioError : diskFull,
            Int32(times), dice.percent(30) ? 1 : 0)
    }

    private func killAndReopen(_ device: SimDevice) {
        orphan(device)
        device.kill(seed: dice.percent(50) ? dice.word() : nil)
    }

    /// Starts the programs that are not running.
    func restart() throws {
        if !server.isUp, step >= downUntil || isHealing { try startServer() }
        for device in devices where !device.isRunning && (isHealing || dice.percent(20)) {
            device.kill(seed: device.isOnDisk ? dice.word() : nil)
            thread.drain()
            try device.open()
            trace.note("opened", device.index)
            try checkFlip(device)
        }
    }

    /// What was answered is there, whatever happened to the process or its power.
    func startServer() throws {
        try server.start()
        server.store.holdsReads = plan.isOn(.heldReads) && !isHealing
        isLapsing = false
        let (head, hash) = try server.store.readNow { snapshot in
            (try snapshot.head(), oracle.head == 0 ? nil : try snapshot.commit(oracle.head)?.hash)
        }
        trace.note("started", head)
        guard head >= oracle.head, hash == oracle.headers.last?.hash else {
            throw Violation("durable", "the server answered commit \(oracle.head) and came up with \(head)")
        }
    }

    private func cutPower() {
        fault_disk_plan(
            0, Int32(FAULT_WRITE | FAULT_SYNC), Int32(dice.draw(24)), ioError, -1, dice.percent(50) ? 1 : 0)
        commitGroup()
        // A group that was through before power failed is known to be durable.
        try? look()
        server.crash()
    }

    private func jump(_ device: SimDevice) {
        let year: Int64 = 31_557_600_000
        switch dice.draw(4) {
        case 0: device.clock.offset = Int64(dice.within(-50...50)) * year
        case 1: device.clock.offset = Int64(dice.within(-3...3)) * 86_400_000
        case 2: device.clock.offset = 0
        default: device.clock.offset = Int64(dice.within(-900...900)) * 1_000
        }
    }

    /// Keeps a copy of what a device holds, or puts an earlier one back.
    private func restore(_ device: SimDevice) throws {
        guard let copy = device.copy else {
            if device.isRunning { device.copy = device.take() }
            return
        }
        orphan(device)
        device.kill(seed: nil)
        thread.drain()
        try device.put(copy, keepsWitness: dice.percent(50))
        for index in device.promised.indices where index >= copy.promisedCount {
            device.promised[index].isExcused = true
        }
        device.copy = nil
    }

    /// A second device with everything that the first one has.
    private func clone(_ device: SimDevice) throws {
        guard devices.count < 12, device.isRunning, !device.isOnDisk else { return }
        let other = try SimDevice(
            index: devices.count, person: device.person, isOnDisk: false, pageBytes: device.pageBytes,
            clock: DeviceClock(world: clock.now().milliseconds), seed: dice.word(),
            image: template.deviceImage)
        let copy = device.take()
        other.kill(seed: nil)
        try other.put(copy, keepsWitness: dice.percent(40))
        other.promised = device.promised
        other.settledAt = device.settledAt
        other.unchanged = device.unchanged
        devices.append(other)
        try other.open()
    }

    /// A shared terminal: somebody goes on with the cursor of another person.
    private func takeForeignCursor(_ device: SimDevice) throws {
        let others = devices.filter { $0.person != device.person && $0.isRunning }
        guard device.isRunning, !device.isSyncing, let other = dice.pick(others),
            let cursor = try other.replica?.meta().cursor, snapshots[cursor]?.person == other.person
        else { return }
        let kill = device.store.kill
        device.store.kill = nil
        defer { device.store.kill = kill }
        do {
            try device.store.write { transaction in
                guard var meta = try transaction.meta(), meta.stagedCursor == nil else { return }
                meta.cursor = cursor
                try transaction.setMeta(meta)
            }
        } catch let error where error is DiskFault || error.isOfSQLite { return }
    }

    /// Keeps a copy of the server's disk, or puts an earlier one back: as `tatuad restore` does, with a new epoch, or as somebody
    /// does who copies files.
    func restoreServer() throws {
        guard let (image, knownHead, knownKey) = serverCopy else {
            serverCopy = (fault_disk_take(0), oracle.head, oracle.commandKey)
            evidence.copy = server.blobs.content
            return
        }
        if server.isUp { server.stop() }
        breakConnections()
        fault_disk_put(0, image)
        fault_disk_free(image)
        serverCopy = nil
        // Files are copied with the rest, or lie on a disk that nothing happened to.
        if let content = evidence.copy, dice.percent(50) { server.blobs.content = content }
        evidence.completed = []
        let isSilent = plan.isSilent(afterRestores: restoreCount)
        try server.openRestored(isSilent: isSilent)
        epochText = try server.store.readNow { try $0.setting("epoch") } ?? epochText
        let (head, key) = try server.storedEnd()
        // A copy of a disk that fails may hold, whole, what nobody was answered and what became something else: the next look
        // reads whatever came after what was known.
        oracle.forget(after: min(head, knownHead), commandKey: min(key, knownKey))
        try look()
        if isSilent { forgetSnapshots() } else { snapshots = [:] }
        for device in devices {
            device.head = 0
            device.unchanged = [:]
        }
        restoreCount += 1
        stuck.tallies = [:]
        trace.note("restored", head, isSilent ? 1 : 0)
        if isSilent { count("silent restores") }
        try startServer()
    }

    /// After a restore that nobody was told of: cursors from before what was lost hold as they did.
    private func forgetSnapshots() {
        let now = oracle.mark
        snapshots = snapshots.compactMapValues { snapshot in
            guard let mark = snapshot.mark else { return snapshot }
            guard mark.head <= now.head else { return nil }
            // What was refused since is forgotten at the server, and makes no commit: nothing shows it before the next pull.
            return mark.commandCount <= now.commandCount ? snapshot : (mark, snapshot.person, true)
        }
    }
}
