import CaseProtocol

/// What is asked about somebody who gets, holds or leaves a place on a case.
extension CommonFields {
    /// The fields of every rule that seats parties or names one.
    static let ofParties: [FieldSpec] = [
        party, partyName, partyCountry, account, representative, mandateRef,
    ]

    /// Somebody who is on the case already.
    static let party = FieldSpec(
        "party", .party, label: "Party", help: "Who: the name under which they are on the case.")
    static let partyName = FieldSpec(
        "partyName", .text(bytesMax: 300), label: "Name of the party",
        help: "The firm, association, government or person, as on paper. No two on one case are called alike.")
    static let partyCountry = FieldSpec(
        "partyCountry", .code(list: "iso3166-1"), label: "Country of the party",
        help: "Where it is established, as two letters.")
    /// A login name is for the desk that seats somebody; others on the case have no use for it.
    static let account = FieldSpec(
        "account", .text(bytesMax: 100), .internal, label: "Account",
        help: "The login name of whoever acts for the party; none where it sends paper only.")
    static let representative = FieldSpec(
        "representative", .text(bytesMax: 500), label: "Representative",
        help: "Who speaks for the party, and the reference of the letter of authority.")
    static let mandateRef = FieldSpec(
        "mandateRef", .text(bytesMax: 300), label: "Letter of authority",
        help: "The reference of the paper by which the party gave that power.")
}
