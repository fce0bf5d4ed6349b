import CaseCrypto
import CaseProtocol
import ClientCore
import Server
import ServerSQLite
import Workflow

/// What the run knows of files.
struct EvidenceWorld {
    /// What every file that somebody attached really holds.
    var files: [BlobID: [UInt8]] = [:]
    /// Files that the server said it has whole and checked.
    var completed: Set<BlobID> = []
    /// The server's files as they were when its disk was copied.
    var copy: SimBlobStore.Content?
}

/// Files: attached, sent and fetched in parts over the same bad network, cleaned up.
extension World {
    /// The largest part of a file; small, so that a small file has several.
    private static let partLimits = BlobLimits(
        blobBytesMax: BlobLimits.standard.blobBytesMax, chunkBytesMax: 400, thumbBytesMax: 8_192,
        dayBytesMax: BlobLimits.standard.dayBytesMax,
        compartmentBytesMax: BlobLimits.standard.compartmentBytesMax)

    func attach(_ device: SimDevice, _ replica: Replica) throws {
        guard !device.manner.isOld, let caseID = try someCase(replica) else { return }
        let isOfficer = try replica.party.desk != nil
        let kind: ConfidentialityClass = isOfficer && dice.percent(50) ? .internal : .parties
        // Now and then a file that somebody else attached: its bytes are the same, and give nobody anything.
        let known = evidence.files.keys.sorted()
        let bytes: [UInt8]
        if dice.percent(20), let blob = dice.pick(known), let same = evidence.files[blob] {
            bytes = same
        } else {
            let line = Array("A paper \(canary()). ".utf8)
            bytes = Array(repeatElement(line, count: dice.within(1...70)).joined())
        }
        guard let blob = BlobID(digest: SHA256.hash(bytes).bytes) else { throw SimulatorFault("no name for a file") }
        evidence.files[blob] = bytes
        let file = NewEvidence(bytes: bytes, name: "paper.txt", confidentiality: kind)
        promise(device, try replica.attach(file, to: caseID, on: device.shelf))
    }

    /// After a sync, so that the server knows what the files belong to.
    func startTransfer(_ device: SimDevice) {
        guard plan.acts.contains(.attach), !device.manner.isOld, device.isRunning, !device.isMoving,
            isHealing || plan.isOfFiles || dice.percent(60), let replica = device.replica
        else { return }
        let wanted: [Transfer]
        do {
            try replica.prune(device.shelf)
            wanted = try replica.transfers(on: device.shelf, getsOriginals: true)
            try checkShelf(device, isPruned: true)
        } catch let found as Violation {
            violation = violation ?? found
            return
        } catch { return check(error, of: device) }
        guard !wanted.isEmpty else { return }
        trace.note("transfer", device.index, wanted.count)
        device.isMoving = true
        let generation = device.generation
        let engine = TransferEngine(
            replica: replica, shelf: device.shelf,
            transport: SimBlobTransport(
                carrier: SimTransport(world: self, device: device.index, person: device.person)))
        Task(executorPreference: thread) { [self] in
            do {
                let report = try await engine.run(wanted, limits: Self.partLimits)
                moved(device, generation, report, nil)
            } catch {
                moved(device, generation, nil, error)
            }
        }
    }

    private func moved(
        _ device: SimDevice, _ generation: Int, _ report: TransferReport?, _ error: (any Error)?
    ) {
        guard generation == device.generation else { return }
        device.isMoving = false
        trace.note("moved", device.index, report?.sent ?? -1, report?.received ?? -1)
        if let report {
            counts["files sent", default: 0] += report.sent
            counts["files received", default: 0] += report.received
            for problem in report.refused.values { count("file refused \(problem.code)") }
            device.refusedFiles.formUnion(report.refused.keys)
        }
        do { try checkShelf(device, isPruned: false) } catch let found as Violation {
            violation = violation ?? found
        } catch {
            // The store of the device failed under the check; the next one looks.
        }
        check(error, of: device)
    }

    /// I16 on a device: what shows as a file is the file, whole. After pruning, nothing is kept that its person may not see.
    func checkShelf(_ device: SimDevice, isPruned: Bool) throws {
        for blob in device.shelf.all() {
            guard let count = device.shelf.count(of: blob) else { continue }
            guard device.shelf.bytes(of: blob, at: 0, count: count) == evidence.files[blob] else {
                throw Violation("I16", "device \(device.index) shows a file that is not what its name says")
            }
        }
        guard isPruned, isHealing, let replica = device.replica else { return }
        let user = Cast.id(device.person)
        let own = try replica.outbox().compactMap { entry in
            if case .addEvidence(let add)? = try? entry.envelope.command() { add.blob } else { nil }
        }
        let seen = oracle.current(.evidence).filter { oracle.isVisible($0.compartment, to: user, at: oracle.head) }
            .compactMap { Evidence($0)?.original.blob }
        let kept = Set(own + seen)
        if isSettledNow(device), let blob = device.shelf.all().first(where: { !kept.contains($0) }) {
            throw Violation("I9", "device \(device.index) keeps the file \(blob) that it may not see")
        }
    }

    /// Whether a device stands at the head.
    private func isSettledNow(_ device: SimDevice) -> Bool {
        guard let cursor = device.cursor else { return false }
        return mark(of: device, at: cursor) == oracle.mark
    }

