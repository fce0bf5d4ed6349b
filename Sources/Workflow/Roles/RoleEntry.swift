public import CaseProtocol

/// One row of the matrix: what a role may do.
public struct RoleEntry: Hashable, Sendable {
    public let role: RoleID
    /// Who that is, and what says that they take part.
    public let source: LegalSource
    /// In the order of ``RoleColumn``; a column that is missing gives nothing.
    public let cells: [RoleCell]

    /// What the role may do that concerns no case.
    public let besides: [String]

    init(_ role: RoleID, _ source: LegalSource, _ cells: [RoleCell], besides: [String] = []) {
        self.besides = besides
        self.role = role
        self.source = source
        self.cells = cells
    }

    public func cell(_ column: RoleColumn) -> RoleCell? { cells.first { $0.column == column } }
}

/// What a role may do in one column.
public struct RoleCell: Hashable, Sendable {
    public let column: RoleColumn
    /// The cell of `roles.md`, as it stands there; `nil` for the two columns that are ours.
    public let words: String?
    public let grants: [RoleGrant]
    /// Where this table or what is built says something else than `roles.md`.
    public var departures: [RoleDeparture]

    init(_ column: RoleColumn, _ words: String?, _ grants: [RoleGrant] = [], _ departures: [RoleDeparture] = []) {
        self.column = column
        self.words = words
        self.grants = grants
        self.departures = departures
    }

    /// Beyond what is published.
    public var verbs: Set<RoleVerb> {
        Set(grants.filter { $0.scope != .published }.flatMap(\.verbs))
    }
}

/// Something that a role may do, and with what.
public struct RoleGrant: Hashable, Sendable {
    /// In the order of ``RoleVerb``.
    public let verbs: [RoleVerb]
    public let scope: RoleScope
    /// Under what condition, as people say it; the model of who is on a case knows it.
    public let condition: String?
    /// Which counts the server makes for the role; `nil` for none.
    public let counts: Counting?

    private init(_ letters: String, _ scope: RoleScope, _ condition: String?, counts: Counting? = nil) {
        self.counts = counts
        verbs = RoleVerb.allCases.filter { letters.contains($0.rawValue) }
        self.scope = scope
        self.condition = condition
    }

    static func own(_ letters: String, if condition: String? = nil) -> Self { .init(letters, .own, condition) }
    static func listed(_ letters: String, if condition: String? = nil) -> Self { .init(letters, .listed, condition) }
    static func country(_ letters: String, if condition: String? = nil) -> Self { .init(letters, .country, condition) }
    static func community(_ letters: String, if condition: String? = nil) -> Self {
        .init(letters, .community, condition)
    }
    static func all(_ letters: String, if condition: String? = nil) -> Self { .init(letters, .all, condition) }
    static func linked(_ letters: String, if condition: String) -> Self { .init(letters, .linked, condition) }
    static let published = Self("R", .published, nil)

    /// Of statistics: counts that the server makes.
    static func counts(
        _ counting: Counting, _ letters: String, _ scope: RoleScope, if condition: String? = nil
    ) -> Self {
        .init(letters, scope, counting.title + (condition.map { ", \($0)" } ?? ""), counts: counting)
    }
}

/// Where this table departs from the matrix of `roles.md`, and why.
public enum RoleDeparture: Hashable, Sendable {
    /// More is allowed than the matrix says.
    case wider(String)
    /// Less is allowed than the matrix says, on purpose.
    case narrower(String)
    /// The table allows it, and nothing lets anybody do it yet.
    case notYet(String)

    public var text: String {
        switch self {
        case .wider(let text), .narrower(let text), .notYet(let text): text
        }
    }

    var word: String {
        switch self {
        case .wider: "wider"
        case .narrower: "narrower"
        case .notYet: "not yet"
        }
    }
}
