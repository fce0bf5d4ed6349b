public import CaseProtocol
internal import Workflow

extension ServerCore {
    /// How many dates an administrator is told when a calendar is loaded; all of them are in the plan.
    private static let remarksMax = 200

    /// Shows which limits that run a calendar, as it is now, would end on another day or, with the hash of what was shown,
    /// counts them anew. Those that passed, were paused or were extended stay.
    ///
    /// Costs a read of the rows of every case with a running limit.
    ///
    /// - Throws: a ``Problem``: ``ProblemCode/notFound`` for an unknown calendar; ``ProblemCode/guardFailed`` when the plan is
    ///   not the one that was shown.
    public func recount(_ request: RecountRequest) async throws -> PlanReport<RecountPlan> {
        _ = try await identity()
        let catalogue = rules
        guard catalogue.calendars.isKnown(request.calendar) else {
            throw Problem(
                .notFound, "There is no calendar “\(request.calendar)” here.", path: "calendar",
                allowed: catalogue.calendars.all.map(\.id.rawValue))
        }
        let calendar = catalogue.calendars[request.calendar]
        let plan = try await plan(calendar, catalogue)
        let shown = Dictionary(uniqueKeysWithValues: plan.cases.map { ($0.caseID, $0) })
        let changing = plan.cases.filter { $0.dates.contains(where: \.isMoved) }.map(\.caseID)
        let context = questions(catalogue)
        return try await report(plan, hash: request.apply, changing: changing, by: catalogue) { caseID, snapshot in
            guard let now = try Self.recounted(caseID, calendar, context, in: snapshot), now == shown[caseID] else {
                return nil
            }
            return .recount(now, by: calendar.id, version: calendar.version)
        }
    }

    /// What a calendar that is being loaded would count otherwise of limits that run, as sentences; they stay as they are until
    /// somebody asks for ``recount(_:)``.
    func recounts(of entry: CatalogueEntry) async throws -> [String] {
        guard case .calendar(let calendar) = entry else { return [] }
        var catalogue = rules
        catalogue.add(entry)
        let dates = try await plan(calendar, catalogue).cases.flatMap { found in
            found.dates.map { date in
                let title = date.party.map { "\(date.title) (\($0))" } ?? date.title
                let days = "\(date.before?.description ?? "paused") → \(date.after?.description ?? "paused")"
                return
                    "\(found.reference), “\(title)”: \(date.isMoved ? days : "stays at \(date.before?.description ?? "paused")")"
                    + " (\(date.why))."
            }
        }
        guard dates.count > Self.remarksMax else { return dates }
        return dates.prefix(Self.remarksMax) + ["And \(dates.count - Self.remarksMax) more."]
    }

    private func plan(_ calendar: WorkCalendar, _ catalogue: Catalogue) async throws -> RecountPlan {
        let context = questions(catalogue)
        let cases = try await store.read { snapshot in
            // Every running limit has a last day, and a last day is in the index.
            let running = try snapshot.casesDue(before: Self.never, limit: .max).sorted()
            return try running.compactMap { try Self.recounted($0, calendar, context, in: snapshot) }
        }
        return RecountPlan(calendar: calendar.id, version: calendar.version, cases: cases)
    }

    /// - Returns: `nil` for a case without a limit that would end on another day.
    private static func recounted(
        _ caseID: CaseID, _ calendar: WorkCalendar, _ context: DecisionContext, in snapshot: any CaseSnapshot
    ) throws -> CaseRecount? {
        let state = try snapshot.rulesState(of: caseID)
        let dates = Workflow.recount(of: state, by: calendar, in: context)
        guard !dates.isEmpty else { return nil }
        return CaseRecount(
            caseID: caseID, reference: state.header?.references.first ?? caseID.description, dates: dates)
    }

    /// A day after every last day that a calendar can hold.
    private static let never = CivilDate(dayNumber: 3_652_058)
}
