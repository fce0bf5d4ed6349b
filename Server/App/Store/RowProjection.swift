public import CaseProtocol
import Workflow

/// What a store keeps beside a row so that it can be found: derived from the current version alone, by every store alike.
public struct RowProjection: Hashable, Sendable {
    /// What people may call the case, as ``ReferenceText/folded(_:)`` gives it; from its header row. Sorted, each once.
    public var references: [String] = []
    /// The last day of a time limit that runs, or of something that ends by itself.
    public var dueOn: CivilDate?
    /// The card of a case, while it is published.
    public var card: PublicCard?
    /// The bytes that a row of evidence names. Sorted, each once.
    public var blobs: [BlobID] = []

    public init(_ row: Row) {
        switch row.kind {
        case .caseHeader: references = Self.references(row)
        case .deadline where row.caseID != nil:
            if let deadline = Deadline(row), deadline.isRunning { dueOn = deadline.dueOn }
        case .confidence where row["state"] == "standing", .unsealing where row["state"] == "open":
            dueOn = row["endsOn"]?.string.flatMap { CivilDate($0) }
        case .publicCard where row["published"]?.bool == true: card = PublicCard(row)
        case .evidence: blobs = Set(Evidence(row)?.parts.map(\.blob) ?? []).sorted()
        default: break
        }
    }

    public var isEmpty: Bool { references.isEmpty && dueOn == nil && card == nil && blobs.isEmpty }

    /// Whether rows of this kind can have a projection at all.
    public static func exists(for kind: RowKind) -> Bool {
        [.caseHeader, .deadline, .publicCard, .evidence, .confidence, .unsealing].contains(kind)
    }

    private static func references(_ row: Row) -> [String] {
        guard let header = CaseHeader(row) else { return [] }
        let folded = header.references.map(ReferenceText.folded)
        return Set(folded.filter { !$0.isEmpty && !$0.utf8.contains(0) }).sorted()
    }
}

extension PublicCard {
    /// Reads a card row; `nil` when a field that every card has is missing or malformed. Whether it is published is not asked.
    public init?(_ row: Row) {
        func text(_ field: String) -> String? { row[field]?.string }
        guard row.kind == .publicCard, let number = text("number"), !number.isEmpty, let status = text("status"),
            let procedure = text("procedure"), let publishedOn = text("publishedOn").flatMap({ CivilDate($0) })
        else { return nil }
        self.init(
            number: number, status: status, procedure: ProcedureID(procedure), category: text("category"),
            place: text("place"), reportingCountry: text("reportingCountry"), imposingCountry: text("imposingCountry"),
            product: text("product"), firm: text("firm"), text: text("text") ?? "", publishedOn: publishedOn,
            texts: Self.texts(row["texts"]), outcome: text("outcome"))
    }

    /// `nil` where nothing else is public.
    private static func texts(_ json: JSONValue?) -> [PublicText]? {
        let texts = (json?.array ?? []).compactMap { entry -> PublicText? in
            guard let members = entry.object, let text = members["text"]?.string,
                let day = members["publishedOn"]?.string.flatMap({ CivilDate($0) })
            else { return nil }
            return PublicText(
                title: members["title"]?.string, text: text, publishedOn: day,
                corrects: members["corrects"]?.string.flatMap { CivilDate($0) })
        }
        return texts.isEmpty ? nil : texts
    }
}
