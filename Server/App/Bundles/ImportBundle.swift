public import CaseProtocol
internal import Workflow

extension ServerCore {
    /// Takes in a device's bundle: its commands go the way of every push, each once, however often the file comes.
    ///
    /// What refuses the push as a whole is in the report and in the answer; what refuses the file is thrown. A bundle that a
    /// device handed in before it was erased (``rescue(_:)``) is taken in also when the device is signed out since: it was sealed
    /// and signed while it was not asked for that, and whoever runs the server decides that it takes effect.
    ///
    /// - Throws: a ``Problem``: ``ProblemCode/bundleDamaged``, ``ProblemCode/bundleForeign``, ``ProblemCode/notSignedIn``.
    public func importBundle(_ input: BundleInput) async throws -> BundleReport {
        let bundle = try await receive(input, acceptingSignedOut: try isRescued(input))
        let sender = bundle.person.party.id
        // Without their offices all of it would be refused, and be decided with that.
        guard try await store.read({ try $0.account(sender)?.suspendedAt }) == nil else {
            throw Problem(
                .accountSuspended,
                "\(bundle.person.party.name) is suspended and may do nothing of what is in this bundle. It stays as it is; to let it take effect: tatuad user resume, this again, tatuad user suspend."
            )
        }
        var report = BundleReport(replica: bundle.person.replica, user: bundle.person.party.name)
        do {
            for request in bundle.pushes {
                let reply = try await push(request, as: bundle.person)
                report.commands += request.commands.count
                report.add(reply.out)
            }
            // What they belong to is decided first.
            let whole = try await takeFiles(bundle.files, by: bundle.person)
            if whole > 0 { report.evidence = whole }
        } catch let problem as Problem {
            report.problem = problem
        }
        let ask = BundleAsk(
            replica: bundle.person.replica, user: bundle.person.party.id, signingKeyID: bundle.keys.signingKeyID,
            cursor: bundle.pull.cursor, acked: max(0, bundle.pull.acked), problem: report.problem)
        try await store.write { transaction in
            guard try transaction.replica(ask.replica).map({ $0.user == ask.user }) ?? true else {
                throw Problem.replicaForeign
            }
            try transaction.put(ask)
        }
        return report
    }

    /// Whether just these bytes were handed in by a replica that was to be erased.
    func isRescued(_ input: BundleInput) throws -> Bool {
        guard input.byteCount <= Self.rescueBytesMax else { return false }
        return try directives.holds(try input.read(0, input.byteCount))
    }

    /// What the bundle's device asks for, without performing anything.
    public func bundleAsk(in input: BundleInput) async throws -> BundleAsk {
        let bundle = try await receive(input)
        return BundleAsk(
            replica: bundle.person.replica, user: bundle.person.party.id, signingKeyID: bundle.keys.signingKeyID,
            cursor: bundle.pull.cursor, acked: max(0, bundle.pull.acked), problem: nil)
    }

    /// What a device asked for in its last bundle.
    ///
    /// - Throws: a ``Problem`` with ``ProblemCode/notFound`` when none came.
    public func bundleAsk(of replica: ReplicaID) async throws -> BundleAsk {
        guard let ask = try await store.read({ try $0.bundleAsk(of: replica) }) else {
            throw Problem(.notFound, "No bundle of this replica has come here.", path: "replica")
        }
        return ask
    }
}
