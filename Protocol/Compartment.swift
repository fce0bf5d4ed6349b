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
        let parts = text.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let confidentiality = ConfidentialityClass(rawValue: String(parts[1])) else {
            return nil
        }
        if parts[0] == "shared" {
            self.init(caseID: nil, confidentiality, holder: parts[2].isEmpty ? nil : String(parts[2]))
        } else {
            guard let caseID = CaseID(parts[0]) else { return nil }
            self.init(caseID: caseID, confidentiality, holder: parts[2].isEmpty ? nil : String(parts[2]))
        }
    }
}

extension Compartment: CustomStringConvertible, Comparable, Codable {
    public var description: String {
        "\(caseID?.description ?? "shared")/\(confidentiality.rawValue)/\(holder ?? "")"
    }

    public static func < (left: Self, right: Self) -> Bool { left.description < right.description }

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
