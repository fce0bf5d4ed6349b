/// Prepares a text of a case for the public: says which parts of it stay confidential. The server makes the public text
/// of the source and the marks. Since 1.1.
public struct TextDraft: Hashable, Sendable, Codable {
    public var caseID: CaseID
    /// The draft's row: a new id, or that of a draft that waits to be released, which is then marked anew.
    public var draft: RowID
    /// The row whose text it is: the case's header, a remark or an event.
    public var source: RowID
    /// The field of that row.
    public var field: String
    /// The revision of the field that was marked. A text that changed since is marked anew.
    public var rev: Int
    /// In order of the text, without overlaps.
    public var marks: [TextMark]
    /// What readers are told it is, such as `Reply of the revenue authority`.
    public var title: String?
    /// The public text that this one corrects.
    public var replaces: RowID?

    public init(
        caseID: CaseID, draft: RowID, source: RowID, field: String, rev: Int, marks: [TextMark], title: String? = nil,
        replaces: RowID? = nil
    ) {
        self.caseID = caseID
        self.draft = draft
        self.source = source
        self.field = field
        self.rev = rev
        self.marks = marks
        self.title = title
        self.replaces = replaces
    }

    private enum CodingKeys: String, CodingKey {
        case caseID = "case"
        case draft, source, field, rev, marks, title, replaces
    }
}

/// A part of a text that stays confidential: put in brackets, with what the public reads instead.
public struct TextMark: Hashable, Sendable, Codable {
    /// The first Unicode scalar, counted from 0.
    public var from: Int
    /// The first one after it.
    public var to: Int
    public var reason: ConfidentialityReason
    /// What the public reads instead, within brackets; an ellipsis without it.
    public var replacement: String?

    public init(from: Int, to: Int, reason: ConfidentialityReason, replacement: String? = nil) {
        self.from = from
        self.to = to
        self.reason = reason
        self.replacement = replacement
    }
}

/// Makes a draft public: by somebody else than whoever marked it. Since 1.1.
public struct TextRelease: Hashable, Sendable, Codable {
    public var caseID: CaseID
    public var draft: RowID
    /// The public text as its author read it: what is released is this text, or nothing.
    public var text: String

    public init(caseID: CaseID, draft: RowID, text: String) {
        self.caseID = caseID
        self.draft = draft
        self.text = text
    }

    private enum CodingKeys: String, CodingKey {
        case caseID = "case"
        case draft, text
    }
}

/// Takes a public text off the register, or drops a draft that was not released. Since 1.1.
public struct TextWithdraw: Hashable, Sendable, Codable {
    public var caseID: CaseID
    /// The row of the public text, or of the draft.
    public var text: RowID
    /// Why, for those who read the record.
    public var reason: String

    public init(caseID: CaseID, text: RowID, reason: String) {
        self.caseID = caseID
        self.text = text
        self.reason = reason
    }

    private enum CodingKeys: String, CodingKey {
        case caseID = "case"
        case text, reason
    }
}

/// Why something is kept from the public, such as `businessSecret`. The list is in the rules, with its sources.
public struct ConfidentialityReason: StringBacked {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}
