import CaseProtocol
import ClientCore
import Workflow

/// What must hold of files: on devices, at the server, and of what is on its way.
extension World {
    /// What a row of evidence names.
    private static func parts(of row: Row) -> [BlobID] { Evidence(row)?.parts.map(\.blob) ?? [] }

    /// What a command attaches.
    private static func files(of entry: OutboxEntry) -> [BlobID] {
        guard case .addEvidence(let add)? = try? entry.envelope.command() else { return [] }
        return [add.blob] + (add.thumb.map { [$0] } ?? [])
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
        let own = try replica.outbox().flatMap(Self.files)
        let seen = oracle.current(.evidence).filter { oracle.isVisible($0.compartment, to: user, at: oracle.head) }
            .flatMap(Self.parts)
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
            Self.parts(of: row).contains(ask.blob)
                && oracle.couldSee(row.compartment, user, from: exchange.headAtServer, to: oracle.head)
        }
        if !isSeen { throw Violation("I8", "the server gives a file to somebody who sees nothing that it belongs to") }
        count("file parts given")
    }

    /// I16 at the server: what a row names and was received whole is there, whatever was cleaned up.
    func checkServerFiles() throws {
        guard server.isUp else { return }
        let named = Set(oracle.current(.evidence).flatMap(Self.parts))
        for blob in evidence.completed.sorted() where named.contains(blob) {
            guard server.blobs.content.blobs[blob]?.bytes == evidence.files[blob] else {
                throw Violation("I16", "the server lost a file that it had received and that a row names")
            }
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
        let known = Set(oracle.current(.evidence).flatMap(Self.parts))
        for entry in try replica.outbox() where entry.state == .settled {
            let lost = Self.files(of: entry).first {
                known.contains($0) && device.shelf.count(of: $0) != nil && !device.refusedFiles.contains($0)
                    && server.blobs.content.blobs[$0] == nil
            }
            if let lost { return lost }
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
