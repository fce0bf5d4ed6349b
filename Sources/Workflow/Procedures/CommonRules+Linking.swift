import CaseProtocol

/// How cases stand to each other: duplicates, joint complaints, what came back.
extension CommonRules {
    static let mergedStage: StageID = "merged"

    /// The stage to which ``linking(by:from:in:)`` leads. Add it to those of the procedure.
    static let linkStages: [Stage] = [
        Stage(
            mergedStage, public: "Merged", isFinal: true, owner: nil, takesHistory: false,
            "It is a duplicate and goes on in another case.")
    ]

    /// Merge and undo, joint complaints, recurrence. The procedure needs ``linkStages`` and
    /// the fields of ``CommonFields/ofLinks`` for them.
    ///
    /// An undone merge brings the case back to the stage that it had. Its obligations and targets then have the days that were
    /// left at the merge, as after a pause; its caps, gates and windows keep their old days.
    ///
    /// - Parameters:
    ///   - origin: the stages at which a case may be found to be a duplicate; none of them final.
    ///   - stages: all stages of the procedure.
    static func linking(by officers: [RoleID], from origin: Origin = .anyOpen, in stages: [Stage]) -> [Rule] {
        merging(officers, origin, stages.filter { origin.includes($0) && !$0.isFinal }.map(\.id)) + joining(officers)
            + recurring(officers)
    }

    private static func merging(_ officers: [RoleID], _ origin: Origin, _ stages: [StageID]) -> [Rule] {
        [
            Rule(
                "mergeDuplicate", from: origin, to: .stage(mergedStage), by: officers, requires: ["otherCase"],
                accepts: ["reason"],
                effects: [.keepStage, .rejectProposal(.card), .link(.duplicateOf), .mergeInto], worksSuspended: true,
                source: source),
            Rule(
                "unmerge", from: .stages([mergedStage]), to: .back(among: stages), by: officers, requires: ["reason"],
                guards: [.linked(.duplicateOf)], effects: [.unlink(.duplicateOf), .unmerge], worksSuspended: true,
                source: source),
        ]
    }

    /// The other case leads; each keeps its own course.
    private static func joining(_ officers: [RoleID]) -> [Rule] {
        [
            Rule(
                "joinCase", from: .anyOpen, to: .stay, by: officers, requires: ["otherCase"], accepts: ["reason"],
                guards: [.notLinked(.joint)], effects: [.link(.joint)], record: .internal, isRebaseable: true,
                source: source),
            Rule(
                "unjoin", from: .any, to: .stay, by: officers, requires: ["reason"], guards: [.linked(.joint)],
                effects: [.unlink(.joint)], record: .internal, isRebaseable: true, source: source),
        ]
    }

    private static func recurring(_ officers: [RoleID]) -> [Rule] {
        [
            Rule(
                "noteRecurrence", from: .anyOpen, to: .stay, by: officers, requires: ["otherCase"],
                accepts: ["reason"], effects: [.link(.recurrenceOf)], record: .internal, isRebaseable: true,
                source: source),
            // What was linked by mistake.
            Rule(
                "dropRecurrence", from: .any, to: .stay, by: officers, requires: ["otherCase", "reason"],
                guards: [.linked(.recurrenceOf)], effects: [.unlink(.recurrenceOf)], record: .internal,
                isRebaseable: true, source: source),
        ]
    }
}

extension Procedure {
    /// The procedure with the links between cases: their stage, rules and fields.
    ///
    /// - Parameter except: open stages at which a case is not merged: a draft is its author's, a lead is closed as one, and
    ///   what the way back rests on must not be overwritten.
    func withLinks(by officers: [RoleID], except: Set<StageID> = []) -> Procedure {
        let mergeable = stages.filter { !$0.isFinal && !except.contains($0.id) }.map(\.id)
        let known = Set(fields.map(\.id))
        return Procedure(
            id: id, version: version, title: title, numberPrefix: numberPrefix, cast: cast, calendar: calendar,
            stages: stages + CommonRules.linkStages,
            rules: rules + CommonRules.linking(by: officers, from: .stages(mergeable), in: stages),
            deadlines: deadlines, fields: fields + CommonFields.ofLinks.filter { !known.contains($0.id) },
            edits: edits)
    }
}
