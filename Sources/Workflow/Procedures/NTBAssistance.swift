import CaseProtocol

/// Filing for somebody else: an association under a member's mandate, and the trader's own way to the case by a receipt code.
enum NTBAssistance {
    static let fields: [FieldSpec] = [
        FieldSpec(
            FilingMandate.purpose, .choice([FilingMandate.itself, FilingMandate.member]), .sealed, lasting: true,
            label: "For whom the association files",
            help: "`itself`, as for its whole sector, or `member`, under that one's mandate."),
        paper(
            FilingMandate.reference, .text(bytesMax: 300), "Mandate",
            "The paper by which the member lets you file: its number or file name."),
        paper(FilingMandate.from, .date(past: true), "Mandate from", "Its first day, YYYY-MM-DD."),
        paper(FilingMandate.until, .date(past: false), "Mandate until", "Its last day, YYYY-MM-DD."),
        FieldSpec(
            AssistedTrader.account, .text(bytesMax: 36), .sealed, label: "Account of the receipt code",
            help: "What the trader's receipt code stands for; “tatua give-code” draws the code and fills this in."),
    ]

    private static func paper(_ id: FieldID, _ type: FieldType, _ label: String, _ help: String) -> FieldSpec {
        FieldSpec(
            id, type, .sealed, lasting: true, label: label, help: help,
            askedWhen: AskedWhen(FilingMandate.purpose, is: FilingMandate.member))
    }

    private static let mandate = LegalSource(
        "Our own rule, after applications “on behalf of” an industry (ADA 5.4): who files for another shows that they may",
        .design)
    private static let help = LegalSource(
        "Small traders are helped by Trade Information Desk Officers, and often have a phone alone", .verified)

    /// The rule for every filer, and beside it that for associations: they say for whom they open or file.
    static func split(_ rule: Rule) -> [Rule] {
        let isFiling = rule.effects.contains(.markSubmitted)
        guard rule.roles.contains(.association), isFiling || rule.from == .nothing else { return [rule] }
        let given = [FilingMandate.purpose] + FilingMandate.fields + ["consentGivenHow"]
        return [
            rule.taken(by: rule.roles.filter { $0 != .association }),
            rule.taken(
                by: [.association], requiring: isFiling ? [FilingMandate.purpose] : [],
                accepting: given.filter { !isFiling || $0 != FilingMandate.purpose },
                if: isFiling ? [.underMandate] : [], source: isFiling ? mandate : rule.source),
        ]
    }

    /// From the filing on, whoever filed for a trader or their focal point hands them a code; the one before ends with it.
    static func code(from stages: [StageID]) -> Rule {
        Rule(
            "giveCode", from: .stages(stages), to: .stay, by: [.nfpReporting, .association],
            requires: [AssistedTrader.account], guards: [.filedForAnother], record: .confidential, isRebaseable: true,
            worksSuspended: true, source: help)
    }

    /// Where nothing is filed yet, or nothing ever was.
    static let unfiled: Set<StageID> = ["draft", "lead", "closedLead"]
}

extension Rule {
    /// The same move for other roles, with more to say and more conditions.
    fileprivate func taken(
        by others: [RoleID], requiring more: [FieldID] = [], accepting optional: [FieldID] = [], if holds: [Guard] = [],
        source other: LegalSource? = nil
    ) -> Rule {
        Rule(
            action, from: from, to: to, by: others, requires: requires + more, accepts: accepts + optional,
            alsoCalled: alsoCalled, choices: choices, requiresWhen: requiresWhen, guards: guards + holds,
            effects: effects, record: record, isRebaseable: isRebaseable, worksSuspended: worksSuspended,
            source: other ?? source)
    }
}

extension Procedure {
    /// The same version in which an association says for whom it files, and shows a member's mandate, and a trader for whom
    /// somebody filed is given a receipt code. Everything else is as in this one.
    func withAssistance() -> Procedure {
        let filed = stages.map(\.id).filter { !NTBAssistance.unfiled.contains($0) }
        return Procedure(
            id: id, version: version, title: title, numberPrefix: numberPrefix, cast: cast, calendar: calendar,
            stages: stages, rules: rules.flatMap(NTBAssistance.split) + [NTBAssistance.code(from: filed)],
            deadlines: deadlines, fields: fields + NTBAssistance.fields, edits: edits, mergeGroups: mergeGroups)
    }
}
