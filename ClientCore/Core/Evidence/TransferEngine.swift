public import CaseProtocol

/// What moving files did.
public struct TransferReport: Hashable, Sendable {
    /// How many files went up whole, thumbnails among them.
    public var sent = 0
    /// How many came down whole.
    public var received = 0
    /// How many bytes were moved.
    public var bytes = 0
    /// How many wait for another time.
    public var left = 0
    /// What the server refused, by file.
    public var refused: [BlobID: Problem] = [:]

    /// Nothing moved yet.
    public init() {}
}

/// Moves files between a replica's shelf and a server: takes the steps that ``TransferMachine`` decides on. After a sync,
/// so that the server knows what the files belong to.
public struct TransferEngine: Sendable {
    private let replica: Replica
    private let shelf: any BlobShelf
    private let transport: any BlobTransport

    /// Moves files of `replica`, which lie on `shelf`.
    public init(replica: Replica, shelf: any BlobShelf, transport: any BlobTransport) {
        self.replica = replica
        self.shelf = shelf
        self.transport = transport
    }

    /// Moves what `wanted` names. Whatever is interrupted goes on with the next call where it stood.
    ///
    /// - Throws: ``TransportError`` when the server cannot be reached; a ``Problem`` when it refuses the conversation;
    ///   ``ReplicaFault/noRoom(_:)`` before a file is fetched that the disk has too little room for; errors of the shelf.
    public func run(_ wanted: [Transfer], budgetBytes: Int? = nil, limits: BlobLimits = .standard) async throws
        -> TransferReport
    {
        guard let session = try replica.signedIn else {
            throw Problem(.notSignedIn, "Nobody is signed in on this device.")
        }
        var machine = TransferMachine(wanted, budgetBytes: budgetBytes, partBytesMax: limits.chunkBytesMax)
        var action = machine.step(.begun)
        while true {
            let event: TransferMachine.Event
            do {
                switch action {
                case .ask(let transfer):
                    let standing = try await transport.uploadState(of: transfer.blob, token: session.token)
                    if standing.isComplete { try taken(transfer) }
                    event = .stood(standing)
                case .send(let transfer, let offset, let count):
                    let part = try shelf.bytes(of: transfer.blob, at: offset, count: count)
                    let began = replica.now
                    let standing = try await transport.upload(
                        part, of: transfer.blob, at: offset, length: transfer.length, token: session.token)
                    if standing.isComplete { try taken(transfer) }
                    event = .uploaded(standing, milliseconds: replica.now.milliseconds - began.milliseconds)
                case .look(let transfer): event = .held(try shelf.partialCount(of: transfer.blob))
                case .fetch(let transfer, let offset, let count):
                    try replica.checkIntakeRoom()
                    let began = replica.now
                    let bytes = try await transport.download(
                        transfer.blob, at: offset, count: count, token: session.token)
                    let kept = Array(bytes.prefix(count))
                    try shelf.append(kept, to: transfer.blob)
                    event = .downloaded(kept.count, milliseconds: replica.now.milliseconds - began.milliseconds)
                case .check(let transfer): event = .checked(isRight: try check(transfer))
                case .finish: return report(of: machine)
                case .fail(let problem): throw problem
                }
            } catch let problem as Problem {
                if case .fail = action { throw problem }
                event = .refused(problem)
            }
            let refusals = machine.refused.count
            action = machine.step(event)
            for (transfer, problem) in machine.refused[refusals...] where transfer.direction == .up {
                try replica.noteRefusal(problem, of: transfer.blob)
                // On a case through somebody else, and attached here by nothing that is left: it is not ours to send.
                if problem.code == .notFound, try !replica.attaches(transfer.blob) {
                    try shelf.setUploadDue(false, of: transfer.blob)
                }
            }
        }
    }

    private func taken(_ transfer: Transfer) throws {
        try shelf.setUploadDue(false, of: transfer.blob)
        try replica.forgetRefusals(of: [transfer.blob])
    }

    /// Only here does a file become one that can be seen.
    private func check(_ transfer: Transfer) throws -> Bool {
        let bytes = try shelf.partial(of: transfer.blob)
        #if PLANTED_BUGS
            if PlantedBug.isOn(.blobBeforeHash) {
                try shelf.put(bytes, as: transfer.blob)
                return true
            }
        #endif
        guard replica.isIntact(bytes, as: transfer.blob) else {
            try shelf.dropPartial(of: transfer.blob)
            return false
        }
        try shelf.put(bytes, as: transfer.blob)
        return true
    }

    private func report(of machine: TransferMachine) -> TransferReport {
        var report = TransferReport()
        report.sent = machine.done.count { $0.direction == .up }
        report.received = machine.done.count - report.sent
        report.bytes = machine.bytesMoved
        report.left = machine.left.count
        for (transfer, problem) in machine.refused { report.refused[transfer.blob] = problem }
        return report
    }
}
