public import CaseProtocol

/// Who gained and who lost sight of what by one commit: the difference to what was open before it.
///
/// ``text`` is what the ledger's leaf covers: canonical JSON,
/// `{"closed":{"<compartment>":["<audience>",…]},"joined":{"<user>":[…]},"left":{…},"opened":{…}}`, every list sorted.
public struct AccessChange: Hashable, Sendable {
    public var opened: [Compartment: Set<AudienceID>] = [:]
    public var closed: [Compartment: Set<AudienceID>] = [:]
    public var joined: [UserID: Set<AudienceID>] = [:]
    public var left: [UserID: Set<AudienceID>] = [:]

    /// Compares what `draft` asks for with what is open now.
    ///
    /// - Parameters:
    ///   - openPlacements: the audiences that a compartment is open to.
    ///   - openMemberships: the audiences that a person belongs to.
    public init(
        of draft: CommitDraft, openPlacements: (Compartment) throws -> Set<AudienceID>,
        openMemberships: (UserID) throws -> Set<AudienceID>
    ) rethrows {
        for (compartment, wanted) in draft.placements {
            let present = try openPlacements(compartment)
            opened[compartment] = wanted.subtracting(present).nilWhenEmpty
            closed[compartment] = present.subtracting(wanted).nilWhenEmpty
        }
        for (user, wanted) in draft.memberships {
            let present = try openMemberships(user)
            joined[user] = wanted.subtracting(present).nilWhenEmpty
            left[user] = present.subtracting(wanted).nilWhenEmpty
        }
    }

    public var isEmpty: Bool { opened.isEmpty && closed.isEmpty && joined.isEmpty && left.isEmpty }

    public var text: String {
        JSONValue.object([
            "closed": Self.json(closed), "joined": Self.json(joined), "left": Self.json(left),
            "opened": Self.json(opened),
        ]).canonicalText
    }

    private static func json(_ sets: [some CustomStringConvertible: Set<AudienceID>]) -> JSONValue {
        let members = sets.map { ($0.description, JSONValue.array($1.sorted().map { .string($0.rawValue) })) }
        return .object(Dictionary(members, uniquingKeysWith: { first, _ in first }))
    }
}

extension Set {
    fileprivate var nilWhenEmpty: Self? { isEmpty ? nil : self }
}
