public import CaseProtocol

/// How a case stands to another: a `link` row read by name.
///
/// One link has a row in each compartment that is told of it, on both cases; all of them carry the same ``pair``. A row
/// names the other case only where everybody who reads it may know of that case.
public struct CaseLink: Hashable, Sendable {
    public let row: Row

    /// `nil` for a row of another kind.
    public init?(_ row: Row) {
        guard row.kind == .link, row["kind"]?.string != nil else { return nil }
        self.row = row
    }

    /// `nil` for a kind that a newer server knows.
    public var kind: LinkKind? { LinkKind(rawValue: row["kind"]?.string ?? "") }
    /// Whether it has not been undone.
    public var isStanding: Bool { row["state"]?.string == "standing" }
    /// Whether it was made on the other case, and is the other end of it here.
    public var isNoted: Bool { row["noted"]?.bool ?? false }
    /// `nil` where the other case is not named, or by its number only.
    public var otherCase: CaseID? { row["otherCase"]?.string.flatMap { CaseID($0) } }
    /// What the other case was called when the link was made; `nil` where it is not named.
    public var otherReference: String? { row["otherReference"]?.string }
    /// Names the link on both cases.
    var pair: String? { row["pair"]?.string }
    /// The references of a merged case that this one took over.
    var aliases: [String] { row["aliases"]?.array?.compactMap(\.string) ?? [] }
}

extension CaseState {
    /// Every row of every link, undone ones included, in order of making.
    public var links: [CaseLink] { rows(.link).compactMap { CaseLink($0) } }

    /// The links of a kind that were made on this case and stand.
    func ownLinks(_ kind: LinkKind) -> [CaseLink] { links.filter { $0.kind == kind && $0.isStanding && !$0.isNoted } }
}
