import CFaultDisk
import ClientCore
import Server
import ServerSQLite

/// The end of a run: faults stop, everything that is under way arrives, everybody syncs until nothing is left to do.
extension World {
    /// How many rounds of syncs everybody gets.
    static let roundsMax = 8

    func heal() throws {
        isHealing = true
        trace.note("heal")
        for disk in 0..<(devices.count + 1) { fault_disk_plan(Int32(disk), 0, 0, 0, 0, 0) }
        for device in devices { (device.store.kill, device.store.fault) = (nil, nil) }
        server.store.holdsReads = false
        try restart()
        for device in devices { (device.store.kill, device.store.fault) = (nil, nil) }
        try quieten()
        for _ in 0..<Self.roundsMax {
            let mark = oracle.mark
            for device in devices {
                startSync(device)
                try quieten()
            }
            if oracle.mark == mark, try isSettled { return }
        }
    }

    private var isSettled: Bool {
        get throws {
            try devices.allSatisfy { device in
                guard let replica = device.replica, let cursor = try replica.meta().cursor else { return false }
                return try snapshots[cursor]?.mark == oracle.mark && replica.pendingCount == 0
            }
        }
    }

    /// Lets everything that is under way arrive.
    private func quieten() throws {
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
