import CaseProtocol
import Testing
import Workflow

/// One way to spoil the toy table, and what the check has to find then, alone.
struct Spoilt: Sendable, CustomTestStringConvertible {
    let kind: ProcedureFinding.Kind
    let row: String?
    let spoil: @Sendable (inout ToyTable) -> Void

    init(_ kind: ProcedureFinding.Kind, _ row: String?, _ spoil: @escaping @Sendable (inout ToyTable) -> Void) {
        self.kind = kind
        self.row = row
        self.spoil = spoil
    }

    var testDescription: String { "\(kind) in \(row ?? "the procedure")" }

    static let all: [Spoilt] = names + stages + rules + guards + effects + deadlines + fields

    private static let names: [Spoilt] = [
        Spoilt(.badPrefix, nil) { $0.prefix = "TOY" },
        Spoilt(.badPrefix, nil) { $0.prefix = "" },
        Spoilt(.badPrefix, nil) { $0.prefix = "tq" },
        Spoilt(.unknownCalendar, nil) { $0.calendar = .named("XX") },
        Spoilt(.unknownField, nil) { $0.calendar = .country("where") },
        Spoilt(.unknownBody, nil) { $0.cast = .complaint(bodies: ["EAC", "Atlantis"]) },
        Spoilt(.unknownRole, nil) { $0.cast = .desk("janitor") },
        Spoilt(.duplicate, "stage closed") { $0.stages.append($0.stages[2]) },
        Spoilt(.duplicate, "deadline answer") { $0.deadlines.append($0.deadlines[0]) },
        Spoilt(.duplicate, "field kind") { $0.fields.append($0.fields[1]) },
    ]

    private static let stages: [Spoilt] = [
        Spoilt(.unreachable, "stage lost") {
            $0.stages.append(Stage("lost", public: nil, isFinal: true, owner: nil, "Nobody gets here."))
        },
        Spoilt(.endless, "stage trap") {
            $0.stages.append(Stage("trap", public: nil, owner: .focalPoint, "Nobody gets out."))
            $0.add("fall", to: .stage("trap"))
            $0.rules.append(ToyTable.rule("struggle", from: .stages(["trap"]), to: .stay, by: [.focalPoint]))
        },
        Spoilt(.ownerless, "stage asked") { $0.stages[0] = Stage("asked", public: nil, owner: nil, "It waits.") },
        Spoilt(.ownerIdle, "stage asked") {
            $0.stages[0] = Stage("asked", public: nil, owner: .complainant, "It waits.")
        },
        Spoilt(.unknownDeadline, "stage answered") {
            $0.stages[1] = Stage("answered", public: nil, owner: .complainant, clocks: ["nothing"], "It waits.")
        },
        Spoilt(.noOpening, nil) { table in
            table.rules[0] = ToyTable.rule(
                "ask", from: .stages(["asked"]), to: .stay, by: [.complainant], requires: ["text"],
                effects: [.start("answer")])
        },
        Spoilt(.noOpening, "rule 6 (start)") {
            $0.rules.append(ToyTable.rule("start", from: .nothing, to: .stay, by: [.focalPoint]))
        },
    ]

