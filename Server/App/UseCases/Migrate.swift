public import CaseProtocol
internal import Workflow

extension ServerCore {
    private static let pageCount = 1_000

    /// Shows what moving every running case of a procedure to one of its versions would do or, with the hash of what was
    /// shown, does it: cases with refusals stay where they are, and so does a case that changed meanwhile.
    ///
    /// Costs a look at the header of every case in the store, and the rows of every case of the procedure that runs.
    ///
    /// - Throws: a ``Problem``: ``ProblemCode/unknownProcedure``; ``ProblemCode/invalidField`` for a mapping of what does not
    ///   exist; ``ProblemCode/guardFailed`` when the plan is not the one that was shown.
    public func migrate(_ request: MigrationRequest) async throws -> PlanReport<MigrationPlan> {
        _ = try await identity()
        let catalogue = rules
        guard let procedure = catalogue.procedure(request.procedure, version: request.toVersion) else {
            let versions = catalogue.procedures.filter { $0.id == request.procedure }.map { String($0.version) }
            throw Problem(
                .unknownProcedure, "There is no version \(request.toVersion) of “\(request.procedure)” here.",
                path: "toVersion", allowed: versions)
        }
        let mapping = MigrationMapping(stages: request.stages, limits: request.limits)
        let others = catalogue.procedures.filter { $0.id == procedure.id && $0.version != procedure.version }
        let faults = mapping.faults(from: others, to: procedure)
        guard faults.isEmpty else { throw Problem(.invalidField, faults.joined(separator: " "), path: "stages") }
        let context = questions(catalogue)
        let cases = try await store.read { snapshot in
            var cases: [CaseMigration] = []
            var last: CaseID?
            while true {
                let page = try snapshot.cases(underProcedure: procedure.id, after: last, limit: Self.pageCount)
                for caseID in page {
                    // Most of a register has ended: its header says so.
                    guard let header = try snapshot.row(RowID(caseID)) else { continue }
                    let outline = CaseState(caseID: caseID, rows: [header])
                    guard migration(of: outline, to: procedure, mapping: mapping, in: context) != nil else { continue }
                    let state = try snapshot.rulesState(of: caseID)
                    if let plan = migration(of: state, to: procedure, mapping: mapping, in: context) {
                        cases.append(plan)
                    }
                }
                guard page.count == Self.pageCount else { return cases }
                last = page.last
            }
        }
        let plan = MigrationPlan(
            procedure: procedure.id, toVersion: procedure.version, stages: request.stages, limits: request.limits,
            cases: cases)
        let shown = Dictionary(uniqueKeysWithValues: cases.map { ($0.caseID, $0) })
        let changing = cases.filter(\.refusals.isEmpty).map(\.caseID)
        return try await report(plan, hash: request.apply, changing: changing, by: catalogue) { caseID, snapshot in
            let state = try snapshot.rulesState(of: caseID)
            guard let now = migration(of: state, to: procedure, mapping: mapping, in: context), now == shown[caseID]
            else {
                return nil
            }
            return .migrate(now, mapping)
        }
    }
}
