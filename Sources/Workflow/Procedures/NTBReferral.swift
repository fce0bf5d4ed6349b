import CaseProtocol

/// What the focal point of the country that imposes a measure asks of an agency there, and what that replies: for
/// complaints on which both sides work.
struct NTBReferral {
    /// The country whose agencies the list of ``fields`` holds, and whose focal point alone refers to them.
    let country: String
    /// Where both sides work on the measure.
    let stages: [StageID]
    /// What a reply does beside: what the focal point's own record of it does.
    let effects: [Effect]

    static let fields: [FieldSpec] = [
        FieldSpec(
            "referredTo", .code(list: CodeList.kenyanAgencies.id), onHeader: true, label: "Referred to",
            help: "The agency in charge, by its short name. It sees the complaint until it has replied."),
        FieldSpec(
            "referral", .text(bytesMax: 20_000), .internal, label: "Referral",
            help: "What the agency is asked, and the facts that it needs; not who complains."),
        CommonFields.documentRef,
    ]

    private static let practice = LegalSource(
        "Our own rule: the imposing country consults the agency in charge, which replies", .design)

    /// Who complains is named to an agency in no case. It sees the complaint from the referral until its reply, and may be asked
    /// again.
    var rules: [Rule] {
        [
            Rule(
                "referToAgency", from: .stages(stages), to: .stay, by: [.nfpImposing],
                requires: ["referredTo", "referral"], accepts: ["documentRef"],
                guards: [
                    .fieldIs("imposingCountry", [country]), .hasNot("referredTo"), .hidesComplainant("referral"),
                ], effects: [.set("referredBy", country)], record: .internal, source: Self.practice),
            Rule(
                "answerReferral", from: .stages(stages), to: .stay, by: [.agencyLiaison], requires: ["text"],
                accepts: ["documentRef"], guards: [.has("referredTo")], effects: [.clear("referredTo")] + effects,
                isRebaseable: true, source: Self.practice),
            end("declineReferral", by: .agencyLiaison),
            end("recallReferral", by: .nfpImposing),
        ]
    }

    private func end(_ action: ActionID, by role: RoleID) -> Rule {
        Rule(
            action, from: .anyOpen, to: .stay, by: [role], requires: ["reason"], guards: [.has("referredTo")],
            effects: [.clear("referredTo")], record: .internal, isRebaseable: true, worksSuspended: true,
            source: Self.practice)
    }
}

extension Procedure {
    /// The next version: complaints about Kenya are referred to its agencies. Everything else is as in this one.
    ///
    /// - Parameter effects: what a reply does beside: what the focal point's own record of it does.
    func withReferrals(from stages: [StageID], then effects: [Effect] = []) -> Procedure {
        next(
            adding: NTBReferral(country: "KE", stages: stages, effects: effects).rules, NTBReferral.fields)
    }

    /// The next version with some rules more, and those of the fields that it lacks.
    ///
    /// - Parameter dropped: actions whose rules of this version the new ones take the place of.
    func next(
        adding more: [Rule], _ added: [FieldSpec], dropping dropped: Set<ActionID> = []
    ) -> Procedure {
        let known = Set(fields.map(\.id))
        return Procedure(
            id: id, version: version + 1, title: title, numberPrefix: numberPrefix, cast: cast, calendar: calendar,
            stages: stages, rules: rules.filter { !dropped.contains($0.action) } + more, deadlines: deadlines,
            fields: fields + added.filter { !known.contains($0.id) }, edits: edits, mergeGroups: mergeGroups)
    }
}
