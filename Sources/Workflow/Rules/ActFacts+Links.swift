import CaseProtocol

extension ActFacts {
    mutating func performLink(_ effect: Effect) {
        switch effect {
        case .link(let kind): link(kind)
        case .unlink(let kind): unlink(kind)
        case .mergeInto:
            // A case that waits for an answer remembers a stage already.
            changes["leftBefore"] = header.row["leftStage"] ?? .null
            clocks.endMerged()
        case .unmerge:
            changes["leftStage"] = header.row["leftBefore"] ?? .null
            changes["leftBefore"] = .null
            clocks.returnFromMerge()
        default: break
        }
    }

    /// The act may leave the other case out where the rule lets it.
    private mutating func link(_ kind: LinkKind) {
        guard checked.fields[OtherCase.field] != nil, let other = context.otherCases.first else { return }
        link(kind, to: other)
    }

    /// Opens the case that the act makes of its own: the server does, next.
    mutating func convert() {
        guard let converted = checked.converted else { return }
        elsewhere.append(.open(converted.open))
        link(.convertedTo, to: converted.other)
    }

    private mutating func link(_ kind: LinkKind, to other: OtherCase) {
        let link = LinkRow(kind: kind, pair: context.mid.description, day: checked.day, isNoted: false)
        let places = LinkPlaces(
            state: state, header: header, other: other, kind: kind, desk: recorder.desk, isNoted: false)
        var signature = recorder.signature(in: .parties)
        if rule.effects.contains(.mergeInto) { signature["merged"] = true }
        for place in places.all {
            let fields = link.fields(telling: place.telling, of: other, signature)
            tail.append(.linkMade(MadeRow(id: recorder.newRow(), compartment: place.compartment, fields: fields)))
        }
        elsewhere.append(.act(LinkNote.made(link, on: state.caseID, other: other.caseID, signature)))
    }

    /// All rows of the link: on the act's word which other case it is, or else every link of the kind.
    private mutating func unlink(_ kind: LinkKind) {
        var standing = state.ownLinks(kind)
        if checked.fields[OtherCase.field] != nil, let other = context.otherCases.first {
            let pairs = Set(standing.filter { $0.otherCase == other.caseID }.map(\.pair))
            standing = standing.filter { pairs.contains($0.pair) }
        }
        let undone: [String: JSONValue] = [
            "state": "undone", "undoneBy": .string(recorder.author.description),
            "undoneByName": .string(recorder.authorName(in: .parties)), "undoneOn": .string(checked.day.description),
        ]
        for link in standing { tail.append(.linkChanged(RowAmendment(id: link.row.id, fields: undone))) }
        var told: Set<String> = []
        for link in standing {
            guard let other = link.otherCase, let pair = link.pair, told.insert(pair).inserted else { continue }
            elsewhere.append(.act(LinkNote.undone(pair, on: state.caseID, other: other, undone)))
        }
        if standing.isEmpty, !context.isAuthoritative { unknowns.append("the link: it may not be visible here") }
    }
}
