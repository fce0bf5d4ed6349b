import CaseProtocol

extension DeadlineSpec {
    var json: JSONValue {
        .members([
            "key": key.text, "kind": .string(kind.rawValue), "length": length.json,
            "variants": .list(variants.map(\.json)), "owner": owner.text, "nationalOwner": nationalOwner?.text,
            "countsFrom": countsFrom?.text, "deemedDays": deemedDays == 0 ? nil : .number(deemedDays),
            "adoptedFrom": adoptedFrom?.text, "calendar": calendar?.json, "rollsForward": .yes(rollsForward),
            "opens": opens == .dayAfter ? nil : .string(opens.rawValue), "lapse": lapse.json, "title": .string(title),
            "source": source.json, "bearer": bearer.map { .string($0) }, "enforced": isEnforced ? nil : false,
        ])
    }

    init(reading reader: inout ProcedureReader) throws(ProcedureFault) {
        let key: DeadlineKey = try reader.id("key")
        let kind = try reader.word("kind", of: DeadlineKind.allCases)
        let length = try Length.read("length", &reader)
        let variants = try reader.objects("variants", Variant.init(reading:))
        let owner: RoleID = try reader.id("owner")
        let nationalOwner: RoleID? = try reader.optionalID("nationalOwner")
        let countsFrom: FieldID? = try reader.optionalID("countsFrom")
        let deemedDays = try reader.optional("deemedDays") == nil ? 0 : reader.number("deemedDays", in: 0...365)
        let adoptedFrom: FieldID? = try reader.optionalID("adoptedFrom")
        let calendar = try CalendarChoice.read("calendar", &reader)
        let rollsForward = try reader.yes("rollsForward")
        let opens =
            try reader.optional("opens") == nil ? .dayAfter : reader.word("opens", of: GateOpening.allCases)
        let lapse = try Lapse.read("lapse", &reader)
        let title = try reader.text("title")
        let source = try LegalSource.read("source", &reader)
        let bearer = try reader.optionalText("bearer")
        let isUnsure = source.provenance == .recalledLow
        let isEnforced = try reader.yes("enforced", else: !isUnsure)
        guard !(isEnforced && isUnsure) else {
            throw reader.fault("enforced", "a figure that was recalled with low confidence (R-L) is never enforced")
        }
        self.init(
            key, kind, length, variants: variants, owner: owner, nationalOwner: nationalOwner, countsFrom: countsFrom,
            deemedDays: deemedDays, adoptedFrom: adoptedFrom, calendar: calendar, rollsForward: rollsForward,
            opens: opens, lapse: lapse, title: title, source: source, bearer: bearer, isEnforced: isEnforced)
    }
}

extension DeadlineSpec.Variant {
    var json: JSONValue {
        .members([
            "when": field.text, "is": .string(value), "length": length.json, "source": source?.json,
        ])
    }

    init(reading reader: inout ProcedureReader) throws(ProcedureFault) {
        let source = try reader.optional("source") == nil ? nil : LegalSource.read("source", &reader)
        self.init(
            when: try reader.id("when"), is: try reader.text("is"), try DeadlineSpec.Length.read("length", &reader),
            source: source)
    }
}

extension DeadlineSpec.Length {
    private enum Kind: String, CaseIterable {
        case workingDays, calendarDays, months, until, daysBefore, workingDaysBefore, halfWay
    }

    var json: JSONValue {
        switch self {
        case .workingDays(let days): Kind.workingDays.object(["days": .number(days)])
        case .calendarDays(let days): Kind.calendarDays.object(["days": .number(days)])
        case .months(let months): Kind.months.object(["months": .number(months)])
        case .until(let field): Kind.until.object(["field": field.text])
        case .daysBefore(let days, let field): Kind.daysBefore.object(["days": .number(days), "field": field.text])
        case .workingDaysBefore(let days, let field):
            Kind.workingDaysBefore.object(["days": .number(days), "field": field.text])
        case .halfWay(let field): Kind.halfWay.object(["field": field.text])
        }
    }

    static func read(_ name: String, _ row: inout ProcedureReader) throws(ProcedureFault) -> Self {
        var reader = try row.object(name)
        let length: Self
        switch try reader.kind(Kind.self) {
        case .workingDays: length = .workingDays(try reader.days())
        case .calendarDays: length = .calendarDays(try reader.days())
        case .months: length = .months(try reader.number("months", in: 0...1_200))
        case .until: length = .until(try reader.id("field"))
        case .daysBefore: length = .daysBefore(try reader.days(), try reader.id("field"))
        case .workingDaysBefore: length = .workingDaysBefore(try reader.days(), try reader.id("field"))
        case .halfWay: length = .halfWay(to: try reader.id("field"))
        }
        try reader.finish()
        return length
    }
}

extension DeadlineSpec.Lapse {
    private enum Kind: String, CaseIterable { case act, escalate, rightEnds, explain }

    var json: JSONValue {
        switch self {
        case .act(let action): Kind.act.object(["action": action.text])
        case .escalate(let role): Kind.escalate.object(["role": role.text])
        case .rightEnds: Kind.rightEnds.object()
        case .explain: Kind.explain.object()
        }
    }

    static func read(_ name: String, _ row: inout ProcedureReader) throws(ProcedureFault) -> Self {
        var reader = try row.object(name)
        let lapse: Self
        switch try reader.kind(Kind.self) {
        case .act: lapse = .act(try reader.id("action"))
        case .escalate: lapse = .escalate(to: try reader.id("role"))
        case .rightEnds: lapse = .rightEnds
        case .explain: lapse = .explain
        }
        try reader.finish()
        return lapse
    }
}