    /// What an upload, or a request in gzip, suffers on its way: it is cut short, or a byte of it changes.
    func onItsWay(
        _ request: TransportRequest, _ manner: SimManner
    ) throws -> (request: TransportRequest, isPacked: Bool) {
        var request = request
        let isPacked: Bool
        (request.body, isPacked) = try manner.packed(request)
        guard isPacked || BlobAsk(request.path)?.kind == .part, var body = request.body, !body.isEmpty else {
            return (request, false)
        }
        if happens(.truncate) { body.removeLast(1 + dice.draw(body.count)) }
        if !body.isEmpty, happens(.corrupt) { body[dice.draw(body.count)] = UInt8(ascii: "#") }
        request.body = body
        return (request, isPacked)
    }

    /// I16 and I8 on what the server answers about files.
    func checkBlob(_ ask: BlobAsk, _ reply: TransportReply, _ exchange: Exchange) throws {
        guard reply.status == 200 else { return }
        guard ask.kind == .get else {
            let standing = try CanonicalJSON.decode(PlayedStanding.self, from: reply.body)
            if standing.isComplete { evidence.completed.insert(ask.blob) }
            return
        }
        guard let file = evidence.files[ask.blob],
            reply.body == Array(file.dropFirst(ask.offset).prefix(ask.count))
        else { throw Violation("I16", "the server gives bytes of \(ask.blob) that are not the file's") }
        let user = Cast.id(exchange.person)
        let isSeen = oracle.current(.evidence).contains { row in
            Evidence(row)?.original.blob == ask.blob
                && oracle.couldSee(row.compartment, user, from: exchange.headAtServer, to: oracle.head)
        }
        if !isSeen { throw Violation("I8", "the server gives a file to somebody who sees nothing that it belongs to") }
        count("file parts given")
    }

    /// I16 at the server: what a row names and was received whole is there, whatever was cleaned up.
    func checkServerFiles() throws {
        guard server.isUp else { return }
        let named = Set(oracle.current(.evidence).compactMap { Evidence($0)?.original.blob })
        for blob in evidence.completed.sorted() where named.contains(blob) {
            guard server.blobs.content.blobs[blob]?.bytes == evidence.files[blob] else {
                throw Violation("I16", "the server lost a file that it had received and that a row names")
            }
        }
    }

    func collectFiles() {
        guard server.isUp else { return }
        // Mostly after days: what is young is left alone.
        if dice.percent(50) { pass(milliseconds: dice.within(7...31) * 86_400_000) }
        let core = server.core
        Task(executorPreference: thread) { [self] in
            do {
                let done = try await core.collectBlobs()
                counts["files cleaned up", default: 0] += done.blobs + done.strays
                counts["uploads cleaned up", default: 0] += done.uploads
            } catch {
                // The store failed or went; the next clean-up finds the same.
            }
            do { try checkServerFiles() } catch let found as Violation { violation = violation ?? found } catch {}
        }
    }

    /// I11 for files: at the end no device has a file to send that the server would take.
    func checkFilesAtEnd() throws {
        guard plan.acts.contains(.attach) else { return }
        try checkServerFiles()
        for device in devices where !device.manner.isOld {
            guard let replica = device.replica else { continue }
            try checkShelf(device, isPruned: false)
            let due = try replica.transfers(on: device.shelf).filter {
                $0.direction == .up && !device.refusedFiles.contains($0.blob)
            }
            if let transfer = due.first {
                throw Violation("I11", "device \(device.index) still has \(transfer.blob) to send")
            }
            if let blob = try lacking(of: device, replica) {
                throw Violation("I16", "device \(device.index) has the file \(blob), and the server has it not")
            }
        }
    }
}

extension World {
    /// Whether the server has every file that was attached on a device and is still there.
    var areFilesAtServer: Bool {
        get throws {
            guard plan.acts.contains(.attach) else { return true }
            return try devices.allSatisfy { device in
                guard !device.manner.isOld, let replica = device.replica else { return true }
                return try lacking(of: device, replica) == nil
            }
        }
    }

    /// What was attached here and is on a case is at the server, whoever sees it: also at one that was put back.
    private func lacking(of device: SimDevice, _ replica: Replica) throws -> BlobID? {
        let known = Set(oracle.current(.evidence).compactMap { Evidence($0)?.original.blob })
        for entry in try replica.outbox() where entry.state == .settled {
            guard case .addEvidence(let add)? = try? entry.envelope.command(), known.contains(add.blob),
                device.shelf.count(of: add.blob) != nil, !device.refusedFiles.contains(add.blob)
            else { continue }
            if server.blobs.content.blobs[add.blob] == nil { return add.blob }
        }
        return nil
    }
}

extension Oracle {
    /// Whether there was a moment between two commits at which somebody could see a compartment; roles and places may be of
    /// different moments of it, as who asks is known before what they ask for is read.
    func couldSee(_ compartment: Compartment, _ user: UserID, from: Int, to: Int) -> Bool {
        func overlaps(_ interval: Interval) -> Bool { interval.from <= to && interval.to.map { $0 > from } ?? true }
        let own = Set((memberships[user] ?? []).filter(overlaps).map(\.audience))
        return (placements[compartment] ?? []).contains { own.contains($0.audience) && overlaps($0) }
    }
}
