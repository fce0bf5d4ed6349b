public import CaseProtocol

/// What a bundle from the server changed here.
public struct BundleImportReport: Hashable, Sendable {
    /// Whether the device was past it already: nothing changed then.
    public var isStale = false
    /// What came, as of a sync. ``SyncReport/complete`` is false while further parts are missing.
    public var sync = SyncReport()
    /// Which part of an answer it was, from 1.
    public var part = 1
    /// Why the server did not take the commands that this answers.
    public var problem: Problem?
}

extension Replica {
    /// Takes in a bundle from the server: its pages are staged and flip as those of a pull do. All of it or nothing.
    ///
    /// A bundle that this device is past changes nothing and is no error.
    ///
    /// - Throws: a ``Problem``: ``ProblemCode/bundleDamaged``, ``ProblemCode/bundleForeign``, ``ProblemCode/bundleOutOfOrder``,
    ///   ``ProblemCode/notSignedIn``; what reading throws.
    public func importBundle(_ input: BundleInput) throws -> BundleImportReport {
        let (_, keys, server) = try bundleParties()
        var preamble: [UInt8] = []
        let header = try BundleHeader(input, preamble: &preamble)
        guard header.kind == .toDevice else {
            throw Problem(.bundleForeign, "This bundle is for a server: tatuad bundle import.")
        }
        guard header.to == (try crypto.keyID(ofPublicKey: keys.agreement)) else {
            throw Problem(.bundleForeign, "This bundle is for another device.")
        }
        guard header.from == (try crypto.keyID(ofPublicKey: server.signing)) else {
            throw Problem(
                .serverKeyChanged,
                "This bundle is signed with another key than that of this device's server. If the server has a new one, sign in with --accept-new-key."
            )
        }
        var report = BundleImportReport()
        if try isRoundStaged { try flip(into: &report.sync) }
        report.sync.complete = false
        let taken = try takeAll { transaction in
            var taking = BundleTaking(created: header.created)
            var records = BundleRecords()
            do {
                try crypto.open(input, preamble: preamble, from: server.signing, with: keys) { bytes in
                    for record in try records.take(bytes) { try taking.take(record, in: transaction) }
                }
            } catch is BundleTaking.Stale {
                taking.isStale = true
                return taking
            }
            try records.finish()
            try taking.finish()
            return taking
        }
        report.isStale = taken.isStale
        report.part = taken.part
        report.problem = taken.problem
        if taken.isStale { return report }
        try noteContact()
        report.sync.pages += taken.pages
        if taken.isComplete { try flip(into: &report.sync) }
        if taken.problem?.code == .mutationMismatch {
            // Two copies of this replica are at work: what is pending is numbered anew, as over the network.
            try renewIdentity()
            report.sync.renewedIdentity = true
        }
        return report
    }
}

extension Replica {
    /// One transaction over a bundle. Where the answer goes on from the place of this device, and is of another history than
    /// the one it knows, no answer from there would do: the next bundle asks for everything.
    private func takeAll(
        _ body: (any ReplicaTransaction) throws -> BundleTaking
    ) throws -> BundleTaking {
        do {
            try checkIntakeRoom()
            return try store.takeIn(body)
        } catch is BundleTaking.OtherHistory {
            try dropCursor()
            throw Problem.bundleMeetsNothing
        }
    }
}

/// Takes the records of a bundle into staging.
struct BundleTaking {
    /// The pages go on from where the device stands, under another name of the history.
    struct OtherHistory: Error {}

    /// The device is past this bundle.
    struct Stale: Error {}

    let created: Timestamp
    var isStale = false
    private(set) var part = 1
    private(set) var pages = 0
    private(set) var isComplete = false
    private(set) var problem: Problem?
    private var isBegun = false

    init(created: Timestamp) { self.created = created }

    mutating func take(_ record: BundleRecord, in transaction: any ReplicaTransaction) throws {
        switch record.kind {
        case .manifest where !isBegun:
            guard let manifest = try? CanonicalJSON.decode(BundleManifest.self, from: record.bytes) else {
                throw Problem.bundleDamaged
            }
            try begin(manifest, in: transaction)
        case .page where isBegun && !isComplete:
            guard let page = PullPage(parsing: record.bytes) else { throw Problem.bundleDamaged }
            try transaction.appendStagedPage(page.bytes)
            var meta = try transaction.knownMeta()
            meta.stagedCursor = page.trailer.next
            try transaction.setMeta(meta)
            pages += 1
            isComplete = page.trailer.complete
        case let kind where isBegun && kind.isSkippable: return
        default: throw Problem.bundleDamaged
        }
    }

    func finish() throws {
        guard isBegun, pages > 0 else { throw Problem.bundleDamaged }
    }

    private mutating func begin(_ manifest: BundleManifest, in transaction: any ReplicaTransaction) throws {
        var meta = try transaction.knownMeta()
        guard manifest.kind == .toDevice, manifest.user == meta.owner else {
            throw Problem(.bundleForeign, "This bundle is another person's.")
        }
        guard manifest.replica == meta.replica else {
            throw Problem(
                .bundleForeign,
                "This bundle answers an earlier copy of this replica. Make a new one with tatua bundle export and have it answered."
            )
        }
        part = manifest.part ?? 1
        problem = manifest.problem
        let isFull = manifest.isFull ?? false
        let continues = meta.stagedCursor != nil && manifest.since == meta.stagedCursor
        guard continues || manifest.since == meta.cursor else { throw outOfOrder(meta) }
        guard isFull || manifest.epoch == meta.epoch else {
            if let asOf = meta.asOf, created <= asOf { throw Stale() }
            throw OtherHistory()
        }
        // Asked for before a repair began: what is to come again is not in it.
        guard isFull || meta.again?.isEmpty ?? true else { throw outOfOrder(meta) }
        if isFull || !continues {
            try transaction.dropStagedPages()
            meta = try transaction.knownMeta()
            meta.stagedCursor = nil
        }
        if isFull { meta.cursor = nil }
        if let epoch = meta.epoch, epoch != manifest.epoch {
            meta.areFilesDueAgain = true
            meta.isArchiveDueAgain = true
            meta.again = nil
        }
        meta.epoch = manifest.epoch
        try transaction.setMeta(meta)
        isBegun = true
    }

    private func outOfOrder(_ meta: ReplicaMeta) -> any Error {
        if let asOf = meta.asOf, created <= asOf { return Stale() }
        guard part == 1 else {
            return Problem(
                .bundleOutOfOrder,
                "This is part \(part) of an answer, and part \(part - 1) has not been taken in. Import that one first.",
                allowed: [String(part - 1)])
        }
        return Problem.bundleMeetsNothing
    }
}

extension Problem {
    fileprivate static var bundleMeetsNothing: Problem {
        Problem(
            .bundleOutOfOrder,
            "This bundle begins where this device no longer stands, since it has synced meanwhile. Make a new one with tatua bundle export and have it answered."
        )
    }
}
