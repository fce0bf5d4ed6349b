/// One code of a list.
public struct Code: Hashable, Sendable {
    /// What is stored and sent, such as `2.3` or `KE`; unique in its list.
    public let code: String
    /// What people read; in English.
    public let title: String
    /// The code of the heading that this one stands under, in the same list; `nil` at the top level.
    public let parent: String?
    /// How sure it is that the list's owner has this code with this meaning; `nil` where nobody marked it.
    public let provenance: LegalSource.Provenance?

    /// Makes a code; one without a `parent` is a heading or stands in a flat list.
    public init(_ code: String, _ title: String, parent: String? = nil, _ provenance: LegalSource.Provenance? = nil) {
        self.code = code
        self.title = title
        self.parent = parent
        self.provenance = provenance
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
    ///
    /// - Parameter provenance: that of every code which states none of its own.
    public init(
        id: String, title: String, edition: String, provenance: LegalSource.Provenance? = nil, codes: [Code]
    ) {
        self.id = id
        self.title = title
        self.edition = edition
        self.codes =
            provenance.map { provenance in
                codes.map { Code($0.code, $0.title, parent: $0.parent, $0.provenance ?? provenance) }
            } ?? codes
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

extension CodeList: Hashable {
    /// Whether two lists say the same: what they are called and every code, in order.
    public static func == (one: CodeList, other: CodeList) -> Bool {
        one.id == other.id && one.edition == other.edition && one.title == other.title && one.codes == other.codes
    }

    /// Feeds the name and the size; a list of thousands of codes is not walked through.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(id)
        hasher.combine(edition)
        hasher.combine(codes.count)
    }
}

extension CodeList: CustomStringConvertible {
    /// The name and size, for logs and failing tests; never the codes.
    public var description: String { "\(id), \(edition): \(codes.count) codes" }
}

extension CodeList {
    /// How many codes a list that is loaded may have: room for a national tariff.
    public static let codesMax = 20_000

    /// Every list that Tatua ships with.
    public static let all: [CodeList] = [
        .tripartiteCategories, .afcftaCategories, .mastChapters, .itcObstacles, .countries, .currencies,
        .regionalCommunities, .malpracticeTypes, .terminationGrounds, .enquiryDesks, .kenyanAgencies, .wtoAgreements,
    ]
}
