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
    /// Those of them that are thumbnails.
    var thumbs: Set<BlobID> = []
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
        let known = evidence.files.keys.filter { !evidence.thumbs.contains($0) }.sorted()
        let bytes: [UInt8]
        if dice.percent(20), let blob = dice.pick(known), let same = evidence.files[blob] {
            bytes = same
        } else {
            let line = Array("A paper \(canary()). ".utf8)
            bytes = Array(repeatElement(line, count: dice.within(1...70)).joined())
        }
        let blob = try know(bytes)
        let thumb = plan.attachesThumbs ? Self.thumb(of: blob) : nil
        if let thumb { evidence.thumbs.insert(try know(thumb)) }
        let file = NewEvidence(bytes: bytes, name: "paper.txt", confidentiality: kind, thumb: thumb)
        promise(device, try replica.attach(file, to: caseID, on: device.shelf))
    }

    private func know(_ bytes: [UInt8]) throws -> BlobID {
        guard let blob = BlobID(digest: SHA256.hash(bytes).bytes) else { throw SimulatorFault("no name for a file") }
        evidence.files[blob] = bytes
        return blob
    }

    /// A JPEG picture of nothing, of two parts or more, which no other file has.
    private static func thumb(of blob: BlobID) -> [UInt8] {
        let data = repeatElement(Array("A small \(blob.hex). ".utf8), count: 6).joined()
        return [0xFF, 0xD8, 0xFF, 0xDA, 0x00, 0x02] + data + [0xFF, 0xD9]
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
}