    private static let rules: [Spoilt] = [
        Spoilt(.unknownStage, "rule 6 (more)") { $0.add(to: .stage("nowhere")) },
        Spoilt(.unknownStage, "rule 6 (more)") {
            $0.rules.append(ToyTable.rule("more", from: .stages(["nowhere"]), to: .stay, by: [.focalPoint]))
        },
        Spoilt(.unknownStage, "rule 6 (more)") {
            $0.rules.append(ToyTable.rule("more", from: .stages([]), to: .stay, by: [.focalPoint]))
        },
        Spoilt(.unknownStage, "edit 2") {
            $0.edits.append(EditRule(["kind"], by: [.focalPoint], from: .stages(["nowhere"])))
        },
        Spoilt(.noRole, "rule 6 (more)") { $0.add(by: []) },
        Spoilt(.noRole, "edit 2") { $0.edits.append(EditRule(["kind"], by: [], from: .anyOpen)) },
        Spoilt(.unknownRole, "rule 6 (more)") { $0.add(by: ["janitor"]) },
        Spoilt(.beyondRole, "rule 6 (more)") { $0.add(by: [.minister]) },
        Spoilt(.beyondRole, "rule 6 (ask2)") { table in
            table.rules.append(ToyTable.rule("ask2", from: .nothing, to: .stage("asked"), by: [.recOfficer]))
        },
        Spoilt(.beyondRole, "edit 2") { $0.edits.append(EditRule(["kind"], by: [.ministryLegal], from: .anyOpen)) },
        Spoilt(.unknownField, "rule 6 (more)") { $0.add(accepts: ["colour"]) },
        Spoilt(.unknownField, "edit 2") { $0.edits.append(EditRule(["colour"], by: [.focalPoint], from: .anyOpen)) },
        Spoilt(.unknownField, "group sort") { $0.mergeGroups = [MergeGroup("sort", ["kind", "colour"])] },
        Spoilt(.editOffHeader, "group sort") { $0.mergeGroups = [MergeGroup("sort", ["text"])] },
        Spoilt(.duplicate, "group more") {
            $0.mergeGroups = [MergeGroup("sort", ["kind"]), MergeGroup("more", ["kind"])]
        },
        Spoilt(.editOffHeader, "edit 2") { $0.edits.append(EditRule(["text"], by: [.focalPoint], from: .anyOpen)) },
        Spoilt(.ambiguous, "rule 7 (more)") {
            $0.add(guards: [.fieldIs("kind", ["plain"])])
            $0.add(guards: [.fieldIs("kind", ["plain"]), .suspended])
        },
        Spoilt(.ambiguous, "rule 6 (ask)") { table in
            table.rules.append(
                ToyTable.rule("ask", from: .nothing, to: .stage("asked"), by: [.association, .complainant]))
        },
        Spoilt(.finalLeft, "rule 6 (again)") {
            $0.rules.append(ToyTable.rule("again", from: .any, to: .stage("asked"), by: [.focalPoint]))
        },
        Spoilt(.untriggered, "rule 6 (more)") { $0.add(by: [.system]) },
        Spoilt(.fieldNotTaken, "rule 6 (more)") {
            $0.rules.append(
                ToyTable.rule(
                    "more", from: .stages(["asked"]), to: .stay, by: [.focalPoint], choices: ["text": ["a", "b"]]))
        },
        Spoilt(.fieldNotTaken, "rule 6 (more)") {
            $0.rules.append(
                ToyTable.rule(
                    "more", from: .stages(["asked"]), to: .stay, by: [.focalPoint], alsoCalled: ["words": "text"]))
        },
        Spoilt(.fieldNotTaken, "rule 6 (more)") {
            $0.rules.append(
                ToyTable.rule(
                    "more", from: .stages(["asked"]), to: .stay, by: [.focalPoint], accepts: ["text", "kind"],
                    alsoCalled: ["kind": "text"]))
        },
        Spoilt(.publicSecret, "rule 7 (shout)") { table in
            table.add(FieldSpec("secret", .bool, .sealed, label: "Secret", help: "Who."))
            table.rules.append(
                ToyTable.rule(
                    "shout", from: .stages(["asked"]), to: .stay, by: [.focalPoint], accepts: ["secret"],
                    record: .public))
        },
        Spoilt(.unsourced, "rule 6 (more)") {
            $0.rules.append(
                Rule(
                    "more", from: .stages(["asked"]), to: .stay, by: [.focalPoint], source: LegalSource("", .design)))
        },
        Spoilt(.neverMade, "rule 6 (more)") { $0.add(to: .back(among: ["answered"])) },
        Spoilt(.impossibleValue, "rule 6 (more)") {
            $0.add(accepts: ["kind"], to: .byField("kind", ["blue": "closed"], otherwise: "answered"))
        },
        Spoilt(.openingGuard, "rule 1 (ask)") { table in
            table.rules[0] = ToyTable.rule(
                "ask", from: .nothing, to: .stage("asked"), by: [.complainant], requires: ["text"],
                guards: [.suspended], effects: [.start("answer")])
        },
    ]

    private static let guards: [Spoilt] = [
        Spoilt(.unknownDeadline, "rule 6 (more)") { $0.add(guards: [.within("nothing")]) },
        Spoilt(.unknownDeadline, "rule 6 (more)") { $0.add(guards: [.lapsed("nothing")]) },
        Spoilt(.unknownDeadline, "rule 6 (more)") { $0.add(guards: [.gate("nothing")]) },
        Spoilt(.notAGate, "rule 6 (more)") { $0.add(guards: [.gate("answer")]) },
        Spoilt(.unknownAction, "rule 6 (more)") { $0.add(guards: [.notActor("dance")]) },
        Spoilt(.unknownField, "rule 6 (more)") { $0.add(guards: [.fieldIs("colour", ["red"])]) },
        Spoilt(.unknownField, "rule 6 (more)") { $0.add(guards: [.has("approved")]) },
        Spoilt(.impossibleValue, "rule 6 (more)") { $0.add(guards: [.fieldIs("kind", ["blue"])]) },
        Spoilt(.unread, "rule 6 (more)") { $0.add(guards: [.number("text", .atLeast, "25")]) },
        Spoilt(.unread, "rule 6 (more)") { $0.add(accepts: ["text"], guards: [.has("text")]) },
        Spoilt(.notADate, "rule 6 (more)") { $0.add(guards: [.leadTime(days: 11, before: "kind")]) },
        Spoilt(.notADate, "rule 6 (more)") { $0.add(guards: [.notBefore("repliedOn", than: "kind")]) },
        Spoilt(.neverMade, "rule 6 (more)") { $0.add(guards: [.pending(.card)]) },
        Spoilt(.neverMade, "rule 6 (more)") { $0.add(guards: [.seated(.counsel)]) },
        Spoilt(.effectNeedsField, "rule 6 (more)") {
            $0.add(accepts: ["text", "kind"], guards: [.twin("text", public: "kind", orReason: "repliedOn")])
        },
    ]

