public import CaseProtocol

/// The trader for whom somebody else filed, and who reads and answers the case by a receipt code.
public enum AssistedTrader {
    /// The id of the account for which the code stands that the trader was given last; never the code.
    public static let account: FieldID = "traderAccount"
    /// For whom it was filed.
    static let name: FieldID = "onBehalfOf"

    /// A case is opened to nobody's account but one without a name, which only the holder of its code can sign in to.
    ///
    /// - Throws: ``Refusal/invalidValue(_:reason:)``, alike for what is no id and for an account with a name.
    static func check(_ fields: [FieldID: JSONValue], in context: DecisionContext) throws(Refusal) {
        guard let given = fields[account] else { return }
        let text = given.string ?? ""
        guard UserID(text) != nil, context.accounts[text]?.isNameless ?? true else {
            throw .invalidValue(
                account, reason: "must be the account of a receipt code: leave it to “tatua give-code”, which draws one"
            )
        }
    }
}

extension CaseState {
    /// The account of the code that the trader was given last; `nil` where none was, and where the sealed row may not be seen.
    public var codeAccount: UserID? { sealedParty?[AssistedTrader.account.rawValue]?.string.flatMap { UserID($0) } }

    /// Whether it was filed for somebody else, as the sealed row says; not where an association files for itself.
    public var isFiledForAnother: Bool {
        guard let party = sealedParty, party[FilingMandate.purpose.rawValue]?.string != FilingMandate.itself else {
            return false
        }
        return party[AssistedTrader.name.rawValue]?.isBlank == false
    }

    /// Whether they are the trader for whom it was filed, by the code that was given last.
    func holdsCode(_ party: Party) -> Bool { party.isNameless && codeAccount == party.id }
}
