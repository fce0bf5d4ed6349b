/// How far the rows of a compartment may travel.
public enum ConfidentialityClass: String, Hashable, Sendable, Codable, CaseIterable {
    /// Anybody, after an act of publication.
    case `public`
    /// Those on the case.
    case parties
    /// One government or body; holder is its country or acronym.
    case `internal`
    /// One party and those it deals with; holder is the party.
    case confidential
    /// The identity of a complainant; holder is the party.
    case sealed
}

/// The unit of visibility: every row lies in exactly one, and whoever sees one row of it sees them all.
///
/// On the wire: `<case id or "shared">/<class>/<holder or empty>`.
public struct Compartment: Hashable, Sendable {
    /// The case, or `nil` for what all cases share (directory, code lists, calendars).
    public let caseID: CaseID?
    public let confidentiality: ConfidentialityClass
    /// A country or body for `internal`; a party for `confidential` and `sealed`; else `nil`.
    public let holder: String?

    public init(caseID: CaseID?, _ confidentiality: ConfidentialityClass, holder: String? = nil) {
        self.caseID = caseID
        self.confidentiality = confidentiality
        self.holder = holder
    }

    /// Reads the wire form; `nil` for anything else.
    public init?(_ text: String) {
        // Read by the thousand in each page: one walk over the bytes, no pieces.
        let bytes = text.utf8
        let slash = UInt8(ascii: "/")
        guard let first = bytes.firstIndex(of: slash),
            let second = bytes[bytes.index(after: first)...].firstIndex(of: slash),
            let confidentiality = ConfidentialityClass(rawValue: String(text[bytes.index(after: first)..<second]))
        else { return nil }
        let rest = bytes.index(after: second)
        let holder = rest == bytes.endIndex ? nil : String(text[rest...])
        let place = text[..<first]
        if place == "shared" {
            self.init(caseID: nil, confidentiality, holder: holder)
        } else {
            guard let caseID = CaseID(place) else { return nil }
            self.init(caseID: caseID, confidentiality, holder: holder)
        }
    }
}

extension Compartment: CustomStringConvertible, Comparable, Codable {
    public var description: String {
        "\(caseID?.description ?? "shared")/\(confidentiality.rawValue)/\(holder ?? "")"
    }

    /// In the order of their texts: those of cases by id, then what all cases share.
    public static func < (left: Self, right: Self) -> Bool {
        guard left.caseID == right.caseID else {
            guard let leftCase = left.caseID else { return false }
            guard let rightCase = right.caseID else { return true }
            return leftCase < rightCase
        }
        if left.confidentiality != right.confidentiality {
            return left.confidentiality.rawValue < right.confidentiality.rawValue
        }
        return (left.holder ?? "") < (right.holder ?? "")
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let value = Self(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a compartment")
        }
        self = value
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
