import CaseProtocol
import ClientCore
import Server
import ServerSQLite

/// The device's end of the network: a request waits there until the world moves it.
struct SimTransport: CarriedTransport {
    let world: World
    let device: Int
    let person: Int

    func carry(_ request: TransportRequest) async throws -> TransportReply {
        let sender = world.devices[device]
        world.watch(request, of: sender)
        if sender.manner.isOld, request.path == Endpoint.digest {
            let problem = Problem(.noRoute, "There is nothing at this address.")
            return TransportReply(status: 404, body: try CanonicalJSON.encode(problem))
        }
        let reply = try await withCheckedThrowingContinuation { continuation in
            let exchange = Exchange(device: device, person: person, request: request)
            exchange.continuation = continuation
            world.network.append(exchange)
        }
        return try sender.manner.received(reply, to: request)
    }
}

extension World {
    private static let lost = TransportError.unreachable("Nothing came back.")

    /// Moves a message one leg further, or lets something happen to it.
    func deliver(_ index: Int) {
        let exchange = network[index]
        pass(milliseconds: dice.within(20...900))
        if happens(.delay) {
            exchange.heldUntil = step + dice.within(3...60)
            if dice.percent(30) { pass(milliseconds: dice.within(1...21) * 86_400_000) }
            return
        }
        switch exchange.state {
        case .toServer: request(exchange, at: index)
        case .toClient(let reply): response(reply, exchange, at: index)
        case .atServer: break
        }
    }

    private func request(_ exchange: Exchange, at index: Int) {
        // Without the question, which holds a cursor: another one each time.
        let path = exchange.request.path.prefix { $0 != "?" }
        trace.note("request", text: String(path), exchange.device, exchange.request.body?.count ?? 0)
        if happens(.duplicate) {
            let ghost = Exchange(device: exchange.device, person: exchange.person, request: exchange.request)
            ghost.heldUntil = step + dice.within(1...80)
            network.append(ghost)
        }
        if happens(.dropRequest) || !server.isUp { return lose(exchange, at: index) }
        if happens(.halfOpen) {
            pass(milliseconds: 60_000)
            return lose(exchange, at: index)
        }
        if happens(.portal) {
            let page = TransportReply(status: 200, body: Array("<html><body>Welcome to the hotel</body></html>".utf8))
            network.remove(at: index)
            return exchange.answer(.success(page))
        }
        if happens(.refuseToken) {
            let problem = Problem(.notSignedIn, "This needs a sign-in.")
            network.remove(at: index)
            let body = (try? CanonicalJSON.encode(problem)) ?? []
            return exchange.answer(.success(TransportReply(status: 401, body: body)))
        }
        exchange.state = .atServer
        exchange.serverGeneration = server.generation
        exchange.headAtServer = oracle.head
        exchange.arrivedAt = clock.now()
        let manner = devices[exchange.device].manner
        let request: TransportRequest
        let isPacked: Bool
        do {
            (request, isPacked) = try onItsWay(exchange.request, manner)
        } catch {
            violation = violation ?? Violation("error", "a request cannot be packed: \(error)")
            return lose(exchange, at: index)
        }
        let server = server
        let generation = server.generation
        Task(executorPreference: thread) { [self] in
            do {
                let reply = try await server.answer(request, isPacked: isPacked, manner)
                guard generation == server.generation else { return }
                observe(reply, to: exchange)
                exchange.state = .toClient(reply)
            } catch {
                // The server's process is gone; so is the connection.
            }
        }
    }

    private func response(_ reply: TransportReply, _ exchange: Exchange, at index: Int) {
        let isPacked = reply.headers[SimManner.encoding] != nil
        trace.note("reply", exchange.device, reply.status, reply.body.count)
        if isSwallowed(reply, exchange) {
            network.remove(at: index)
            return exchange.answer(.failure(TransportError.stalled("Its answer stopped coming.")))
        }
        if happens(.dropReply) { return lose(exchange, at: index) }
        var reply = reply
        if happens(.truncate), !reply.body.isEmpty {
            reply.body.removeLast(min(reply.body.count, 1 + dice.draw(reply.body.count)))
        }
        if happens(.corrupt), !reply.body.isEmpty, isPacked {
            reply.body[dice.draw(reply.body.count)] ^= 0x55
        } else if happens(.corrupt), !reply.body.isEmpty {
            // A byte that no JSON has: what a checksum of a lower layer would not let through is another fault.
            reply.body[dice.draw(reply.body.count)] = 1
        }
        if BlobAsk(exchange.request.path)?.kind == .get, plan.isOn(.corrupt), !reply.body.isEmpty, happens(.corrupt) {
            // A file has no form that would show that it was changed on its way.
            reply.body[dice.draw(reply.body.count)] ^= 3
        }
        network.remove(at: index)
        exchange.answer(.success(reply))
    }