    private static let effects: [Spoilt] = [
        Spoilt(.unknownDeadline, "rule 6 (more)") { $0.add(effects: [.cancel("nothing")]) },
        Spoilt(.unknownField, "rule 6 (more)") { $0.add(effects: [.clear("colour")]) },
        Spoilt(.impossibleValue, "rule 6 (more)") { $0.add(effects: [.set("kind", "red")]) },
        Spoilt(.reservedName, "rule 6 (more)") { $0.add(effects: [.flag("stage")]) },
        Spoilt(.unknownAction, "rule 6 (more)") { $0.add(effects: [.followUp("close")]) },
        Spoilt(.effectNeedsField, "rule 6 (more)") { $0.add(effects: [.seat(.counsel)]) },
        Spoilt(.effectNeedsField, "rule 6 (more)") { $0.add(effects: [.unseat]) },
        Spoilt(.effectNeedsField, "rule 6 (more)") { $0.add(effects: [.link(.escalatedTo)]) },
        Spoilt(.effectNeedsField, "rule 6 (more)") { $0.add(effects: [.external]) },
        Spoilt(.neverResumed, "deadline answer") { $0.add(effects: [.pause("answer")]) },
    ]

    private static let deadlines: [Spoilt] = [
        Spoilt(.neverStarted, "deadline later") { $0.add(limit: "later", starts: false) },
        Spoilt(.neverEnded, "deadline later") { $0.add(limit: "later", ends: false) },
        Spoilt(.neverEnded, "deadline later") { $0.add(limit: "later", lapse: .explain, ends: false) },
        Spoilt(.ownerWithoutPart, "deadline later") { $0.add(limit: "later", owner: .minister) },
        Spoilt(.ownerWithoutPart, "deadline later") { $0.add(limit: "later", lapse: .escalate(to: .nmcChair)) },
        Spoilt(.lapseWithoutRule, "deadline later") { $0.add(limit: "later", lapse: .act("giveUp")) },
        Spoilt(.lapseWithoutRule, "deadline later") { $0.add(limit: "later", lapse: .act("close")) },
        Spoilt(.lapseWithoutRule, "deadline answer") { $0.rules.removeLast() },
        Spoilt(.unknownCalendar, "deadline later") { $0.add(limit: "later", calendar: .named("XX")) },
        Spoilt(.unknownField, "deadline later") { $0.add(limit: "later", .target, .until("someday")) },
        Spoilt(.notADate, "deadline later") { $0.add(limit: "later", .window, .daysBefore(11, "kind")) },
        Spoilt(.notADate, "deadline later") { $0.add(limit: "later", countsFrom: "kind") },
        Spoilt(.unknownField, "deadline later") {
            $0.add(limit: "later", variants: [.init(when: "urgent", is: "true", .calendarDays(1))])
        },
        Spoilt(.impossibleValue, "deadline later") {
            $0.add(limit: "later", variants: [.init(when: "kind", is: "blue", .calendarDays(1))])
        },
        Spoilt(.unsourced, "deadline later") { $0.add(limit: "later", title: "") },
        Spoilt(.unread, "deadline later") { table in
            table.add(FieldSpec("toldOn", .date(past: true), label: "Told", help: "When."))
            table.add(limit: "later", countsFrom: "toldOn")
        },
        Spoilt(.lapseOutOfPlace, "deadline wait") { table in
            table.stages.append(Stage("reopened", public: nil, owner: .focalPoint, "It goes on."))
            table.rules.append(
                ToyTable.rule("reopen", from: .stages(["answered"]), to: .stage("reopened"), by: [.focalPoint]))
            table.rules.append(
                ToyTable.rule(
                    "end", from: .stages(["reopened"]), to: .stage("closed"), by: [.focalPoint]))
        },
        Spoilt(.dateLacking, "rule 7 (begin)") { table in
            table.add(FieldSpec("meetingOn", .date(past: false), label: "Meeting", help: "When."))
            table.add(limit: "later", .target, .until("meetingOn"))
        },
    ]

    private static let fields: [Spoilt] = [
        Spoilt(.reservedName, "field byName") { $0.add(FieldSpec("byName", .bool, label: "By", help: "Who.")) },
        Spoilt(.headerNotParties, "field phone") {
            $0.add(FieldSpec("phone", .text(bytesMax: 9), .sealed, onHeader: true, label: "Phone", help: "Whose."))
        },
        Spoilt(.unknownCodeList, "field code") {
            $0.add(FieldSpec("code", .code(list: "no.such.list"), label: "Code", help: "Which."))
        },
        Spoilt(.unknownField, "field more") {
            $0.add(FieldSpec("more", .bool, label: "More", help: "?", askedWhen: AskedWhen("less", is: "true")))
        },
        Spoilt(.impossibleValue, "field more") {
            $0.add(FieldSpec("more", .bool, label: "More", help: "?", askedWhen: AskedWhen("kind", is: "blue")))
        },
        Spoilt(.unusedField, "field idle") { $0.fields.append(FieldSpec("idle", .bool, label: "Idle", help: "?")) },
    ]
}
