import CaseProtocol

/// What the public register says of a case, as the fields of its card row; ``PublicCard`` has them under the same names.
struct CardFacts {
    /// The header as it is then.
    let header: [String: JSONValue]
    let reference: String
    /// The public name of the stage.
    let status: String
    let firm: JSONValue?
    let text: JSONValue
    let day: CivilDate

    /// A `null` for what the case does not have.
    var fields: [String: JSONValue] {
        [
            "number": .string(reference), "status": .string(status), "procedure": header["procedure"] ?? .null,
            "category": header["ntbCategory"] ?? .null, "place": header["place"] ?? .null,
            "reportingCountry": header["reportingCountry"] ?? .null,
            "imposingCountry": header["imposingCountry"] ?? .null, "product": header["product"] ?? .null,
            "firm": firm ?? .null, "text": text, "publishedOn": .string(day.description), "published": true,
        ]
    }
}
