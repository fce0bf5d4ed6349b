public import CaseProtocol

/// Answers what moving a case to another version of its procedure would do, without doing it.
///
/// Limits that run and were never paused or extended are counted anew from the first day that is on record. A last day
/// that has passed never moves, and none moves into the past. Limits that the new version starts at stages that the case has
/// reached already are not started.
///
/// - Parameter state: every row of the case; events and notes may be left out.
/// - Returns: `nil` where there is nothing to migrate: the case has ended, is under that version or another procedure, or is
///   held without a version.
public func migration(
    of state: CaseState, to procedure: Procedure, mapping: MigrationMapping = MigrationMapping(),
    in context: DecisionContext
) -> CaseMigration? {
    MigratingCase(state, to: procedure, mapping: mapping, in: context)?.plan
}

/// Answers which open limits of a case a calendar, as it is now, would end on another day than they have; those that stay
/// nevertheless among them, in order of id.
///
/// - Parameter state: every row of the case; events and notes may be left out.
public func recount(of state: CaseState, by calendar: WorkCalendar, in context: DecisionContext) -> [DateChange] {
    RecountedCase(state, by: calendar, in: context).limits.compactMap(\.change)
}

extension CaseAct {
    /// The act of the system that does what was shown.
    public static func migrate(_ plan: CaseMigration, _ mapping: MigrationMapping) -> CaseAct {
        CaseAct(
            caseID: plan.caseID, action: SystemChange.migrate, from: plan.fromStage,
            fields: [
                "toVersion": .int(Int64(plan.toVersion)), "dates": SystemChange.dates(plan.dates),
                "stages": .object(
                    Dictionary(uniqueKeysWithValues: mapping.stages.map { ($0.rawValue, .string($1.rawValue)) })),
                "limits": .object(
                    Dictionary(uniqueKeysWithValues: mapping.limits.map { ($0.rawValue, .string($1.rawValue)) })),
            ])
    }

    /// The act of the system that does what was shown.
    public static func recount(_ plan: CaseRecount, by calendar: CalendarID, version: Int) -> CaseAct {
        CaseAct(
            caseID: plan.caseID, action: SystemChange.recount, from: nil,
            fields: [
                "calendar": .string(calendar.rawValue), "calendarVersion": .int(Int64(version)),
                "dates": SystemChange.dates(plan.dates),
            ])
    }
}
