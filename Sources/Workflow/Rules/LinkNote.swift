import CaseProtocol

/// One end of a link, as its rows say it.
struct LinkRow {
    let kind: LinkKind
    let pair: String
    let day: CivilDate
    let isNoted: Bool

    func fields(
        telling: LinkPlaces.Telling, of other: OtherCase, _ signature: [String: JSONValue]
    ) -> [String: JSONValue] {
        var fields = signature
        fields["kind"] = .string(kind.rawValue)
        fields["state"] = "standing"
        fields["since"] = .string(day.description)
        fields["pair"] = .string(pair)
        if isNoted { fields["noted"] = true }
        if telling == .named { fields["otherCase"] = .string(other.caseID.description) }
        if telling != .nothing {
            fields["otherReference"] = .string(other.header.references.first ?? other.caseID.description)
        }
        return fields
    }
}

/// The other end of a link: what the server notes, as `system`, on the case that an act on another one named. No table
/// lists it: a case under any procedure, in any version and at any stage, adopted or not, may be linked to.
struct LinkNote {
    private static let make: ActionID = "noteLink"
    private static let undo: ActionID = "noteUnlink"

    let act: CaseAct
    let standing: Standing
    let context: DecisionContext

    /// `nil` for any other act, and for anybody but the machine.
    init?(_ act: CaseAct, _ standing: Standing, _ context: DecisionContext) {
        guard standing.party.isSystem, [Self.make, Self.undo].contains(act.action) else { return nil }
        self.act = act
        self.standing = standing
        self.context = context
    }

    static func made(
        _ link: LinkRow, on caseID: CaseID, other: CaseID, _ signature: [String: JSONValue]
    ) -> CaseAct {
        var fields = signature
        fields[OtherCase.field.rawValue] = .string(caseID.description)
        fields["kind"] = .string(link.kind.rawValue)
        fields["pair"] = .string(link.pair)
        return CaseAct(caseID: other, action: make, from: nil, fields: fields, occurredOn: link.day)
    }

    static func undone(
        _ pair: String, on caseID: CaseID, other: CaseID, _ undone: [String: JSONValue]
    ) -> CaseAct {
        var fields = undone
        fields["pair"] = .string(pair)
        return CaseAct(caseID: other, action: undo, from: nil, fields: fields)
    }

    var decision: Decision {
        let (rows, aliases) = act.action == Self.make ? made : undone
        // The rows say what happened: an event would tell everybody on the case that there is another.
        let deed = Deed(
            action: act.action, by: standing.party.id, role: .system, from: nil, to: nil,
            occurredOn: PartialDate(context.today), recordedAt: context.now)
        let fact = CaseFact(
            caseID: standing.state.caseID, header: ["aliases": aliases.isEmpty ? .null : .array(aliases.map(\.json))],
            recorded: RecordedDeed(deed: deed, entries: []))
        return Decision(events: (aliases == standing.header.aliases ? [] : [.acted(fact)]) + rows)
    }

    /// The rows, and the aliases that the case has then.
    private var made: ([CaseEvent], [String]) {
        let aliases = standing.header.aliases
        guard let other = context.otherCases.first, let kind = act.fields["kind"]?.string.flatMap(LinkKind.init),
            let pair = act.fields["pair"]?.string
        else { return ([], aliases) }
        let state = standing.state
        let link = LinkRow(kind: kind, pair: pair, day: act.occurredOn ?? context.today, isNoted: true)
        let places = LinkPlaces(
            state: state, header: standing.header, other: other, kind: kind, desk: nil, isNoted: true
        ).all
        let taken = act.fields["merged"]?.bool == true && !places.isEmpty ? references(of: other) : []
        var signature = act.fields.filter { ["by", "byName", "role", "recordedAt"].contains($0.key) }
        if !taken.isEmpty { signature["aliases"] = .array(taken.map(\.json)) }
        var recorder = Recorder(standing, role: .system, desk: nil, context: context)
        let rows = places.map { place in
            CaseEvent.linkMade(
                MadeRow(
                    id: recorder.newRow(), compartment: place.compartment,
                    fields: link.fields(telling: place.telling, of: other, signature)))
        }
        return (rows, aliases + taken)
    }

    /// What the merged case is called and this one is not. Of a case that is secret only where everybody here may know of it.
    private func references(of other: OtherCase) -> [String] {
        // Who reads the header grows with time: what is secret now is never written there.
        guard !other.header.isSecret else { return [] }
        let known = Set(standing.header.references.map(ReferenceText.folded))
        return other.header.references.filter { !known.contains(ReferenceText.folded($0)) }
    }

    private var undone: ([CaseEvent], [String]) {
        let links = standing.state.links.filter { link in
            link.isNoted && link.isStanding && link.pair == act.fields["pair"]?.string
        }
        let returned = Set(links.flatMap(\.aliases))
        let fields = act.fields.filter { $0.key != "pair" }
        return (
            links.map { .linkChanged(RowAmendment(id: $0.row.id, fields: fields)) },
            standing.header.aliases.filter { !returned.contains($0) }
        )
    }
}

extension String {
    fileprivate var json: JSONValue { .string(self) }
}
