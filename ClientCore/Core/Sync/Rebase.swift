import CaseProtocol
import Workflow

extension ReplicaTransaction {
    /// Drops all predictions and makes them anew: replays what is pending, in order, on the rows as they are now.
    ///
    /// A command that the rules would refuse now stays queued with its forecast: the server decides.
    ///
    /// - Parameter touched: collects the rows whose predictions went or came.
    func replayPending(by party: Party?, _ catalogue: Catalogue, _ touched: inout Set<RowID>) throws {
        touched.formUnion(try rowIDs(in: .predicted))
        try removeRows(in: .predicted)
        guard let party else { return }
        #if PLANTED_BUGS
            let pending = try pendingOutbox().dropFirst(PlantedBug.isOn(.rebaseSkipsOne) ? 1 : 0)
        #else
            let pending = try pendingOutbox()
        #endif
        let meta = try knownMeta()
        for var entry in pending {
            let before = entry
            do {
                let decision = try predict(
                    try entry.envelope.command(), envelope: entry.envelope, by: party, catalogue: catalogue,
                    knowing: meta)
                entry.forecast = decision.outcome.problem
                entry.unknowns = decision.unknowns
            } catch let problem as Problem {
                entry.forecast = problem
            }
            if let header = try effectiveHeader(of: entry.caseID) {
                entry.reference = CaseHeader?.some(header).displayReference(of: entry.caseID)
            }
            if entry != before { try put(entry) }
        }
        touched.formUnion(try rowIDs(in: .predicted))
    }
}
