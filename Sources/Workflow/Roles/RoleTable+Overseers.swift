import CaseProtocol

/// Those who have no part in any case.
extension RoleTable {
    private static let design = LegalSource("Our own design", .design)
    private static let logged = "with a reason, and each reading is on record"

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
                RoleCell(.statistics, "R,X", [.all("RX", if: logged)]),
            ]),
        RoleEntry(
            .sysAdmin, design,
            [
                RoleCell(.complaint, "metadata"), RoleCell(.contact, "no"), RoleCell(.dispute, "metadata"),
                RoleCell(.secretRemedy, "metadata"), RoleCell(.remedy, "metadata"),
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
    ]
}
