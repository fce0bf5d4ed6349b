internal import CaseProtocol

/// One line of a file of published complaints (`data/README.md` of the demo set describes the format). Every member but
/// `number` may be missing or null; members that are not known here are passed over.
struct ComplaintLine: Hashable, Sendable, Decodable {
    var source: String?
    var number: String
    var scheme: String?
    var categoryCode: String?
    var categoryTitle: String?
    var ntmCode: String?
    var reportingCountry: String?
    var reportingRegion: String?
    var imposingCountry: String?
    var imposingRegion: String?
    var imposingBasis: String?
    var location: String?
    var dateOfIncident: PartialDate?
    var dateReported: PartialDate?
    var status: String?
    var resolvedDate: PartialDate?
    var policyOrRegulatory: Bool?
    var product: String?
    var hsCode: String?
    var summary: String?
    var progress: [Note]?
    var sourceTextCut: Bool?

    /// What somebody reported about the complaint, in the order of the source.
    struct Note: Hashable, Sendable, Codable {
        var date: PartialDate?
        var actor: String?
        var note: String?
    }

    private enum CodingKeys: String, CodingKey {
        case source, number, scheme, location, status, product, summary, progress
        case categoryCode = "category_code"
        case categoryTitle = "category_title"
        case ntmCode = "ntm_code"
        case reportingCountry = "reporting_country"
        case reportingRegion = "reporting_region"
        case imposingCountry = "imposing_country"
        case imposingRegion = "imposing_region"
        case imposingBasis = "imposing_basis"
        case dateOfIncident = "date_of_incident"
        case dateReported = "date_reported"
        case resolvedDate = "resolved_date"
        case policyOrRegulatory = "policy_or_regulatory"
        case hsCode = "hs_code"
        case sourceTextCut = "source_text_cut"
    }

    /// The longest number, in bytes.
    static let numberBytesMax = 64
    /// The longest text, in bytes: as long as in any other way into a case.
    static let textBytesMax = Limits.standard.textBytesMax
    /// The most progress notes.
    static let notesMax = 1_000

    /// Refuses what nobody could call a case by.
    static func checkNumber(_ number: String, path: String) throws(Problem) {
        guard number.utf8.count <= numberBytesMax, !number.isEmpty,
            number.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control }),
            number.first?.isWhitespace == false, number.last?.isWhitespace == false
        else {
            throw Problem(
                .invalidField, "A number has 1 to \(numberBytesMax) characters and no space around it.", path: path)
        }
    }

    /// Refuses what a person could not have filed either.
    private func checkLengths() throws(Problem) {
        let texts: [(path: String, text: String?)] = [
            ("source", source), ("scheme", scheme), ("category_code", categoryCode), ("category_title", categoryTitle),
            ("ntm_code", ntmCode), ("reporting_country", reportingCountry), ("reporting_region", reportingRegion),
            ("imposing_country", imposingCountry), ("imposing_region", imposingRegion),
            ("imposing_basis", imposingBasis), ("location", location), ("status", status), ("product", product),
            ("hs_code", hsCode), ("summary", summary),
        ]
        let notes = (progress ?? []).enumerated().flatMap { index, note in
            [("progress.\(index).actor", note.actor), ("progress.\(index).note", note.note)]
        }
        for (path, text) in texts + notes where (text?.utf8.count ?? 0) > Self.textBytesMax {
            throw Problem(.tooLong, "A text has at most \(Self.textBytesMax) bytes.", path: path)
        }
        guard progress?.count ?? 0 <= Self.notesMax else {
            throw Problem(.tooLong, "A complaint has at most \(Self.notesMax) progress notes.", path: "progress")
        }
    }

    /// - Throws: a ``Problem`` with the path of the member at fault.
    init(parsing text: String) throws(Problem) {
        do {
            self = try CanonicalJSON.decode(ComplaintLine.self, from: text.utf8)
        } catch {
            let path = error.textOfFieldPath
            throw Problem(
                path.isEmpty ? .malformedBody : .invalidField, "The line is not a complaint: \(error.reason).",
                path: path.isEmpty ? nil : path)
        }
        try Self.checkNumber(number, path: "number")
        try checkLengths()
    }
}
