import CaseProtocol

/// Those who have no part in any case, and everybody else.
extension RoleTable {
    private static let design = LegalSource("Our own design", .design)
    private static let logged = "with a reason, and each reading is on record"

    private static let noMetadata = RoleDeparture.narrower(
        "the account gets nothing of any case: what watches a server says how many there are, and names none")

    static let overseers: [RoleEntry] = [
        RoleEntry(
            .auditor, design,
            [
                RoleCell(.complaint, "R all", [.all("R", if: logged)]),
                RoleCell(.contact, "R all", [.all("R", if: logged)]),
                RoleCell(.dispute, "R all", [.all("R", if: logged)]),
                RoleCell(.secretRemedy, "R all", [.all("R", if: logged)]),
                RoleCell(.remedy, "R all", [.all("R", if: logged)]),
                RoleCell(.documents, "R all, each read logged", [.all("R", if: logged)]),
                RoleCell(.reporter, "R, logged", [.all("R", if: logged)]),
                RoleCell(.report, nil, [.all("R", if: logged)]), RoleCell(.enquiry, nil, [.all("R", if: logged)]),
                RoleCell(.dataRequest, nil, [.all("R", if: logged)]),
                RoleCell(.statistics, "R,X", [.counts(.everything, "RX", .all, if: logged)]),
            ]),
        RoleEntry(
            .sysAdmin, design,
            [
                RoleCell(.complaint, "metadata", [], [noMetadata]), RoleCell(.contact, "no"),
                RoleCell(.dispute, "metadata", [], [noMetadata]),
                RoleCell(.secretRemedy, "metadata", [], [noMetadata]), RoleCell(.remedy, "metadata", [], [noMetadata]),
                RoleCell(.documents, "no (encrypted)"), RoleCell(.reporter, "no"), RoleCell(.report, nil),
                RoleCell(.enquiry, nil), RoleCell(.dataRequest, nil), RoleCell(.statistics, "–"),
            ],
            besides: [
                "give a trader who forgot the password a one-time code, while the account has no other role; each is on record"
            ]),
        RoleEntry(
            .system, LegalSource("Timers, routing, numbering, import", .design),
            [.complaint, .dispute, .secretRemedy, .remedy, .report, .enquiry, .dataRequest].map {
                RoleCell($0, nil, [.all("CRUTA")])
            }),
        RoleEntry(
            .anyone, LegalSource("Complaints are published; AfCFTA FAQ", .verified),
            [
                RoleCell(.complaint, "pub", [.published]), RoleCell(.contact, "no"),
                RoleCell(
                    .dispute, "pub milestones", [.published],
                    [
                        .narrower(
                            "of a dispute whose card two people published: where it stands now, and the texts that were released; not the days on which it came there"
                        )
                    ]),
                RoleCell(.secretRemedy, "none"),
                RoleCell(
                    .remedy, "public file", [.published],
                    [
                        .narrower(
                            "of a remedy whose card two people published: where it stands now, and the texts that were released; the papers of the file that lies open to the parties are not shown"
                        )
                    ]),
                RoleCell(.documents, "no"), RoleCell(.reporter, "no"), RoleCell(.report, nil),
                RoleCell(.enquiry, nil), RoleCell(.dataRequest, nil), RoleCell(.statistics, "pub", [.published]),
            ]),
    ]
}
