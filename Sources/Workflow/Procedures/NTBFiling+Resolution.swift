import CaseProtocol

extension NTBFiling {
    static let endings: [Stage] = [
        Stage(
            "resolutionProposed", public: "In process", owner: .nfpReporting, clocks: ["confirmation"],
            takesHistory: false,
            "The imposing side says that it is resolved; the reporting side confirms or contests."),
        Stage(
            "resolved", public: "Resolved", isFinal: true, owner: nil, clocks: ["reopenWindow"], "The barrier is gone."),
        Stage(
            "notAnNtb", public: "Resolved", isFinal: true, owner: nil, clocks: ["reopenWindow"],
            "The measure was found lawful."),
    ]

    /// What the proposal of a resolution says became of the measure decides where the case ends.
    static let byOutcome = Destination.byProposal(
        field: "outcome", ["notAnNtb": "notAnNtb"], otherwise: "resolved")

    /// The imposing side says that the barrier is gone; the other side confirms (each table says who), contests, or lets the
    /// time pass. Meanwhile nobody owes what was owed before, and if contested the case goes on where it stood.
    ///
    /// - Parameters:
    ///   - stages: where both sides work on the measure.
    ///   - clocks: what is owed there.
    ///   - effects: what a proposal and its contesting undo beside that.
    static func resolving(
        from stages: [StageID], pausing clocks: [DeadlineKey], undoing effects: [Effect] = [], source: LegalSource
    ) -> [Rule] {
        [
            Rule(
                "proposeResolution", from: .stages(stages), to: .stage("resolutionProposed"), by: [.nfpImposing],
                requires: ["resolutionNote", "evidence", "effectiveOn", "outcome"],
                guards: [.nonePending(.resolution)],
                effects: [.propose(.resolution), .keepStage] + effects + clocks.map { .pause($0) }
                    + [.start("confirmation")], source: source),
            Rule(
                "silence", from: .stages(["resolutionProposed"]), to: .stage("resolved"), by: [.system],
                guards: [.lapsed("confirmation"), .pending(.resolution)],
                effects: [.settle(.resolution), .lapse("confirmation"), .flag("unconfirmed")]
                    + clocks.map { .meet($0) } + [.start("reopenWindow")], source: design),
            Rule(
                "contest", from: .stages(["resolutionProposed"]), to: .back(among: stages),
                by: filers + [.nfpReporting], requires: ["reason"], guards: [.pending(.resolution)],
                effects: [.rejectProposal(.resolution), .meet("confirmation")] + effects + clocks.map { .resume($0) },
                source: source),
        ]
    }

    /// What a confirmed resolution does to the clocks of the stages before.
    static func confirmed(_ clocks: [DeadlineKey]) -> [Effect] {
        [.settle(.resolution), .meet("confirmation")] + clocks.map { .meet($0) } + [.start("reopenWindow")]
    }

    /// A barrier that comes back goes on as the case that it was.
    static func reopening(to stage: StageID, then effects: [Effect]) -> Rule {
        Rule(
            "reopen", from: .stages(["resolved", "notAnNtb"]), to: .stage(stage), by: [.nfpReporting],
            requires: ["evidence"], accepts: ["text"], guards: [.within("reopenWindow")],
            effects: [.meet("reopenWindow"), .clear("unconfirmed"), .clear("resolvedOn")] + effects, source: design)
    }

    /// The focal points' names under an agreement that the other side has not answered.
    static let dropsAgreement: [Effect] = [.clear("agreedByReporting"), .clear("agreedByImposing")]

    /// Both focal points agree, in two acts: one side proposes the text and the day by which it is done, and may propose
    /// again; the other side agrees to it, or declines. Where one country is on both sides, the committee's chair or the
    /// secretariat agrees.
    ///
    /// - Parameters:
    ///   - field: what is agreed, on the header.
    ///   - target: the limit that runs to the day agreed.
    func agreeing(
        _ action: ActionID, on field: FieldID, from stages: [StageID], starting target: DeadlineKey,
        then effects: [Effect], source: LegalSource
    ) -> [Rule] {
        func propose(by role: RoleID, as own: FieldID, unless other: FieldID, _ guards: [Guard] = []) -> Rule {
            Rule(
                action, from: .stages(stages), to: .stay, by: [role], requires: [field, "targetOn"],
                guards: guards + [.hasNot(other)], effects: [.sign(own)], source: source)
        }
        func agree(by roles: [RoleID], to other: FieldID, _ guards: [Guard] = []) -> Rule {
            Rule(
                action, from: .stages(stages), to: .stage("agreed"), by: roles, requires: ["agreedOn"],
                accepts: ["documentRef"], guards: guards + [.has(other), .notSigner(other)],
                effects: Self.dropsAgreement + effects + [.start(target)], source: source)
        }
        func decline(by roles: [RoleID], _ other: FieldID, _ guards: [Guard] = []) -> Rule {
            Rule(
                "declineAgreement", from: .stages(stages), to: .stay, by: roles, requires: ["reason"],
                guards: guards + [.has(other), .notSigner(other)],
                effects: Self.dropsAgreement + [.clear(field), .clear("targetOn")], source: source)
        }
        let others: [RoleID] = [.nmcChair, secretariat]
        return [
            propose(by: .nfpReporting, as: "agreedByReporting", unless: "agreedByImposing", [.twoSides]),
            agree(by: [.nfpReporting], to: "agreedByImposing", [.twoSides]),
            propose(by: .nfpImposing, as: "agreedByImposing", unless: "agreedByReporting"),
            agree(by: [.nfpImposing], to: "agreedByReporting"),
            agree(by: others, to: "agreedByImposing", [.nationalMatter]),
            decline(by: [.nfpReporting], "agreedByImposing", [.twoSides]),
            decline(by: [.nfpImposing], "agreedByReporting"),
            decline(by: others, "agreedByImposing", [.nationalMatter]),
        ]
    }
}
