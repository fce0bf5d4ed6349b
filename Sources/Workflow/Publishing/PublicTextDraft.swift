public import CaseProtocol

/// A text that was prepared for the public, as its row tells it.
public struct PublicTextDraft: Hashable, Sendable {
    public let row: Row
    public let source: RowID
    public let field: String
    public let sourceRev: Int
    public let marks: [TextMark]
    /// What the public will read.
    public let text: String

    /// `nil` for a row of another kind, or of a shape that this version does not know.
    public init?(_ row: Row) {
        guard row.kind == .textDraft, let source = row["source"]?.string.flatMap({ RowID($0) }),
            let field = row["field"]?.string, let rev = row["sourceRev"]?.int, let text = row["text"]?.string,
            let marks = row["marks"]?.array
        else { return nil }
        self.row = row
        self.source = source
        self.field = field
        sourceRev = rev
        self.text = text
        self.marks = marks.compactMap { TextMark($0) }
    }

    public var id: RowID { row.id }
    public var title: String? { row["title"]?.string }
    public var replaces: RowID? { row["replaces"]?.string.flatMap { RowID($0) } }
    /// Whether it was neither released nor dropped.
    public var isWaiting: Bool { row["state"] == "waiting" }
    /// The accounts of those who marked it, and of those for whom they acted.
    public var drafters: Set<String> { Set((row["drafters"]?.array ?? []).compactMap(\.string)) }

    /// The source as it stands here, unless it changed since or is not visible.
    public func original(on state: CaseState, in procedure: Procedure?) -> TextSource? {
        guard let source = state[source].flatMap({ TextSource($0, field: field, in: procedure) }),
            source.rev == sourceRev
        else { return nil }
        return source
    }
}
