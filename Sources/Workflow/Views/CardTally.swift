public import CaseProtocol

/// Counts cards of the public register by what they say; numbers, places, products, firms and texts are left out.
public struct CardTally: Sendable {
    private var byCard: [PublicCount: Int] = [:]

    public init() {}

    public mutating func add(_ card: PublicCard) { byCard[PublicCount(card), default: 0] += 1 }

    /// By procedure, country complained of, country that complains, category, status and outcome.
    public var counts: [PublicCount] {
        byCard.map { card, cases in
            var count = card
            count.cases = cases
            return count
        }.sorted { $0.order.lexicographicallyPrecedes($1.order) }
    }
}

extension PublicCount {
    fileprivate var order: [String] {
        [
            procedure.rawValue, imposingCountry ?? "", reportingCountry ?? "", category ?? "", status, outcome ?? "",
        ]
    }
}
