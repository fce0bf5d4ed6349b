import CaseProtocol

/// One transaction of a dumping calculation.
public struct Sale: Equatable, Sendable {
    public enum Market: String, CaseIterable, Hashable, Sendable {
        /// A sale of the like product at home, in the ordinary course of trade.
        case home
        /// A sale to the importing country.
        case export
        /// No sale: a third-country price or a constructed value that stands for the normal value of its model.
        case normal
    }

    /// What refusals and pairs call it; unique.
    public let id: String
    public let market: Market
    /// The model or control number within which prices are compared.
    public let model: String
    /// Of one unit, before adjustment.
    public let price: DecimalAmount
    public let quantity: DecimalAmount
    /// Added to the price of one unit for a fair comparison (ADA 2.4); below zero where it is taken off.
    public let adjustment: DecimalAmount?
    /// The home sale with which an export is compared, transaction to transaction.
    public let comparedWith: String?

    public init(
        _ id: String, _ market: Market, model: String, price: DecimalAmount, quantity: DecimalAmount,
        adjustment: DecimalAmount? = nil, comparedWith: String? = nil
    ) {
        self.id = id
        self.market = market
        self.model = model
        self.price = price
        self.quantity = quantity
        self.adjustment = adjustment
        self.comparedWith = comparedWith
    }

    /// The price of one unit that is compared.
    var netPrice: Ratio { price.value + (adjustment?.value ?? .zero) }
    var value: Ratio { netPrice * quantity.value }

    func label(_ what: String) -> String { "\(what) of sale “\(id)”" }

    /// Refuses what no sale can have, and other units than `first` has.
    func check(against first: Sale) throws(LegalTestRefusal) {
        try price.checkedNotNegative(label("price"))
        try price.checkedCurrency(label("price"))
        try quantity.checkedNotNegative(label("quantity"))
        if quantity.value.isZero { throw .zero(label("quantity")) }
        try price.checkedSameUnit(label("price"), as: first.price, first.label("price"))
        try quantity.checkedSameUnit(label("quantity"), as: first.quantity, first.label("quantity"))
        try adjustment?.checkedSameUnit(label("adjustment"), as: price, label("price"))
        if netPrice.isBelowZero {
            throw .negative(label("price after adjustment"), DecimalAmount(netPrice, price.unit).text)
        }
    }

    var json: JSONValue {
        var members: [String: JSONValue] = [
            "id": .string(id), "market": .string(market.rawValue), "model": .string(model), "price": price.json,
            "quantity": quantity.json,
        ]
        if let adjustment { members["adjustment"] = adjustment.json }
        if let comparedWith { members["comparedWith"] = .string(comparedWith) }
        return .object(members)
    }
}
