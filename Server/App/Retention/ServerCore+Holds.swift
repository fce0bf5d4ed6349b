public import CaseProtocol
internal import Logging
internal import Workflow

extension ServerCore {
    /// Puts a hold on a case, ends one, or only lists those in force. Each is a row of the ledger that auditors see.
    ///
    /// - Throws: a ``Problem``: ``ProblemCode/notFound`` for a case, or a hold to end, that is not there; one that names the reason.
    public func hold(_ request: HoldRequest) async throws -> HoldList {
        if let reference = request.reference {
            let reason = try Self.checkedReason(request.reason)
            let now = clock.now()
            let caseID = try await store.write { transaction in
                let caseID = try transaction.caseMeant(by: reference)
                let row = try transaction.holdRow(on: caseID, reason, isReleased: request.isReleased, at: now)
                _ = try transaction.append(
                    try RetentionRows.draft(
                        request.isReleased ? "hold.release" : "hold.add", [row], for: request, at: now))
                return caseID
            }
            counters.commits(1)
            log.notice(
                request.isReleased ? "a hold was ended" : "a case was put on hold", metadata: ["case": "\(caseID)"])
        }
        return HoldList(
            holds: try await store.read { snapshot in
                try RetentionRows.all(.hold, in: snapshot).compactMap { HoldSummary($0) }
            })
    }
}

extension CaseSnapshot {
    /// The next version of the row that says whether a case is held.
    fileprivate func holdRow(on caseID: CaseID, _ reason: String, isReleased: Bool, at now: Timestamp) throws -> Row {
        let id = RetentionRows.id(.hold, of: caseID)
        let present = try row(id)
        let moment = JSONValue.string(now.description)
        if isReleased {
            guard let present, present["releasedAt"] == nil,
                let ended = present.updating(["releasedAt": moment, "releaseReason": .string(reason)])
            else {
                throw Problem(.notFound, "No hold is on this case.", path: "reference")
            }
            return ended
        }
        let fields: [String: JSONValue] = [
            "held": .string(caseID.description), "reason": .string(reason), "since": moment,
            "reference": .string(
                try row(RowID(caseID)).flatMap { CaseHeader($0) }?.references.first ?? caseID.description),
        ]
        guard let present else {
            return Row(id: id, kind: .hold, compartment: RetentionRows.compartment, rev: 1, fields: fields)
        }
        guard present["releasedAt"] != nil else {
            throw Problem(
                .guardFailed, "A hold is on this case already: \(present["reason"]?.string ?? "").", path: "reference")
        }
        let again = fields.merging(["releasedAt": .null, "releaseReason": .null]) { $1 }
        guard let next = present.updating(again) else { throw StoreError.damaged("hold \(id)") }
        return next
    }
}
