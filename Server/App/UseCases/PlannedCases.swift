internal import CaseCrypto
internal import CaseProtocol
internal import Workflow

/// What every plan for cases that run has in common: it is shown first, and applied only as it was shown.
extension ServerCore {
    /// How many cases are written at a time: members of one group commit, each in a savepoint of its own.
    private static let batchCount = 64

    /// What rules are asked with about a case that nothing happens to yet.
    func questions(_ catalogue: Catalogue) -> DecisionContext {
        DecisionContext(
            now: clock.now(), mid: CommandID(high: 0x7000, low: 0x8000_0000_0000_0000), catalogue: catalogue,
            isAuthoritative: true)
    }

    /// Shows a plan or, where `hash` says that it was shown, does it.
    ///
    /// - Parameters:
    ///   - cases: those that the plan changes.
    ///   - act: the act that changes a case, made from the case as it stands in the transaction; `nil` where it is no longer as
    ///     it was shown.
    /// - Throws: a ``Problem`` with ``ProblemCode/guardFailed`` when `hash` is of another plan: nothing is done then.
    func report<Plan: Codable & Hashable & Sendable>(
        _ plan: Plan, hash: String?, changing cases: [CaseID], by catalogue: Catalogue,
        act: @escaping @Sendable (CaseID, any CaseSnapshot) throws -> CaseAct?
    ) async throws -> PlanReport<Plan> {
        var report = PlanReport(plan: plan, hash: SHA256.hash(try CanonicalJSON.encode(plan)).hex)
        guard let hash else { return report }
        guard hash == report.hash else {
            throw Problem(
                .guardFailed,
                "This is not what was shown: something changed since, or another plan was meant. Look at it again, and apply "
                    + "that one.", path: "apply")
        }
        let performer = PerformCommand(
            catalogue: catalogue, random: random, machine: try await identity().replica,
            receipts: ReceiptMaker(key: keys.signingKey))
        let now = clock.now()
        var done: [CaseID] = []
        var left: [CaseID] = []
        for start in stride(from: 0, to: cases.count, by: Self.batchCount) {
            let batch = cases[start..<min(start + Self.batchCount, cases.count)]
            let performed = try await withThrowingTaskGroup(
                of: (CaseID, Performed?).self, returning: [CaseID: Performed].self
            ) { group in
                for caseID in batch {
                    group.addTask { (caseID, try await self.change(caseID, at: now, by: performer, act: act)) }
                }
                var performed: [CaseID: Performed] = [:]
                for try await (caseID, outcome) in group { performed[caseID] = outcome }
                return performed
            }
            for caseID in batch {
                if let outcome = performed[caseID] {
                    counters.performed([outcome])
                    done.append(caseID)
                } else {
                    left.append(caseID)
                }
            }
        }
        report.done = done
        report.left = left
        return report
    }

    /// - Returns: `nil` when the case is no longer as it was shown; nothing is written then.
    private func change(
        _ caseID: CaseID, at now: Timestamp, by performer: PerformCommand,
        act: @escaping @Sendable (CaseID, any CaseSnapshot) throws -> CaseAct?
    ) async throws -> Performed? {
        do {
            return try await store.write { transaction in
                guard let act = try act(caseID, transaction) else { return nil }
                let performed = try performer.perform(.act(act), bySystemAt: now, in: transaction)
                if performed.outcome.problem != nil { throw ChangedSinceShown() }
                return performed
            }
        } catch is ChangedSinceShown {
            return nil
        }
    }
}

/// The rules refused what the plan says: undoes it.
private struct ChangedSinceShown: Error {}

extension CaseSnapshot {
    /// A case without what was said and noted of it.
    func rulesState(of caseID: CaseID) throws -> CaseState {
        CaseState(caseID: caseID, rows: try rows(of: caseID, except: [.note, .event]))
    }
}
