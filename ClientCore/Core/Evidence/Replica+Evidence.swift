public import CaseProtocol
public import Workflow

/// A file on a case, as this device knows it.
public struct EvidenceItem: Hashable, Sendable {
    /// Its number on the case here, from 1.
    public let number: Int
    public let evidence: Evidence
    /// Whether its bytes are on this device.
    public let isHere: Bool
    /// Whether the server has still to get them from here.
    public let isUploadDue: Bool
    /// Why the server does not take its bytes; `nil` where it was not offered or is taken.
    public let refusal: Problem?
    /// Whether the server has not received that it was attached.
    public let isPredicted: Bool
}

extension Replica {
    /// How many bytes of files a device keeps, whatever they are.
    public static let shelfBytesMax = 1_073_741_824

    /// Puts a file on a case: its bytes on `shelf`, and the command in the outbox. Nothing leaves the device until a sync.
    ///
    /// - Parameter bytesMax: how many bytes of files this device keeps.
    /// - Throws: a ``Problem`` when the file is of a kind that is not taken or too large, when this device keeps too much
    ///   already, or when the rules refuse; nothing is kept then.
    @discardableResult
    public func attach(
        _ file: NewEvidence, to caseID: CaseID, on shelf: any BlobShelf, bytesMax: Int = shelfBytesMax
    ) throws -> Prediction {
        let media = try file.checkedMedia()
        let limits = BlobLimits.standard
        guard file.bytes.count <= limits.blobBytesMax else {
            throw Problem(
                .tooLong, "The file has \(file.bytes.count) bytes; at most \(limits.blobBytesMax) are taken.",
                path: "file"
            )
        }
        if file.publicCopyOf != nil, try !PublicCopy.isOne(ByteArray(file.bytes), media) {
            throw Problem(
                .metadataRemains, "A copy for the public must not say where or by what it was taken.", path: "file")
        }
        try makeRoom(for: file.bytes.count, on: shelf, bytesMax: bytesMax)
        let thumb = file.thumb.flatMap { $0.count <= limits.thumbBytesMax && !$0.isEmpty ? $0 : nil }
        let blob = try name(of: file.bytes)
        let thumbBlob = try thumb.map { try name(of: $0) }
        let version = versions(of: file.summary, file.confidence, on: caseID)
        let command = CaseCommand.addEvidence(
            EvidenceAdd(
                caseID: caseID, evidence: newID(), blob: blob, bytes: file.bytes.count, mime: media.rawValue,
                name: file.name.flatMap { FileName(cleaning: $0)?.text }, thumb: thumbBlob, thumbBytes: thumb?.count,
                caption: file.caption, confidentiality: file.confidentiality, takenOn: file.takenOn,
                publicCopyOf: file.publicCopyOf, confidence: version.claim))
        // Bytes first: a command whose bytes are nowhere could never be made good.
        for (blob, bytes) in [(blob, file.bytes)]
            + [thumbBlob.flatMap { id in thumb.map { (id, $0) } }].compactMap(\.self)
        {
            try shelf.put(bytes, as: blob)
            try shelf.setUploadDue(true, of: blob)
            try forgetRefusals(of: [blob])
        }
        do {
            let predictions = try perform(all: version.summary + [command])
            return predictions[predictions.count - 1]
        } catch {
            try prune(shelf)
            throw error
        }
    }

    /// Where files take up all that may be kept, those go that are only kept for a server that may be put back.
    private func makeRoom(for count: Int, on shelf: any BlobShelf, bytesMax: Int) throws {
        func held() throws -> Int { try shelf.all().reduce(0) { try $0 + (shelf.count(of: $1) ?? 0) } }
        if try held() + count > bytesMax { try prune(shelf, isShort: true) }
        let held = try held()
        guard held + count <= bytesMax else {
            throw Problem(
                .storageFull,
                "Files on this device take up \(held / 1_048_576) MB already; at most \(bytesMax / 1_048_576) MB are kept. "
                    + "Sync with --files, then attach again.",
                path: "file")
        }
    }

    /// Whether these are the bytes that `blob` names.
    public func isIntact(_ bytes: [UInt8], as blob: BlobID) -> Bool {
        BlobID(digest: crypto.sha256(bytes)) == blob
    }

    private func name(of bytes: [UInt8]) throws -> BlobID {
        guard let name = BlobID(digest: crypto.sha256(bytes)) else { throw ReplicaFault.damaged("A hash is not one.") }
        return name
    }

