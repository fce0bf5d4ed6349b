internal import CaseCrypto
public import CaseProtocol
internal import Logging
internal import Workflow

extension ServerCore {
    /// Shows what erasing a case takes away or, with the hash of what was shown, does it: the bytes and salts of its rows, what was
    /// written in its commands, its files. The chain stays whole, the record says who was told why, and devices drop the case
    /// with their next sync.
    ///
    /// - Throws: a ``Problem``: ``ProblemCode/notFound``; ``ProblemCode/onHold`` with the hold's reason;
    ///   ``ProblemCode/guardFailed`` when it is not what was shown; one that names the reason.
    public func erase(_ request: EraseRequest) async throws -> PlanReport<ErasurePlan> {
        let reason = try Self.checkedReason(request.reason)
        let caseID = try await store.read { try $0.caseMeant(by: request.reference) }
        let report = try await store.read { snapshot in
            let erasure = try Erasing(caseID, reason, isPublicToo: request.isPublicToo, in: snapshot)
            return PlanReport(plan: erasure.plan, hash: try erasure.hash)
        }
        guard let hash = request.apply else { return report }
        try await erase(caseID, reason, isPublicToo: request.isPublicToo, shown: hash, for: request)
        try await finishErasing()
        return PlanReport(plan: report.plan, hash: report.hash, done: [caseID])
    }

    /// Erases one case; its files and what lies in free space are for ``finishErasing()``.
    ///
    /// - Parameter shown: the hash of the plan that was shown; `nil` where another one was.
    func erase(
        _ caseID: CaseID, _ reason: String, isPublicToo: Bool, shown: String?, for request: some Encodable & Sendable
    ) async throws {
        let now = clock.now()
        try await store.write { transaction in
            let erasure = try Erasing(caseID, reason, isPublicToo: isPublicToo, in: transaction)
            guard try shown == nil || shown == erasure.hash else {
                throw Problem(
                    .guardFailed,
                    "This is not what was shown: something changed since. Look at it again, and apply that one.",
                    path: "apply")
            }
            var draft = try RetentionRows.draft(
                "case.erase", [try erasure.record(at: now, in: transaction)], for: request, at: now)
            // Whoever saw it is told to drop it.
            for compartment in erasure.erased { draft.placements[compartment] = [] }
            _ = try transaction.append(draft)
            try transaction.erase(caseID, keeping: erasure.kept, erasure.commands)
            try transaction.noteErasing(erasure.files)
        }
        counters.commits(1)
        log.notice("a case was erased", metadata: ["case": "\(caseID)"])
    }
}

extension ServerCore {
    /// What erasing the case again takes away; `nil` where there is nothing of it.
    static func erasing(_ erased: ErasedCase, in snapshot: any CaseSnapshot) throws -> ErasurePlan? {
        let plan = try Erasing(erased.caseID, erased.reason, isPublicToo: erased.isPublicToo, in: snapshot).plan
        return plan.rows > 0 || plan.commands > 0 ? plan : nil
    }
}

/// What erasing a case takes away, as it stands in one snapshot.
private struct Erasing {
    let plan: ErasurePlan
    let commands: [CommandRecord]
    /// Files that no other case names.
    let files: [BlobID]
    let kept: Set<Compartment>
    let erased: Set<Compartment>

    /// - Throws: ``ProblemCode/onHold``.
    init(_ caseID: CaseID, _ reason: String, isPublicToo: Bool, in snapshot: any CaseSnapshot) throws {
        if let hold = try snapshot.hold(on: caseID) {
            throw Problem(
                .onHold,
                "\(hold.reference) is kept since \(hold.since.day()): \(hold.reason). End the hold first: tatuad hold remove.",
                path: "reference")
        }
        let rows = try snapshot.rows(of: caseID)
        // Without one where all but what was published is erased already.
        let header = rows.first { $0.id == RowID(caseID) }.flatMap { CaseHeader($0) }
        let compartments = Set(rows.map(\.compartment)).union(try snapshot.placements(of: caseID).keys)
        kept = isPublicToo ? [] : compartments.filter { $0.confidentiality == .public }
        erased = compartments.subtracting(kept)
        let going = rows.filter { [kept] in !kept.contains($0.compartment) }
        let ids = Set(going.map(\.id))
        files = try Set(going.flatMap { RowProjection($0).blobs }).sorted().filter { file in
            try snapshot.references(to: file).allSatisfy { ids.contains($0.row) }
        }
        commands = try snapshot.commands(about: caseID)
        plan = ErasurePlan(
            caseID: caseID, reference: header?.references.first ?? caseID.description, reason: reason,
            isPublicToo: isPublicToo, rows: going.count, rowsKept: rows.count - going.count, commands: commands.count,
            files: files.count, isRunning: header.map { !$0.isEnded } ?? false)
    }

    var hash: String { get throws { SHA256.hash(try CanonicalJSON.encode(plan)).hex } }

    /// What is kept of the case for ever: that it was erased, why and how much.
    func record(at now: Timestamp, in snapshot: any CaseSnapshot) throws -> Row {
        let id = RetentionRows.id(.erasure, of: plan.caseID)
        let earlier = try snapshot.row(id)
        let commands = (earlier?["commands"]?.array ?? []) + commands.map { .string($0.hash.hex) }
        let fields: [String: JSONValue] = [
            "erased": .string(plan.caseID.description), "reason": .string(plan.reason),
            "recordedAt": .string(now.description), "rows": .int(Int64(plan.rows)), "files": .int(Int64(plan.files)),
            "commands": .array(commands),
            "public": .bool(plan.isPublicToo || earlier?["public"] == true),
        ]
        guard let earlier else {
            return Row(id: id, kind: .erasure, compartment: RetentionRows.compartment, rev: 1, fields: fields)
        }
        // What was published was kept at first.
        guard let next = earlier.updating(fields) else { throw StoreError.damaged("erasure \(id)") }
        return next
    }
}
