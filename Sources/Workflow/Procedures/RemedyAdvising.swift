import CaseProtocol

/// Whom the authority asks for advice on one case: counsel, or a lawyer of the ministry. Each reads the file and what was given
/// in confidence, once an undertaking is on file, until the case or the advice ends; and acts on nothing.
enum RemedyAdvising {
    /// The seats of advisers.
    static let roles: [RoleID] = [.counsel, .ministryLegal]

    static let fields: [FieldSpec] = [
        FieldSpec(
            "adviserKind", .choice(roles.map(\.rawValue)), label: "Adviser",
            help: "`counsel` from outside, or `ministryLegal` for a lawyer of the ministry."),
        FieldSpec(
            Seating.undertakingOn, .date(past: true), label: "Undertaking signed on",
            help: "The day on which the adviser undertook to keep confidential what is read here, YYYY-MM-DD."),
        FieldSpec(
            Seating.undertakingRef, .text(bytesMax: 300), label: "Undertaking",
            help: "The paper that the adviser signed: its number or file name."),
    ]

    private static let protection = LegalSource(
        "Our own rule, after the duty to keep confidential what parties gave (ADA 6.5, SCM 12.4, SG 3.2)", .design)

    /// Those on the case read who was let in to their papers. Only whoever gives the case to an investigator lets anybody in.
    ///
    /// - Parameter stages: from initiation on; before it, nobody may be asked.
    static func rules(from stages: [StageID]) -> [Rule] {
        roles.map { role in
            Rule(
                "seatAdviser", from: .stages(stages), to: .stay, by: [.authorityHead],
                requires: [
                    "adviserKind", Seating.name, Seating.account, Seating.undertakingOn, Seating.undertakingRef,
                ],
                accepts: [Seating.country], guards: [.fieldIs("adviserKind", [role.rawValue])],
                effects: [.seat(role)], source: protection)
        } + [
            Rule(
                "releaseAdviser", from: .stages(stages), to: .stay, by: [.authorityHead],
                requires: [Seating.party, "reason"], guards: [.namesParty(roles)], effects: [.unseat],
                source: protection)
        ]
    }
}

extension Procedure {
    /// The next version: the authority admits advisers from initiation on. Everything else is as in this one.
    func withAdvisers(from stages: [StageID]) -> Procedure {
        next(adding: RemedyAdvising.rules(from: stages), RemedyAdvising.fields)
    }

    /// Version 2: the authority admits advisers. Everything else is version 1.
    public static let unfairAntidumping2 = unfairAntidumping.withAdvisers(from: RemedyRules.seatedWhile)

    /// Version 2: the authority admits advisers. Everything else is version 1.
    public static let unfairCountervailing2 = unfairCountervailing.withAdvisers(from: RemedyRules.seatedWhile)

    /// Version 2: the authority admits advisers. Everything else is version 1.
    public static let unfairSafeguard2 = unfairSafeguard.withAdvisers(from: UnfairSafeguard.seatedWhile)
}

extension UnfairSafeguard {
    /// While an adviser may be admitted, and steps back.
    static let seatedWhile = fromInitiationOn.filter { id in !stages.contains { $0.id == id && $0.isFinal } }
}
