public import CaseProtocol

/// What a bundle for the server holds.
public struct BundleExportReport: Hashable, Sendable {
    /// How many commands, all of which wait for their outcome here.
    public var commands = 0
    /// When it was made.
    public var created: Timestamp
}

extension Replica {
    /// Whether a number between what was answered and what waits is missing here: lost by the server and dealt with.
    private var hasGapBeforePending: Bool {
        get throws {
            try store.read { snapshot in
                let meta = try snapshot.knownMeta()
                let numbers = try snapshot.pendingOutbox().filter { $0.replica == meta.replica }.map(\.envelope.n)
                    .sorted()
                return !zip(numbers, (meta.acked + 1)...).allSatisfy { $0 == $1 }
            }
        }
    }

    /// Writes a bundle for the server: every command that waits, as a push carries it, and what to answer with. The commands are
    /// marked as sent. Made again it holds the same commands: the server performs each once.
    ///
    /// - Throws: a ``Problem`` with ``ProblemCode/notSignedIn``; what `output` throws.
    public func exportBundle(into output: @escaping BundleOutput) throws -> BundleExportReport {
        let (owner, keys, server) = try bundleParties()
        // Nobody answers while a bundle is written: numbers that the server would find missing are given anew before.
        if try hasGapBeforePending { try renewIdentity() }
        // A repair under way has put the cursor ahead of what is still to come again, and an answer holds only what comes after
        // the cursor: everything is asked for instead.
        if try !(meta().again?.isEmpty ?? true) { try dropCursor() }
        var report = BundleExportReport(created: now)
        let preamble = try BundleHeader(
            kind: .toServer, from: try crypto.keyID(ofPublicKey: keys.signing),
            to: try crypto.keyID(ofPublicKey: server.agreement), created: report.created
        ).preamble()
        let meta = try meta()
        let manifest = BundleManifest(kind: .toServer, replica: meta.replica, user: owner, epoch: meta.epoch)
        try crypto.seal(preamble: preamble, to: server.agreement, with: keys, into: output) { append in
            try append(BundleRecord(.manifest, try CanonicalJSON.encode(manifest)).framed)
            var from: Int?
            while case .batch(let request) = try nextPush(from: from, limits: .standard),
                let last = request.commands.last
            {
                try append(BundleRecord(.push, try CanonicalJSON.encode(request)).framed)
                report.commands += request.commands.count
                from = last.n + 1
            }
            try append(BundleRecord(.pull, try CanonicalJSON.encode(try pullRequest())).framed)
        }
        return report
    }
}
