/// A case as the public sees it: only what an act of publication put here.
public struct PublicCard: Hashable, Sendable, Codable {
    public var number: String
    /// The public name of the stage, such as `In process`.
    public var status: String
    /// Of a complaint that was resolved: `resolved` where the barrier was removed, `notAnNtb` where it was found to be none.
    /// `nil` for every other, and for cards that no act has changed since there is this member. Since 1.1.
    public var outcome: String?
    public var procedure: ProcedureID
    public var category: String?
    public var place: String?
    public var reportingCountry: String?
    public var imposingCountry: String?
    public var product: String?
    /// The firm's name, only with its consent.
    public var firm: String?
    public var text: String
    public var publishedOn: CivilDate
    /// What else of the case is public, oldest first; only where one card is asked for. Since 1.1.
    public var texts: [PublicText]?

    public init(
        number: String, status: String, procedure: ProcedureID, category: String?, place: String?,
        reportingCountry: String?, imposingCountry: String?, product: String?, firm: String?, text: String,
        publishedOn: CivilDate, texts: [PublicText]? = nil,
        outcome: String? = nil
    ) {
        self.number = number
        self.status = status
        self.outcome = outcome
        self.procedure = procedure
        self.category = category
        self.place = place
        self.reportingCountry = reportingCountry
        self.imposingCountry = imposingCountry
        self.product = product
        self.firm = firm
        self.text = text
        self.publishedOn = publishedOn
        self.texts = texts
    }
}

/// A public text of a case beside that of its card. Since 1.1.
public struct PublicText: Hashable, Sendable, Codable {
    public var title: String?
    public var text: String
    public var publishedOn: CivilDate
    /// The day of the text that this one corrects; `nil` where it corrects none.
    public var corrects: CivilDate?

    public init(title: String?, text: String, publishedOn: CivilDate, corrects: CivilDate? = nil) {
        self.title = title
        self.text = text
        self.publishedOn = publishedOn
        self.corrects = corrects
    }
}

/// A page of published cards, in order of number.
public struct PublicCardList: Hashable, Sendable, Codable {
    public var cards: [PublicCard]
    /// The number to pass as `after` for the next page; `nil` on the last.
    public var next: String?

    public init(cards: [PublicCard], next: String?) {
        self.cards = cards
        self.next = next
    }
}
