import CaseProtocol

extension Procedure {
    /// NTB complaints in the East African Community: Treaty Art. 75(5), Customs Union Protocol Art. 13 and the Elimination of
    /// Non-Tariff Barriers Act, 2017, as practised by the monitoring committees, the Secretariat and the Council.
    ///
    /// The Act fixes no day limits, so every one here is a service standard but one: the two months of Treaty Art. 30(2) for
    /// a reference to the East African Court of Justice, which hold for persons and not for Partner States. The Trade Remedies
    /// Committee is behind a feature that is off, since nobody knows whether it sits.
    ///
    /// COMESA and SADC have no table of their own: their complaints go through ``ntbTripartite``. COMESA's regulations have
    /// two steps, information and a facilitator, and enforce through Treaty Art. 171; SADC leaves the phase-out to its
    /// ministers of trade, with grace periods on application.
    public static let ntbEAC = Procedure(
        id: "ntb.eac", version: 1, title: "Non-tariff barrier complaint (EAC)", numberPrefix: "EAC",
        cast: .complaint(bodies: [RegionalCommunity.eac.id]), calendar: .country("imposingCountry"),
        stages: NTBEAC.stages, rules: NTBEAC.rules, deadlines: NTBEAC.deadlines, fields: NTBEAC.fields,
        edits: NTBEAC.filing.edits(screened: ["submitted", "infoRequested", "nmcReview"], worked: NTBEAC.underWork)
    ).withLinks(
        by: [.nfpReporting, .recOfficer],
        except: ["draft", "lead", "resolutionProposed", "eacjReference", "tradeRemediesCommittee"])
}

/// The parts of the table and the words that they share.
enum NTBEAC {
    /// Where a body of the Community has it, whose next step falls on a session.
    static let organs: [StageID] = ["rmc", "sectoralCouncil", "council", "summit"]
    /// From the notification of the other Partner State on.
    static let underWork: [StageID] =
        ["notified", "bilateral", "agreed", "timeBound"] + organs + ["directive", "tradeRemediesCommittee"]
    /// What is owed while both sides work on the measure.
    static let workClocks: [DeadlineKey] = [
        "reply", "bilateral", "agreedTarget", "target", "rmcQuarter", "session", "compliance",
    ]

    static let filing = NTBFiling(
        secretariat: .recOfficer, form: portal, leads: leads,
        screeners: [
            .init(roles: [.nfpReporting]),
            .init(roles: [.nmcMember], guards: [.actsFor(.reporting, as: .nmcMember)]),
            .init(roles: [.recOfficer], guards: [.noReportingCountry]),
        ],
        alsoStarts: ["eacjReference"],
        cardStages: ["nmcReview"] + underWork + ["resolutionProposed", "eacjReference", "resolved", "notAnNtb"])

    static let rules: [Rule] =
        filing.rules + reviewing + notifying + programme + sessions + decisions + resolving + court
        + CommonRules(officers: [.nfpReporting, .recOfficer], filers: NTBFiling.filers, adoptable: []).rules()
        + filing.adopting(
            at: stages,
            dates: [
                "targetOn": ["agreed", "timeBound"], "sessionOn": ["nmcReview"] + organs, "dueOn": ["directive"],
            ])

    static let portal = LegalSource("Complaint form of tradebarriers.org; reports reach the focal points", .verified)
    static let leads = LegalSource("SMS reporting, launched in Lusaka in April 2013", .verified)
    static let nmcPractice = LegalSource("Practice of the national monitoring committees", .verified)
    static let exchange = LegalSource(
        "EAC NTB Bill, clause 14: exchange of information between focal points", .verified)
    static let routes = LegalSource(
        "EAC NTB Act, 2017: routes of elimination by agreement, programme or Council act; recalled", .recalledMedium)
    static let programmePractice = LegalSource("EAC Time-Bound Programme and regional forum: practice", .verified)
    static let council = LegalSource("EAC Council acts on NTBs, as reported", .secondary)
    static let sanctions = LegalSource(
        "EAC NTB Act, 2017, s. 17: sanction by the Summit on the Council's word", .secondary)
    static let tradeRemedies = LegalSource(
        "EAC Customs Union Protocol, Art. 24(2)(a) as amended: Trade Remedies Committee", .secondary)
    static let persons = LegalSource("EAC Treaty, Art. 30(2): two months for persons", .verified)
    static let states = LegalSource("EAC Treaty, Art. 28: references by Partner States", .verified)
    static let secretaryGeneral = LegalSource("EAC Treaty, Art. 29: the Secretary General", .verified)
    static let design = NTBFiling.design
}
