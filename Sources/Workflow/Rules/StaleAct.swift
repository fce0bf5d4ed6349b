import CaseProtocol

/// An act that came too late for the stage that its author saw: it is kept, and a person decides what becomes of it.
struct StaleAct {
    let act: CaseAct
    /// The rules for the action that its author may use.
    let rules: [Rule]
    let procedure: Procedure
    let standing: Standing
    let context: DecisionContext

    /// - Throws: what is wrong with its fields: only what some form takes is kept.
    var kept: Decision {
        get throws(Refusal) {
            // Colleagues read what is kept; which secret case it names stays in its author's outbox.
            let namesSecret = context.otherCases.contains(where: \.header.isSecret)
            let fields = try checkedFields().filter { $0.key != OtherCase.field || !namesSecret }
            var recorder = Recorder(
                standing, role: standing.roles.first ?? .system, desk: standing.desk(), context: context)
            let sealed = fields.filter { procedure.field($0.key)?.confidentiality == .sealed }
            var events = [row(of: fields.filter { sealed[$0.key] == nil }, in: ownClass, &recorder)]
            if !sealed.isEmpty { events.append(row(of: sealed, in: .sealed, &recorder)) }
            return Decision(events: events, outcome: .conflict(problem))
        }
    }

    /// Where filers and officers keep what the other side is not told.
    private var ownClass: ConfidentialityClass { standing.isFiler ? .confidential : .internal }

    private func checkedFields() throws(Refusal) -> [FieldID: JSONValue] {
        var refusal: Refusal?
        for rule in rules {
            do {
                let takes = rule.takes.filter { field in
                    // Without a filer there is no sealed compartment: the contact would lie open to a whole office.
                    standing.header.filer != nil || procedure.field(field)?.confidentiality != .sealed
                }
                return try FieldCheck.given(
                    rule.fieldsByName(act.fields), allowed: takes, choices: rule.choices, in: procedure,
                    lists: context.catalogue.codeLists, today: context.today)
            } catch {
                refusal = refusal ?? error
            }
        }
        throw refusal ?? .notFound
    }

    private func row(
        of given: [FieldID: JSONValue], in confidentiality: ConfidentialityClass, _ recorder: inout Recorder
    ) -> CaseEvent {
        var fields = recorder.signature(in: confidentiality)
        fields["about"] = "act"
        fields["state"] = "open"
        fields["action"] = .string(act.action.rawValue)
        fields["fields"] = .object(
            Dictionary(given.map { ($0.key.rawValue, $0.value) }, uniquingKeysWith: { $1 }))
        fields["desk"] = recorder.desk.map { .string($0) }
        fields["from"] = act.from.map { .string($0.rawValue) }
        fields["stage"] = .string(standing.header.stage.rawValue)
        fields["occurredOn"] = act.occurredOn.map { .string($0.description) }
        fields["madeAt"] = context.claimedAt.map { .string($0.description) }
        return .conflictKept(
            MadeRow(id: recorder.newRow(), compartment: recorder.compartment(confidentiality), fields: fields))
    }

    private var problem: Problem {
        Problem(
            .stageMoved,
            "The case moved from “\(act.from?.rawValue ?? "")” to “\(standing.header.stage)”\(move) before “\(act.action)” "
                + "arrived; it was not applied and is kept on the case.",
            path: "from", allowed: openActions(for: standing, in: context).map(\.rawValue))
    }

    /// How the case came to its stage: who did what and when, as far as the author may know.
    private var move: String {
        let header = standing.header
        let event = standing.state.rows(.event).last { event in
            event["to"]?.string == header.stage.rawValue && event["action"]?.string == header.reachedBy?.rawValue
                && standing.sees(event.compartment)
        }
        let parts = [
            header.reachedBy.map { "“\($0)”" }, event?["byName"]?.string.map { "by \($0)" },
            header.text("reachedOn").map { "on \($0)" },
        ].compactMap(\.self)
        return parts.isEmpty ? "" : " (\(parts.joined(separator: " ")))"
    }
}