    /// The files on a case that are visible here, in order of being recorded.
    ///
    /// - Throws: a ``Problem`` with ``ProblemCode/notFound`` when nothing of the case is here.
    public func evidence(of caseID: CaseID, on shelf: any BlobShelf) throws -> [EvidenceItem] {
        try offerFilesAgain(on: shelf)
        let due = try uploadsOwed(on: shelf)
        let refused = try uploadRefusals()
        let all = try state(of: caseID).rows(.evidence).compactMap { Evidence($0) }.sorted { left, right in
            let moments = (left.row["recordedAt"]?.string ?? "", right.row["recordedAt"]?.string ?? "")
            return moments.0 == moments.1 ? left.id < right.id : moments.0 < moments.1
        }
        return try all.enumerated().map { index, evidence in
            let blob = evidence.original.blob
            return EvidenceItem(
                number: index + 1, evidence: evidence, isHere: try shelf.count(of: blob) != nil,
                isUploadDue: due.contains(blob),
                refusal: due.contains(blob) ? evidence.parts.compactMap { refused[$0.blob]?.problem }.first : nil,
                isPredicted: try isPredicted(evidence.id))
        }
    }

    /// What is to be moved: files attached here that the server does not have and has not refused, and thumbnails that are
    /// not here.
    ///
    /// - Parameters:
    ///   - originalBytesMax: own originals larger than this wait; `nil` for no limit.
    ///   - getsOriginals: whether originals that are not here are to come as well.
    public func transfers(
        on shelf: any BlobShelf, originalBytesMax: Int? = nil, getsOriginals: Bool = false
    ) throws -> [Transfer] {
        try offerFilesAgain(on: shelf)
        let due = Set(try shelf.uploadsDue())
        let refused = try uploadRefusals()
        var wanted: [BlobID: Transfer] = [:]
        // Only what the server knows of: it takes no bytes that belong to nothing.
        let known = try store.read { try $0.rows(ofKind: .evidence, in: .server) }.compactMap {
            $0.row.flatMap { Evidence($0) }
        }
        for evidence in known {
            for part in evidence.parts {
                let isThumb = part != evidence.original
                if due.contains(part.blob) {
                    guard refused[part.blob] == nil, isThumb || part.bytes <= originalBytesMax ?? .max else { continue }
                    wanted[part.blob] = Transfer(.up, part.blob, length: part.bytes, isThumb: isThumb)
                } else if isThumb || getsOriginals, try shelf.count(of: part.blob) == nil, wanted[part.blob] == nil {
                    wanted[part.blob] = Transfer(.down, part.blob, length: part.bytes, isThumb: isThumb)
                }
            }
        }
        for part in try partsOwed(due) where wanted[part.blob] == nil {
            guard refused[part.blob] == nil, part.isThumb || part.bytes <= originalBytesMax ?? .max else { continue }
            wanted[part.blob] = Transfer(.up, part.blob, length: part.bytes, isThumb: part.isThumb)
        }
        return wanted.values.sorted { $0.blob < $1.blob }
    }

    /// What attaching took effect and the server has still to get, though what tells of it may have left this device: the
    /// case went on, or those who read the file are not those who attached it.
    func partsOwed(_ due: Set<BlobID>) throws -> [(blob: BlobID, bytes: Int, isThumb: Bool)] {
        guard !due.isEmpty else { return [] }
        var owed: [(blob: BlobID, bytes: Int, isThumb: Bool)] = []
        for entry in try store.read({ try $0.outbox() }) where entry.state == .settled {
            // A command that cannot be read names no file.
            guard case .addEvidence(let evidence)? = try? entry.envelope.command() else { continue }
            owed.append((evidence.blob, evidence.bytes, false))
            if let thumb = evidence.thumb, let count = evidence.thumbBytes { owed.append((thumb, count, true)) }
        }
        return owed.filter { due.contains($0.blob) }
    }

    /// What is to be sent, but for files whose commands have all come back: the same bytes may be on a case through somebody
    /// else, to whom the server does not count them as ours. Where no command is left, the server knows.
    private func uploadsOwed(on shelf: any BlobShelf) throws -> Set<BlobID> {
        let due = Set(try shelf.uploadsDue())
        guard !due.isEmpty else { return [] }
        var named: Set<BlobID> = []
        var live: Set<BlobID> = []
        for entry in try store.read({ try $0.outbox() }) {
            named.formUnion(entry.blobs)
            if entry.isPending || entry.state == .settled { live.formUnion(entry.blobs) }
        }
        return due.filter { live.contains($0) || !named.contains($0) }
    }

    /// Whether a command in the outbox, of whatever state, attaches these bytes.
    func attaches(_ blob: BlobID) throws -> Bool {
        try store.read { try $0.outbox() }.contains { $0.blobs.contains(blob) }
    }

    /// How many own files the server has still to get. What came back, or was refused, and waits for its author is not to be
    /// sent.
    public func uploadsWaiting(on shelf: any BlobShelf) throws -> Int {
        let told = try store.read { try $0.effectiveRows(ofKind: .evidence) }.compactMap { Evidence($0) }
        let due = try uploadsOwed(on: shelf)
        let owed = Set(try partsOwed(due).map(\.blob))
        return due.intersection(told.flatMap(\.parts).map(\.blob)).union(owed).subtracting(try uploadRefusals().keys)
            .count
    }
}
