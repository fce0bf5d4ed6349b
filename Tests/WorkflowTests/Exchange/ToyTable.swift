import CaseProtocol
import Workflow

/// A table of three stages in which nothing is wrong, to spoil in one place at a time.
struct ToyTable {
    var prefix = "TQY"
    var cast = Cast.complaint()
    var calendar = CalendarChoice.named("weekdays")
    var stages: [Stage] = [
        Stage("asked", public: "New", owner: .focalPoint, clocks: ["answer"], "A question waits."),
        Stage("answered", public: "Answered", owner: .complainant, "The answer waits to be read."),
        Stage("closed", public: "Closed", isFinal: true, owner: nil, "It is over."),
    ]
    var rules: [Rule] = [
        ToyTable.rule(
            "ask", from: .nothing, to: .stage("asked"), by: [.complainant], requires: ["text"],
            effects: [.start("answer")]),
        ToyTable.rule(
            "reply", from: .stages(["asked"]), to: .stage("answered"), by: [.focalPoint],
            requires: ["text", "kind", "repliedOn"], effects: [.meet("answer"), .start("wait")]),
        ToyTable.rule("close", from: .stages(["answered"]), to: .stage("closed"), by: [.complainant]),
        ToyTable.rule(
            "giveUp", from: .stages(["answered"]), to: .stage("closed"), by: [.system], guards: [.lapsed("wait")],
            effects: [.lapse("wait")]),
        ToyTable.rule(
            "lapse", from: .any, to: .stay, by: [.system], guards: [.namedOverdue], effects: [.lapseNamed]),
    ]
    var deadlines: [DeadlineSpec] = [
        DeadlineSpec(
            "answer", .obligation, .workingDays(5), owner: .focalPoint, lapse: .escalate(to: .focalPoint),
            title: "Answer", source: ToyTable.source),
        DeadlineSpec(
            "wait", .window, .months(1), owner: .complainant, countsFrom: "repliedOn", lapse: .act("giveUp"),
            title: "Read", source: ToyTable.source),
    ]
    var fields: [FieldSpec] = [
        FieldSpec("text", .text(bytesMax: 100), label: "Text", help: "What is asked."),
        FieldSpec("kind", .choice(["plain", "formal"]), onHeader: true, label: "Kind", help: "Which kind."),
        FieldSpec("repliedOn", .date(past: true), onHeader: true, label: "Day of the reply", help: "YYYY-MM-DD."),
    ]
    var edits: [EditRule] = [EditRule(["kind"], by: [.focalPoint], from: .anyOpen)]
    var mergeGroups: [MergeGroup] = []

    static let source = LegalSource("Our own rule", .design)

    var procedure: Procedure {
        Procedure(
            id: "toy", version: 1, title: "Toy", numberPrefix: prefix, cast: cast, calendar: calendar, stages: stages,
            rules: rules, deadlines: deadlines, fields: fields, edits: edits,
            mergeGroups: mergeGroups)
    }

    static func rule(
        _ action: ActionID, from: Origin, to: Destination, by roles: [RoleID], requires: [FieldID] = [],
        accepts: [FieldID] = [], alsoCalled: [FieldID: FieldID] = [:], choices: [FieldID: [String]] = [:],
        guards: [Guard] = [], effects: [Effect] = [], record: ConfidentialityClass = .parties
    ) -> Rule {
        Rule(
            action, from: from, to: to, by: roles, requires: requires, accepts: accepts, alsoCalled: alsoCalled,
            choices: choices, guards: guards, effects: effects, record: record, source: source)
    }

    /// One more move that stays at the first stage.
    mutating func add(
        _ action: ActionID = "more", by roles: [RoleID] = [.focalPoint], accepts: [FieldID] = [],
        guards: [Guard] = [], effects: [Effect] = [], to: Destination = .stay
    ) {
        rules.append(
            Self.rule(
                action, from: .stages(["asked"]), to: to, by: roles, accepts: accepts, guards: guards, effects: effects)
        )
    }

    /// One more limit that everything belongs to but what the test takes away.
    mutating func add(
        limit key: DeadlineKey, _ kind: DeadlineKind = .obligation,
        _ length: DeadlineSpec.Length = .calendarDays(3), owner: RoleID = .focalPoint,
        variants: [DeadlineSpec.Variant] = [], countsFrom: FieldID? = nil, calendar: CalendarChoice? = nil,
        lapse: DeadlineSpec.Lapse = .escalate(to: .focalPoint), title: String = "More", starts: Bool = true,
        ends: Bool = true
    ) {
        deadlines.append(
            DeadlineSpec(
                key, kind, length, variants: variants, owner: owner, countsFrom: countsFrom, calendar: calendar,
                lapse: lapse, title: title, source: Self.source))
        if starts { add("begin", effects: [.start(key)]) }
        if ends { add("finish", effects: [.meet(key)]) }
    }

    /// One more field, and a move that takes it.
    mutating func add(_ field: FieldSpec) {
        fields.append(field)
        add("tell", accepts: [field.id])
    }
}
