public import CaseProtocol

/// A text of a case of which a public version can be made.
public struct TextSource: Hashable, Sendable {
    public let row: Row
    public let field: String
    public let text: String
    /// What people call it.
    public let label: String

    public var rev: Int { row.rev(of: field) }

    /// `nil` for what is no text: members that say who did what when, and what a form keeps sealed.
    init?(_ row: Row, field: String, in procedure: Procedure?) {
        guard [.caseHeader, .note, .event].contains(row.kind), row.compartment.confidentiality != .sealed,
            let text = row[field]?.string, !JSONValue.string(text).isBlank
        else { return nil }
        if row.kind == .note {
            guard field == "text" else { return nil }
            label = "remark"
        } else {
            guard let spec = procedure?.field(FieldID(field)), case .text = spec.type, spec.confidentiality != .sealed
            else { return nil }
            label = spec.label
        }
        self.row = row
        self.field = field
        self.text = text
    }

    /// Every text of the case that is visible here, the case's own first, then in order of recording.
    public static func all(on state: CaseState, in procedure: Procedure?) -> [TextSource] {
        let rows = (state.rows(.event) + state.rows(.note)).sorted {
            ($0["recordedAt"]?.string ?? "", $0.id) < ($1["recordedAt"]?.string ?? "", $1.id)
        }
        let all = ([state.header?.row].compactMap(\.self) + rows).flatMap { row in
            row.fields.keys.sorted().compactMap { TextSource(row, field: $0, in: procedure) }
        }
        // A filing and its transmission say again what the header says.
        var told: Set<[String]> = []
        return all.filter { told.insert([$0.field, $0.text]).inserted }
    }
}

extension Standing {
    /// The text that a draft is made of.
    ///
    /// - Throws: ``Refusal/invalidValue(_:reason:)`` alike for what is not there and what they may not see;
    ///   ``Refusal/guardFailed(_:_:)`` for another's business information.
    func source(_ id: RowID, field: String, in procedure: Procedure) throws(Refusal) -> TextSource {
        guard let row = state[id], sees(row.compartment), let source = TextSource(row, field: field, in: procedure)
        else {
            throw .invalidValue("source", reason: "must be a text on this case that you can read")
        }
        if header.cast == .remedy, row.compartment.confidentiality == .confidential {
            throw .guardFailed(
                PublishingStep.draft.command,
                "What a party gave in confidence is not made public, also not in part: publish its non-confidential "
                    + "version (ADA 6.5, 6.5.1).")
        }
        return source
    }
}
