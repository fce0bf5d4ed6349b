import CaseProtocol

/// What the public register says of a case, as the fields of its card row; ``PublicCard`` has them under the same names.
struct CardFacts {
    /// The header as it is then.
    let header: [String: JSONValue]
    let reference: String
    /// The public name of the stage.
    let status: String
    /// As ``outcome(of:)`` tells it.
    let outcome: String?
    let firm: JSONValue?
    let text: JSONValue
    let day: CivilDate

    /// A `null` for what the case does not have.
    var fields: [String: JSONValue] {
        [
            "number": .string(reference), "status": .string(status), "outcome": outcome.map { .string($0) } ?? .null,
            "procedure": header["procedure"] ?? .null,
            "category": header["ntbCategory"] ?? .null, "place": header["place"] ?? .null,
            "reportingCountry": header["reportingCountry"] ?? .null,
            "imposingCountry": header["imposingCountry"] ?? .null, "product": header["product"] ?? .null,
            "firm": firm ?? .null, "text": text, "publishedOn": .string(day.description), "published": true,
        ]
    }

    /// Stages that the register calls resolved alike, and that counts must tell apart (`roles.md` 3.11).
    private static let outcomes: Set<StageID> = ["resolved", "notAnNtb"]

    /// How a complaint at this stage was resolved; `nil` for one that was not.
    static func outcome(of stage: StageID) -> String? { outcomes.contains(stage) ? stage.rawValue : nil }

    /// What a card says otherwise once its case is at this stage; empty where that changes nothing, or the stage has no public
    /// name.
    static func changes(of card: Row, at stage: Stage) -> [String: JSONValue] {
        guard let status = stage.publicName else { return [:] }
        let said: [String: JSONValue] = [
            "status": .string(status), "outcome": outcome(of: stage.id).map { .string($0) } ?? .null,
        ]
        return said.filter { (card[$0.key] ?? .null) != $0.value }
    }
}
