import CaseProtocol
import ClientCore
import Server
import ServerSQLite

/// What may happen next.
enum Move {
    case deliver(Int)
    case commit
    case read
    case sync(Int)
    case act(Act)
    case fault(Fault)
    case parcel(Int)
}

extension World {
    /// Draws the next step among all that could come.
    func nextMove() -> Move {
        let ready = network.indices.filter { isReady(network[$0]) }
        let parcels = readyParcels
        let weights: [(Int, () -> Move)] = [
            (min(ready.count, 4) * 14, { .deliver(ready[self.dice.draw(ready.count)]) }),
            (server.store.waitingCount > 0 ? (plan.isOn(.bigGroups) ? 8 : 30) : 0, { .commit }),
            (server.store.readingCount > 0 ? 30 : 0, { .read }),
            (parcels.isEmpty ? 0 : 10, { .parcel(parcels[self.dice.draw(parcels.count)]) }),
            (plan.isOfFiles ? 40 : 16, { .sync(self.dice.draw(self.devices.count)) }),
            (plan.isOfFiles ? 12 : 22, { .act(self.dice.pick(self.actList) ?? .clock) }),
            (faultList.isEmpty ? 0 : 3, { .fault(self.dice.pick(self.faultList) ?? .killClient) }),
        ]
        var left = dice.draw(weights.reduce(0) { $0 + $1.0 })
        for (weight, move) in weights {
            if left < weight { return move() }
            left -= weight
        }
        return .act(.clock)
    }

    private func isReady(_ exchange: Exchange) -> Bool {
        if exchange.heldUntil > step { return false }
        if case .atServer = exchange.state { return false }
        return true
    }

    /// Acts by how often they happen in life.
    private var actList: [Act] {
        Act.allCases.filter { plan.acts.contains($0) }.flatMap { act in
            Array(repeating: act, count: plan.isOfFiles && act == .attach ? 20 : act.weight)
        }
    }

    private var faultList: [Fault] {
        let ofSteps: [Fault] = [
            .killClient, .clientIO, .clientFull, .restoreClient, .cloneClient, .clockJump, .foreignCursor,
            .killServer, .cutPowerInGroup, .serverIO, .serverFull, .restoreServer,
        ]
        return ofSteps.filter { plan.isOn($0) }
    }

    func take(_ move: Move) throws {
        switch move {
        case .deliver(let index): deliver(index)
        case .commit: commitGroup()
        case .read: try readNext()
        case .sync(let index): startSync(devices[index])
        case .parcel(let index): deliverParcel(index)
        case .act(let act): if !plan.without.contains(act.rawValue) { try perform(act) }
        case .fault(let fault): if !plan.without.contains(fault.rawValue) { try strike(fault) }
        }
    }

    func commitGroup() {
        pass(milliseconds: 5)
        let count = server.store.waitingCount
        let limit = plan.isOn(.bigGroups) ? 16 : dice.within(1...3)
        let error = server.store.commitNext(limit)
        trace.note("commit", min(limit, count), error == nil ? 0 : 1)
    }

    private func readNext() throws {
        trace.note("read")
        do { try server.store.readNext() } catch {
            // Its disk failed; whoever asked is told.
        }
    }
}

extension Act {
    fileprivate var weight: Int {
        switch self {
        case .note, .act: 8
        case .file, .edit, .burst: 4
        case .assign, .clock, .dependents, .roles, .news, .bundle: 2
        case .moveRow, .settle: 3
        case .attach: 5
        case .badCommand, .lapse, .laterVersion, .policy, .renewIdentity, .signOut, .collect: 1
        }
    }
}
