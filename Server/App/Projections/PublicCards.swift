public import CaseProtocol

extension ServerCore {
    /// How many cards a page has at most.
    public static let cardsMax = 200

    /// Published cards, in order of number.
    ///
    /// - Parameter after: the number after which to go on; `nil` from the first.
    /// - Parameter limit: 1 to ``cardsMax``.
    public func publicCards(after: String?, limit: Int) async throws -> PublicCardList {
        guard (1...Self.cardsMax).contains(limit) else {
            throw Problem(
                .invalidField, "A page has 1 to \(Self.cardsMax) cards.", path: "limit",
                allowed: ["1…\(Self.cardsMax)"])
        }
        let cards = try await store.read { try $0.cards(after: after, limit: limit + 1) }
        // What else is public is told where one card is asked for.
        let page = cards.prefix(limit).map { card in
            var card = card
            card.texts = nil
            return card
        }
        return PublicCardList(cards: page, next: cards.count > limit ? page.last?.number : nil)
    }

    /// The published card with this number.
    ///
    /// - Throws: ``ProblemCode/notFound``.
    public func card(_ number: String) async throws -> PublicCard {
        guard let card = try await store.read({ try $0.card(number) }) else {
            throw Problem(.notFound, "No case is published under this number.")
        }
        return card
    }
}
