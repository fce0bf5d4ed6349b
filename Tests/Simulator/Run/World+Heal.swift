import CFaultDisk
import ClientCore
import Server
import ServerSQLite

/// The end of a run: faults stop, everything that is under way arrives, everybody syncs until nothing is left to do.
extension World {
    /// How many rounds of syncs everybody gets.
    static let roundsMax = 8
    /// How many bundles a device without a network needs at most: to learn of a restore, to give back what was lost, and to
    /// hear of it; each once more where another copy of the device was at work.
    private static let bundlesMax = 8

    func heal() throws {
        isHealing = true
        trace.note("heal")
        for disk in 0..<(devices.count + 1) { fault_disk_plan(Int32(disk), 0, 0, 0, 0, 0) }
        for device in devices { (device.store.kill, device.store.fault) = (nil, nil) }
        server.store.holdsReads = false
        try restart()
        for device in devices { (device.store.kill, device.store.fault) = (nil, nil) }
        try quieten()
        try healStuck()
        try healByBundles()
        try healBySyncs()
        guard try !areFilesAtServer else { return }
        // What went with a copy of the disk and made no commit, no cursor tells of: own files are offered again every week.
        count("waited a week for files")
        pass(milliseconds: 8 * 86_400_000)
        try healBySyncs()
        try healBySyncs()
    }

    private func healBySyncs() throws {
        for _ in 0..<Self.roundsMax {
            let mark = oracle.mark
            for device in devices {
                startSync(device)
                try quieten()
                try healLink(of: device)
            }
            if oracle.mark == mark, try isSettled { return }
        }
    }

    /// I11 without a network: where bundles are used, one device comes to rest by them alone. Where a copy of the server is at
    /// hand it is put back before, in silence in some runs: then that device is the first to meet the server.
    private func healByBundles() throws {
        guard plan.acts.contains(.bundle), let device = try devices.first(where: signs) else { return }
        if serverCopy != nil, plan.isOn(.restoreServer) {
            try restoreServer()
            try quieten()
        }
        for _ in 0..<Self.bundlesMax {
            guard let replica = device.replica else { throw SimulatorFault("a healed device does not run") }
            if try isSettled(device) { return count("came to rest by bundles") }
            try makeBundle(device, replica)
            try quieten()
        }
        throw Violation("I11", "device \(device.index) does not come to rest by bundles alone")
    }

    private var isSettled: Bool { get throws { try devices.allSatisfy(isSettled) } }

    private func isSettled(_ device: SimDevice) throws -> Bool {
        guard let replica = device.replica, let cursor = try replica.meta().cursor else { return false }
        return try mark(of: device, at: cursor) == oracle.mark && replica.pendingCount == 0
    }

    /// Lets everything that is under way arrive.
    func quieten() throws {
        try settle()
        var turns = 0
        while !network.isEmpty || !parcels.isEmpty || server.store.waitingCount > 0 || server.store.readingCount > 0 {
            turns += 1
            server.pauses.wake(nil)
            thread.drain()
            if let index = readyParcels.first { deliverParcel(index) }
            guard turns < 20_000 else { throw Violation("I18", "the network does not become quiet") }
            if server.store.waitingCount > 0 { commitGroup() }
            while server.store.readingCount > 0 { try server.store.readNext() }
            if let index = network.firstIndex(where: { if case .atServer = $0.state { false } else { true } }) {
                deliver(index)
            }
            try settle()
        }
    }

    /// Ends every task, so that nothing of the run stays behind.
    func close() {
        for device in devices { device.kill(seed: nil) }
        server.stop()
        for exchange in network { exchange.answer(.failure(TransportError.unreachable("The run is over."))) }
        network = []
        thread.drain()
        if let image = serverCopy?.image { fault_disk_free(image) }
        for device in devices { if let image = device.copy?.disk { fault_disk_free(image) } }
    }
}
