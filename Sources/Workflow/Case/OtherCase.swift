public import CaseProtocol

/// A case that an act names beside its own, as far as the rules ask of it. Whoever looks it up gives only what the actor
/// may see.
public struct OtherCase: Hashable, Sendable {
    /// The field by which an act names it.
    public static let field: FieldID = "otherCase"

    public let header: CaseHeader
    /// Whether it has ended; `nil` where its procedure is not known here.
    let isEnded: Bool?
    /// Whether it follows a third case in a joint complaint.
    let isFollower: Bool
    /// Those who may know of it: whoever sees what is meant for everybody on it.
    let knownTo: Set<AudienceID>
    /// What a text for people who may not know of it must not hold; empty where it is no secret.
    let secretWords: [String]

    /// - Parameter state: its rows; a client has some of them.
    /// - Returns: `nil` without a header.
    public init?(_ state: CaseState, in catalogue: Catalogue) {
        guard let header = state.header else { return nil }
        self.header = header
        isEnded = catalogue.procedure(of: header)?.stage(header.stage)?.isFinal
        isFollower = !state.ownLinks(.joint).isEmpty
        knownTo = audiences(of: Compartment(caseID: state.caseID, .parties), in: state)
        secretWords = header.isSecret ? header.references + state.applicantNames : []
    }

    public var caseID: CaseID { header.caseID }
}

extension CaseHeader {
    /// Whether it ended as a duplicate and goes on in another case.
    public var isMerged: Bool { stage == CommonRules.mergedStage }

    /// Whether even that it exists is for few to know: a draft, and a trade-remedy case before initiation (ADA 5.5).
    var isSecret: Bool {
        !isImported && ((filer != nil && !isFiled) || (cast == .remedy && !isInitiated))
    }
}

extension [CaseHeader] {
    /// Those of the cases called `reference` that people mean by it. A merged case gives way to the one in which it goes on,
    /// and a final number wins: labels and aliases are anybody's words, and must not make a case unreachable by its number.
    public func meant(by reference: String) -> [CaseHeader] {
        let folded = ReferenceText.folded(reference)
        let leading = filter { !$0.isMerged }
        let candidates = leading.isEmpty ? self : leading
        let numbered = candidates.filter { $0.number.map(ReferenceText.folded) == folded }
        return numbered.count == 1 ? numbered : candidates
    }
}
