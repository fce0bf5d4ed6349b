public import CaseProtocol

/// Fields that mean something together only: whoever changes one of them has looked at all. If one was changed by somebody
/// else meanwhile, none of them is overwritten.
public struct MergeGroup: Hashable, Sendable {
    public let id: FieldID
    public let fields: [FieldID]

    public init(_ id: FieldID, _ fields: [FieldID]) {
        self.id = id
        self.fields = fields
    }

    /// Those of every procedure that does not say otherwise: a matter of what the fields mean and not of a table, so that
    /// cases under versions that were shipped without groups have them too (decision 27). An amount and its currency, and
    /// the two ends of a bracket, are one field in the forms that are shipped.
    public static let standard: [MergeGroup] = [
        MergeGroup("goods", ["product", "hsCode", "hsCodes"]),
        MergeGroup("place", ["locationCountry", "place", "latitude", "longitude"]),
        MergeGroup("agency", ["agency", "agencyContact"]),
        MergeGroup("amount", ["amount", "currency"]),
        MergeGroup("period", ["from", "to"]),
        MergeGroup("limitation", ["actOn", "actBasis", "knownOn"]),
    ]
}

extension Procedure {
    /// The group that a field is in; one of itself alone where it goes with no other. What the table says of a field goes
    /// before ``MergeGroup/standard``: a field that it puts elsewhere has left its standard group.
    public func mergeGroup(of field: FieldID) -> MergeGroup {
        if let own = mergeGroups.first(where: { $0.fields.contains(field) }) { return own }
        let placed = Set(mergeGroups.flatMap(\.fields))
        guard let standard = MergeGroup.standard.first(where: { $0.fields.contains(field) }) else {
            return MergeGroup(field, [field])
        }
        return MergeGroup(standard.id, standard.fields.filter { !placed.contains($0) })
    }

    /// Fields of the header that go together with one of `fields`, those included.
    public func coupled(with fields: some Sequence<FieldID>) -> Set<FieldID> {
        Set(fields.flatMap { mergeGroup(of: $0).fields.filter { field($0)?.isOnHeader ?? false } }).union(fields)
    }
}
