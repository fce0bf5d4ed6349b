/// How the published cases stand: counted from the cards of the public register, and from nothing else. Since 1.1.
public struct PublicCounts: Hashable, Sendable, Codable {
    /// By Nairobi's calendar.
    public var countedOn: CivilDate
    /// In order of their own members, but for the number.
    public var counts: [PublicCount]

    public init(countedOn: CivilDate, counts: [PublicCount]) {
        self.countedOn = countedOn
        self.counts = counts
    }
}

/// How many published cases have the same card, but for its number, its place and its texts. Since 1.1.
public struct PublicCount: Hashable, Sendable, Codable {
    public var procedure: ProcedureID
    /// Whose measure it is, as an ISO 3166-1 code; `nil` where the card does not say.
    public var imposingCountry: String?
    /// Who is hurt by it.
    public var reportingCountry: String?
    public var category: String?
    /// As the card has it, such as `Resolved`.
    public var status: String
    /// As ``PublicCard/outcome`` has it, which tells barriers removed from what was none.
    public var outcome: String?
    /// How many; never 0.
    public var cases: Int

    /// What a card counts as, by itself.
    public init(_ card: PublicCard) {
        procedure = card.procedure
        imposingCountry = card.imposingCountry
        reportingCountry = card.reportingCountry
        category = card.category
        status = card.status
        outcome = card.outcome
        cases = 1
    }
}
