import CaseProtocol
import Workflow

/// One sample of each thing that a table can say.
enum VocabularySamples {
    static let guards: [Guard] = [
        .nationalMatter, .twoSides, .lapsed("a"), .within("a"), .before("a"), .namedOverdue, .fromLead, .noFiler,
        .noReportingCountry,
        .notProposer(.resolution), .notActor("reply"), .actsFor(.imposing, as: .focalPoint), .pending(.card),
        .nonePending(.cardWithdrawal), .cardPublished, .hidesComplainant("text"), .onlyMissing("text"), .notAdopted,
        .suspended, .gate("a"), .fieldIs("kind", ["plain", "with, comma"]), .has("kind"), .hasNot("kind"),
        .leadTime(days: 11, before: "day"), .notBefore("day", than: "other"),
        .daysApart("day", after: "other", atLeast: 30), .daysApart("day", after: "other", atLeast: -90),
        .monthsAtMost("day", after: "other", 48), .number("share", .atLeast, "25"),
        .number("share", .lessThan, "0.5"), .twin("paper", public: "open", orReason: "why"), .bothIn(community: "rec"),
        .notSigner("draftedBy"), .datesToConfirm, .seated(.counsel), .notSeated(.counsel),
        .namesParty([.counsel, .interestedParty]),
        .feature("tradeRemediesCommittee"), .namedRuns, .namedOverrun, .linked(.duplicateOf), .notLinked(.joint),
        .underMandate, .filedForAnother,
    ]

    static let effects: [Effect] = [
        .start("a"), .meet("a"), .pause("a"), .resume("a"), .cancel("a"), .lapse("a"), .lapseNamed, .suspend,
        .resumeSuspended, .issueNumber, .markSubmitted, .markTransmitted, .propose(.resolution), .settle(.card),
        .rejectProposal(.cardWithdrawal), .publishCard, .withdrawCard, .adopt, .flag("done"), .clear("done"),
        .shareIdentity, .followUp("close"), .set("kind", "plain"), .markInitiated, .sign("draftedBy"), .keepStage,
        .seat(.counsel), .unseat, .markParty("facts", "available"), .startForParties("a", .interestedParty),
        .meetForParty("a"), .extendNamed, .explainNamed, .recuse, .external, .confirmDates, .link(.convertedTo),
        .unlink(.transferredTo), .mergeInto, .unmerge, .convertToComplaint, .convertToRemedy,
        .sharePaper, .unsharePaper,
    ]

    /// Tables with the rest: origins, destinations, lengths, lapses, calendars, types, casts.
    static var tables: [ToyTable] {
        let casts: [Cast] = [
            .complaint(bodies: ["AfCFTA", "EAC"]), .dispute(), .dispute(registry: "AfCFTA"), .remedy,
            .desk("triageOfficer"), .request,
        ]
        return [everything]
            + casts.map { cast in
                var table = ToyTable()
                table.cast = cast
                table.calendar = .country("country")
                return table
            }
    }

    private static var everything: ToyTable {
        var table = ToyTable()
        let destinations: [Destination] = [
            .byProposal(field: "outcome", ["none": "closed"], otherwise: "answered"),
            .byField("kind", ["plain": "closed", "formal": "answered"], otherwise: "asked"),
            .back(among: ["asked", "answered"]), .stay,
        ]
        for destination in destinations { table.add(to: destination) }
        for origin: Origin in [.any, .anyOpen, .nothing, .stages(["asked", "closed"])] {
            table.rules.append(
                Rule(
                    "much", from: origin, to: .stay, by: [.focalPoint], requires: ["text"], accepts: ["kind"],
                    alsoCalled: ["words": "text"], choices: ["text": ["yes", "no"]],
                    requiresWhen: [ConditionalField("repliedOn", when: "kind", is: "formal")], record: .internal,
                    isRebaseable: true, worksSuspended: true, source: LegalSource("Art. 7", .secondary)))
        }
        let lengths: [DeadlineSpec.Length] = [
            .calendarDays(0), .months(14), .until("repliedOn"), .daysBefore(11, "repliedOn"), .halfWay(to: "repliedOn"),
            .workingDaysBefore(10, "repliedOn"),
        ]
        let lapses: [DeadlineSpec.Lapse] = [
            .rightEnds, .explain, .act("giveUp"), .escalate(to: .nmcChair), .rightEnds, .rightEnds,
        ]
        for (index, (length, lapse)) in zip(lengths, lapses).enumerated() {
            table.deadlines.append(
                DeadlineSpec(
                    DeadlineKey("d\(index)"), DeadlineKind.allCases[index % 5], length,
                    variants: [
                        .init(when: "kind", is: "formal", .calendarDays(10), source: ToyTable.source),
                        .init(when: "kind", is: "plain", .months(1)),
                    ], owner: .focalPoint, nationalOwner: .nmcChair, countsFrom: "repliedOn", deemedDays: index,
                    adoptedFrom: "repliedOn", calendar: index == 0 ? .named("KE") : .country("kind"),
                    rollsForward: index == 1, opens: .lastDay, lapse: lapse, title: "A limit",
                    source: LegalSource("Art. \(index)", index == 2 ? .recalledLow : .verified),
                    bearer: index == 4 ? "the panel" : nil, isEnforced: index != 3)
            )
        }
        let types: [FieldType] = [
            .bool, .code(list: "iso4217"), .hsCode, .money, .list, .number, .integer(-5...5), .caseReference, .party,
            .date(past: false),
        ]
        for (index, type) in types.enumerated() {
            table.fields.append(
                FieldSpec(
                    FieldID("f\(index)"), type, ConfidentialityClass.allCases[index % 5], lasting: index == 1,
                    label: "A field", help: "Help.", askedWhen: AskedWhen("kind", is: "plain", "formal"), unit: "t"))
        }
        table.stages.append(
            Stage("old", public: nil, isFinal: true, owner: .system, clocks: ["d0"], takesHistory: false, "An old one.")
        )
        table.edits.append(EditRule(["kind"], by: [.focalPoint], from: .any, onlyUnknown: true))
        return table
    }
}
