import CaseProtocol

/// Those who carry disputes.
extension RoleTable {
    private static let design = LegalSource("Our own design; parties choose their counsel (DSU practice)", .design)
    private static let missions = LegalSource("Permanent missions file and attend (DSU practice)", .recalledHigh)

    static let disputes: [RoleEntry] = [
        RoleEntry(
            .ministryLegal, design,
            [
                RoleCell(
                    .complaint, "R national; T escalate", [.country("RTA")],
                    [.wider("gives the case to a colleague of the own desk")]),
                RoleCell(
                    .contact, "R national", [.country("Q")],
                    [
                        .narrower(
                            "who complains is read by those who must call them back; another office asks, and is told for some days where they agree"
                        )
                    ]),
                RoleCell(.dispute, "C,R,U,T national", [.country("CRUTA")], [.wider("gives it to a colleague")]),
                RoleCell(.secretRemedy, "–"), RoleCell(.remedy, "R", [.country("R")]),
                RoleCell(
                    .documents, "dispute files; remedy files only if advising, logged",
                    [
                        .country("RU", if: "of a dispute"),
                        .listed(
                            "R",
                            if: "they advise on it, their undertaking is on file, and what they get is on record"),
                    ]),
                RoleCell(.reporter, "no"), RoleCell(.report, nil), RoleCell(.enquiry, nil),
                RoleCell(.statistics, "R", [.country("R")]),
            ]),
        RoleEntry(
            .counsel, design,
            [
                RoleCell(
                    .complaint, "R linked",
                    [.linked("R", if: "the dispute on which they sit came from it, while that runs")]),
                RoleCell(.contact, "no"),
                RoleCell(.dispute, "R,U,T one case", [.listed("RUT", if: "while the case runs")]),
                RoleCell(.secretRemedy, "–"),
                RoleCell(
                    .remedy, "R one case if retained",
                    [.listed("R", if: "they advise the authority, while the case runs")]),
                RoleCell(
                    .documents, "one case, undertaking signed", [.listed("RU", if: "the undertaking is on file")]),
                RoleCell(.reporter, "no"), RoleCell(.report, nil), RoleCell(.enquiry, nil),
                RoleCell(.statistics, "–"),
            ]),
        RoleEntry(
            .missionOfficer, missions,
            [
                RoleCell(.complaint, "R national", [.country("R")]), RoleCell(.contact, "no"),
                RoleCell(
                    .dispute, "R,T national filings and dates", [.country("CRUTA")],
                    [.wider("opens files and keeps their facts too, where the mission leads (procedures.md 5)")]),
                RoleCell(.secretRemedy, "–"),
                RoleCell(
                    .remedy, "pub + notifications", [.country("RT", if: "notifications to the WTO"), .published],
                    [.wider("reads the file that lies open to all parties, and records consultations on a safeguard")]),
                RoleCell(.documents, "no (gets cleared texts)"), RoleCell(.reporter, "no"), RoleCell(.report, nil),
                RoleCell(.enquiry, nil), RoleCell(.statistics, "R", [.country("R")]),
            ]),
        RoleEntry(
            .minister, LegalSource("The Cabinet Secretary acts on the Agency's advice", .verified),
            [
                RoleCell(
                    .complaint, "R summary",
                    [.country("R", if: "a summary: where a registered complaint stands, without texts")]),
                RoleCell(.contact, "no"), RoleCell(.dispute, "R,T approve", [.country("RT")]),
                RoleCell(
                    .secretRemedy, "R summary", [.country("RT", if: "the application is documented")],
                    [.wider("decides on initiation where the procedure says so, on the file as documented")]),
                RoleCell(.remedy, "T decide on report", [.country("RT")]),
                RoleCell(
                    .documents, "R report (confidential annex logged)", [],
                    [.narrower("the report lies in the authority's own file; the parties' papers are not shown")]),
                RoleCell(.reporter, "no"), RoleCell(.report, nil), RoleCell(.enquiry, nil),
                RoleCell(.statistics, "R", [.country("R")]),
            ]),
    ]
}
