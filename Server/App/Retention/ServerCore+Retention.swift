internal import CaseCrypto
public import CaseProtocol
internal import Logging
internal import Workflow

extension ServerCore {
    /// The longest that a rule may keep a case, in calendar months: a thousand years.
    static let retentionMonthsMax = 12_000
    private static let pageCount = 1_000

    /// Puts rules in force, shows what they call for today or, with the hash of what was shown, erases it. Without rules nothing
    /// is ever due: how long cases are kept is for an authority to say. What was published stays, and what is on hold.
    ///
    /// Costs a look at the header of every case of the procedures that have rules.
    ///
    /// - Throws: a ``Problem``: ``ProblemCode/invalidField`` or ``ProblemCode/missingField`` naming the rule;
    ///   ``ProblemCode/guardFailed`` when it is not what was shown.
    public func retention(_ request: RetentionRequest) async throws -> PlanReport<RetentionPlan> {
        _ = try await identity()
        let today = Self.day(at: clock.now())
        if let rules = request.rules { try await putInForce(rules) }
        let plan = try await store.read { try Self.plan(on: today, in: $0) }
        var report = PlanReport(plan: plan, hash: SHA256.hash(try CanonicalJSON.encode(plan)).hex)
        guard let hash = request.apply else { return report }
        guard request.rules == nil, hash == report.hash else {
            throw Problem(
                .guardFailed,
                "This is not what was shown: something changed since. Look at it again, and apply that one.",
                path: "apply")
        }
        var done: [CaseID] = []
        var left: [CaseID] = []
        for due in plan.due where due.hold == nil {
            let reason = "Kept until \(due.keptUntil), as \(due.rule.authority) says (\(due.rule.source))."
            do {
                try await erase(due.caseID, reason, isPublicToo: false, shown: nil, for: due)
                done.append(due.caseID)
            } catch let problem as Problem where [.onHold, .notFound].contains(problem.code) {
                left.append(due.caseID)
            }
        }
        if !done.isEmpty { try await finishErasing() }
        (report.done, report.left) = (done, left)
        return report
    }

    private func putInForce(_ rules: [RetentionRule]) async throws {
        try check(rules)
        let now = clock.now()
        let value = try JSONValue(parsing: try CanonicalJSON.encode(rules))
        let isChange = try await store.write { transaction in
            let present = try transaction.row(RetentionRows.rules)
            let row =
                if let present { present.updating(["rules": value]) } else {
                    Row(
                        id: RetentionRows.rules, kind: .retention, compartment: RetentionRows.compartment, rev: 1,
                        fields: ["rules": value])
                }
            guard let row else { return false }
            _ = try transaction.append(try RetentionRows.draft("retention.set", [row], for: rules, at: now))
            return true
        }
        guard isChange else { return }
        counters.commits(1)
        log.notice("other rules of retention are in force", metadata: ["count": "\(rules.count)"])
    }

    /// A rule for what does not exist would look as if it kept something.
    private func check(_ rules: [RetentionRule]) throws(Problem) {
        let procedures = self.rules.procedures
        var seen: Set<String> = []
        for (index, rule) in rules.enumerated() {
            func refuse(_ member: String, _ message: String, _ allowed: [String]? = nil) -> Problem {
                Problem(.invalidField, message, path: "rules[\(index)].\(member)", allowed: allowed)
            }
            let versions = procedures.filter { $0.id == rule.procedure }
            guard !versions.isEmpty else {
                throw refuse(
                    "procedure", "There is no procedure “\(rule.procedure)” here.",
                    Set(procedures.map(\.id.rawValue)).sorted())
            }
            let final = Set(versions.flatMap(\.stages).filter(\.isFinal).map(\.id.rawValue)).sorted()
            guard final.contains(rule.outcome.rawValue) else {
                throw refuse("outcome", "A case of “\(rule.procedure)” does not end in “\(rule.outcome)”.", final)
            }
            guard (1...Self.retentionMonthsMax).contains(rule.months) else {
                throw refuse("months", "A case is kept for 1 to \(Self.retentionMonthsMax) months.")
            }
            for (member, text) in [("authority", rule.authority), ("source", rule.source)] {
                guard !text.allSatisfy(\.isWhitespace), text.utf8.count <= Self.retentionReasonBytesMax else {
                    throw refuse(member, "Whose rule it is, and where it is written, is said with it.")
                }
            }
            guard seen.insert("\(rule.procedure)/\(rule.outcome)").inserted else {
                throw refuse("outcome", "There is another rule for this outcome already.")
            }
        }
    }

    private static func plan(on today: CivilDate, in snapshot: any CaseSnapshot) throws -> RetentionPlan {
        var rules: [RetentionRule] = []
        if let value = try snapshot.row(RetentionRows.rules)?["rules"] {
            guard let stored = try? CanonicalJSON.decode([RetentionRule].self, from: value.canonicalBytes) else {
                throw StoreError.damaged("the rules of retention")
            }
            rules = stored
        }
        var due: [RetentionDue] = []
        for procedure in Set(rules.map(\.procedure)).sorted(by: { $0.rawValue < $1.rawValue }) {
            var last: CaseID?
            while true {
                let page = try snapshot.cases(underProcedure: procedure, after: last, limit: pageCount)
                for caseID in page {
                    if let found = try retained(caseID, by: rules, on: today, in: snapshot) { due.append(found) }
                }
                guard page.count == pageCount else { break }
                last = page.last
            }
        }
        return RetentionPlan(rules: rules, due: due)
    }

    /// A case whose time is over; `nil` for one that runs, that no rule is for, or of which nobody knows when it ended.
    private static func retained(
        _ caseID: CaseID, by rules: [RetentionRule], on today: CivilDate, in snapshot: any CaseSnapshot
    ) throws -> RetentionDue? {
        guard let header = try snapshot.row(RowID(caseID)).flatMap({ CaseHeader($0) }),
            let rule = rules.first(where: { $0.procedure == header.procedure && $0.outcome == header.stage }),
            let endedOn = header.text("endedOn").flatMap({ CivilDate($0) })
        else { return nil }
        let keptUntil = endedOn.adding(months: rule.months)
        guard keptUntil < today else { return nil }
        return RetentionDue(
            caseID: caseID, reference: header.references.first ?? caseID.description, rule: rule, endedOn: endedOn,
            keptUntil: keptUntil, hold: try snapshot.hold(on: caseID)?.reason)
    }
}
