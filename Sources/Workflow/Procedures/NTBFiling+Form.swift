import CaseProtocol

extension NTBFiling {
    /// What a filing and its screening ask for, as ``NTBTripartite`` explains it, with another list of categories.
    static func fields(categories: String, example: String, and others: [FieldID]) -> [FieldSpec] {
        let category = FieldSpec(
            "ntbCategory", .code(list: categories), onHeader: true, lasting: true, label: "Kind of barrier",
            help: "A code of the mechanism's list, such as \(example).")
        let wanted = Set(formFields + others)
        return [category] + coded(NTBTripartite.fields.filter { wanted.contains($0.id) })
    }

    /// The fields with measure and obstacle as codes of their lists, where ``NTBTripartite`` takes text and letters.
    static func coded(_ fields: [FieldSpec]) -> [FieldSpec] {
        fields.map { field in
            switch field.id {
            case "ntmCode": field.holding(.code(list: CodeList.mastChapters.id))
            case "obstacle": field.holding(.code(list: CodeList.itcObstacles.id))
            default: field
            }
        }
    }

    private static let formFields: [FieldID] =
        NTBTripartite.filingFields.filter { $0 != "ntbCategory" } + NTBTripartite.identityFields
        + [
            "phone", "onBehalfOf", "consentGivenHow", "receivedAt", "callbackNote", "questions", "answers",
            "explanation", "duplicateOf", "imposingCountry", "policyOrRegulatory", "recipients", "meetingRef",
        ]

    /// From the first report to the screening.
    ///
    /// - Parameter screener: who owes the next step on a filed complaint.
    func stages(screener: RoleID, _ summary: String) -> [Stage] {
        [
            Stage(
                "draft", public: nil, owner: .complainant, takesHistory: false,
                "The filer is still writing; nobody else sees it."),
            Stage(
                "lead", public: nil, owner: .nfpReporting, clocks: ["callBack"], takesHistory: false,
                "A report by phone or SMS waits to be called back."),
            Stage("closedLead", public: nil, isFinal: true, owner: nil, "The call or message led to no complaint."),
            Stage("submitted", public: "New", owner: screener, clocks: screening.map { [$0] } ?? [], summary),
            Stage(
                "infoRequested", public: "New", owner: .complainant, clocks: ["infoAnswer"], takesHistory: false,
                "Questions wait for the complainant's answer."),
            Stage(
                "dormant", public: "New", owner: .complainant, clocks: ["wakeWindow"], takesHistory: false,
                "The questions went unanswered; an answer wakes the complaint."),
            Stage("abandoned", public: "Abandoned", isFinal: true, owner: nil, "It slept for too long."),
            Stage("rejected", public: "Rejected", isFinal: true, owner: nil, "It was turned down."),
        ]
    }

    private static func standard(_ step: String) -> LegalSource {
        LegalSource("Service standard of this system for \(step), not law", .design)
    }

    /// None of these is law.
    static let deadlines: [DeadlineSpec] = [
        DeadlineSpec(
            "callBack", .obligation, .workingDays(3), owner: .nfpReporting, countsFrom: "receivedAt",
            calendar: .country("reportingCountry"), lapse: .escalate(to: .nfpReporting), title: "Call back the trader",
            source: standard("reports by phone and SMS")),
        DeadlineSpec(
            "infoAnswer", .obligation, .calendarDays(30), owner: .complainant, lapse: .act("fallDormant"),
            title: "Answer the questions", source: standard("answers of a complainant")),
        DeadlineSpec(
            "wakeWindow", .window, .months(12), owner: .complainant, lapse: .act("abandon"),
            title: "Wake the dormant complaint", source: standard("dormant complaints")),
        DeadlineSpec(
            "appeal", .window, .calendarDays(30), owner: .complainant, lapse: .rightEnds,
            title: "Ask for a second look at the rejection", source: standard("appeals against rejection")),
        DeadlineSpec(
            "confirmation", .obligation, .calendarDays(14), owner: .nfpReporting, nationalOwner: .nmcChair,
            lapse: .act("silence"), title: "Confirm or contest the resolution", source: standard("confirmation")),
        DeadlineSpec(
            "reopenWindow", .window, .months(12), owner: .nfpReporting, adoptedFrom: "resolvedOn", lapse: .rightEnds,
            title: "Reopen if the barrier returns", source: standard("reopening")),
    ]
}
