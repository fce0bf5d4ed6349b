/// One code of a list.
public struct Code: Hashable, Sendable {
    /// What is stored and sent, such as `2.3` or `KE`; unique in its list.
    public let code: String
    /// What people read; in English.
    public let title: String
    /// The code of the heading that this one stands under, in the same list; `nil` at the top level.
    public let parent: String?

    /// Makes a code; one without a `parent` is a heading or stands in a flat list.
    public init(_ code: String, _ title: String, parent: String? = nil) {
        self.code = code
        self.title = title
        self.parent = parent
    }
}

/// A closed list of codes that fields choose from.
public struct CodeList: Sendable {
    /// Names the list in procedures and rows, such as `iso3166-1`.
    public let id: String
    /// What people read.
    public let title: String
    /// The year whose state of the list this is.
    public let edition: String
    /// The codes, in the order in which a menu shows them.
    public let codes: [Code]

    /// Where each code stands in ``codes``.
    private let indexByCode: [String: Int]

    /// Makes a list. Where a code comes twice, its first row is the one that ``subscript(code:)`` finds.
    public init(id: String, title: String, edition: String, codes: [Code]) {
        self.id = id
        self.title = title
        self.edition = edition
        self.codes = codes
        indexByCode = Dictionary(zip(codes.map(\.code), codes.indices), uniquingKeysWith: { first, _ in first })
    }

    /// The row of `code`, in constant time; `nil` when the list has none. Upper and lower case differ.
    public subscript(code code: String) -> Code? {
        indexByCode[code].map { codes[$0] }
    }

    /// Whether `code` is in the list.
    public func contains(_ code: String) -> Bool {
        indexByCode[code] != nil
    }
}

extension CodeList {
    /// Every list that Tatua ships with.
    public static let all: [CodeList] = [.tripartiteCategories, .afcftaCategories, .countries, .currencies]
}
