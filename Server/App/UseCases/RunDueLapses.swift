internal import CaseProtocol
internal import Logging
internal import Workflow

extension ServerCore {
    /// How many lapses one look sends at most; the rest waits for the next.
    private static let lapsesMax = 10_000

    /// Sends what the procedures prescribe for time limits whose last day is over, each as a command of the system
    /// through the one write path. Doing it twice does nothing the second time.
    ///
    /// - Returns: how many commands were applied.
    @discardableResult
    public func runDueLapses() async throws -> Int {
        let performer = performer(try await identity())
        let catalogue = rules
        let now = clock.now()
        let today = DecisionContext(now: now, mid: CommandID(high: 0, low: 0), isAuthoritative: true).today
        var sent = 0
        for caseID in try await casesThatLapse(on: today) {
            // One at a time: what one lapse changes may do away with the next. A refused one is passed over.
            var refusedCount = 0
            while sent < Self.lapsesMax {
                do {
                    let performed = try await store.write { [refusedCount] transaction in
                        try Self.lapse(
                            caseID, passingOver: refusedCount, on: today, at: now, catalogue, by: performer,
                            in: transaction)
                    }
                    guard let performed else { break }
                    counters.performed([performed])
                    sent += 1
                } catch let refused as RefusedLapse {
                    refusedCount += 1
                    log.error(
                        "a lapse was refused", metadata: ["action": "\(refused.action)", "code": "\(refused.code)"])
                }
            }
        }
        return sent
    }

    /// Cases where something is to be done, looked for without holding up writers. Limits that are due but not enforced
    /// stay due, so the number of due cases says nothing.
    private func casesThatLapse(on today: CivilDate) async throws -> [CaseID] {
        let catalogue = rules
        return try await store.read { snapshot in
            try snapshot.casesDue(before: today, limit: .max).filter { caseID in
                let state = CaseState(caseID: caseID, rows: try snapshot.rows(of: caseID))
                return !lapses(in: state, on: today, catalogue: catalogue).isEmpty
            }
        }
    }

    /// The next lapse of a case; `nil` when there is none.
    ///
    /// - Throws: ``RefusedLapse``, which undoes it: a rule that always refuses must not fill the store.
    private static func lapse(
        _ caseID: CaseID, passingOver refusedCount: Int, on today: CivilDate, at now: Timestamp, _ catalogue: Catalogue,
        by performer: PerformCommand, in transaction: any CaseTransaction
    ) throws -> Performed? {
        let state = CaseState(caseID: caseID, rows: try transaction.rows(of: caseID))
        guard let act = lapses(in: state, on: today, catalogue: catalogue).dropFirst(refusedCount).first else {
            return nil
        }
        let performed = try performer.perform(.act(act), bySystemAt: now, in: transaction)
        if let problem = performed.outcome.problem { throw RefusedLapse(action: act.action, code: problem.code) }
        return performed
    }
}

/// The rules refused what they themselves prescribe.
private struct RefusedLapse: Error {
    let action: ActionID
    let code: ProblemCode
}
