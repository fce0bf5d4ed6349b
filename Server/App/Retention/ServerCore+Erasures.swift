internal import CaseCrypto
public import CaseProtocol
internal import Workflow

extension ServerCore {
    /// Lists what was erased here and, of a list that another copy of this store made, shows what is here again or, with the
    /// hash of what was shown, erases it: a backup that was put back brings back what was erased after it was made.
    ///
    /// Cases of the list that are not here are passed over, and so is what was erased already; what is on hold stays.
    ///
    /// - Throws: a ``Problem``: one that names the reason; ``ProblemCode/guardFailed`` when it is not what was shown.
    public func erasures(_ request: ErasuresRequest) async throws -> PlanReport<ErasuresPlan> {
        _ = try await identity()
        let wanted = request.erased ?? []
        for erased in wanted { _ = try Self.checkedReason(erased.reason) }
        let plan = try await store.read { snapshot in
            let records = try RetentionRows.all(.erasure, in: snapshot)
            let people = records.compactMap(ErasedPerson.init)
            var plan = ErasuresPlan(
                erased: records.compactMap(ErasedCase.init), people: people.isEmpty ? nil : people)
            for erased in wanted {
                if let hold = try snapshot.hold(on: erased.caseID) {
                    plan.held.append(hold)
                } else if let again = try Self.erasing(erased, in: snapshot) {
                    plan.again.append(again)
                }
            }
            return plan
        }
        var report = PlanReport(plan: plan, hash: SHA256.hash(try CanonicalJSON.encode(plan)).hex)
        guard let hash = request.apply else { return report }
        guard hash == report.hash else {
            throw Problem(
                .guardFailed,
                "This is not what was shown: something changed since. Look at it again, and apply that one.",
                path: "apply")
        }
        (report.done, report.left) = ([], [])
        for again in plan.again {
            do {
                try await erase(
                    again.caseID, again.reason, isPublicToo: again.isPublicToo, shown: nil, for: request)
                report.done?.append(again.caseID)
            } catch let problem as Problem where problem.code == .onHold {
                report.left?.append(again.caseID)
            }
        }
        if report.done?.isEmpty == false { try await finishErasing() }
        return report
    }
}

extension ErasedCase {
    /// `nil` for a row of another kind.
    init?(_ row: Row) {
        guard let record = ErasureRecord(row), let reason = row["reason"]?.string,
            let at = row["recordedAt"]?.string.flatMap({ Timestamp($0) })
        else { return nil }
        self.init(caseID: record.caseID, reason: reason, isPublicToo: row["public"] == true, at: at)
    }
}