    private func lose(_ exchange: Exchange, at index: Int) {
        network.remove(at: index)
        exchange.answer(.failure(Self.lost))
    }

    /// Connections to a server that went down break.
    func breakConnections() {
        let broken = network.filter { if case .atServer = $0.state { true } else { false } }
        network.removeAll { exchange in broken.contains { $0 === exchange } }
        for exchange in broken { exchange.answer(.failure(Self.lost)) }
    }

    /// Requests of a program that was killed may still arrive; their answers reach nobody.
    func orphan(_ device: SimDevice) {
        for exchange in network where exchange.device == device.index {
            exchange.answer(.failure(Self.lost))
            if dice.percent(50) { exchange.heldUntil = max(exchange.heldUntil, step + dice.within(0...40)) }
        }
        network.removeAll { exchange in
            guard exchange.device == device.index else { return false }
            if case .toClient = exchange.state { return true }
            return false
        }
    }

    /// Starts a sync of a device whose program runs and does not sync already.
    func startSync(_ device: SimDevice) {
        guard device.isRunning, !device.isSyncing, !device.isMoving, let replica = device.replica else { return }
        do {
            // The program may have died between the two, or the disk failed: the person signs in again.
            if try replica.signedIn == nil { try signIn(device) }
        } catch {
            device.lastError = "\(error)"
            return
        }
        trace.note("sync", device.index)
        device.isSyncing = true
        device.syncs += 1
        armKill(device)
        let generation = device.generation
        let engine = SyncEngine(
            replica: replica, transport: SimTransport(world: self, device: device.index, person: device.person),
            pageBytes: device.pageBytes)
        Task(executorPreference: thread) { [self] in
            do {
                let report = try await engine.sync()
                ended(device, generation, report, nil)
            } catch {
                ended(device, generation, nil, error)
            }
        }
    }

    private func armKill(_ device: SimDevice) {
        if happens(.killClient) {
            device.store.kill = (dice.draw(6), dice.percent(50))
        }
        if happens(.clientIO) { failDisk(of: device, .clientIO) }
        if happens(.clientFull) { failDisk(of: device, .clientFull) }
    }

    private func ended(_ device: SimDevice, _ generation: Int, _ report: SyncReport?, _ error: (any Error)?) {
        guard generation == device.generation else { return }
        device.isSyncing = false
        device.lastError = error.map { "\($0)" }
        trace.note(
            "synced", device.index, report?.rows ?? -1, report?.outcomes.count ?? -1, report?.pages ?? -1)
        if let mismatch = report?.digestMismatch {
            violation =
                violation
                ?? Violation("I12", "device \(device.index) has \(mismatch.mine), the server \(mismatch.server)")
        }
        if let report, report.repaired > 0 { count("repaired compartments") }
        do {
            try checkFlip(device)
            if error == nil { try checkGone(device) }
        } catch let found as Violation { violation = violation ?? found } catch {
            violation = violation ?? Violation("device", "a device failed: \(error)")
        }
        check(error, of: device)
        if error == nil, violation == nil { startTransfer(device) }
    }

    /// Errors that nothing explains are findings.
    func check(_ error: (any Error)?, of device: SimDevice) {
        switch error {
        case nil, is TransportError, is DiskFault: break
        case is Killed: orphan(device)
        case let problem as Problem:
            count("problem \(problem.code)")
        case let fault as ReplicaFault:
            violation = violation ?? Violation("device", "device \(device.index): \(fault)")
        case .some(let error) where error.isOfSQLite && device.isOnDisk && plan.failsDisks:
            count("disk errors of clients")
        case .some(let error):
            violation = violation ?? Violation("device", "device \(device.index): \(error)")
        }
    }
}
