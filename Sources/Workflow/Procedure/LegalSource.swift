/// Authority and provenance of a rule or a time limit.
public struct LegalSource: Hashable, Sendable {
    /// `V`, `V2`, `R-H`, `R-M`, `R-L`: verified or recalled; `D`: our design default, not law.
    public enum Provenance: String, Hashable, Sendable {
        case verified = "V"
        case secondary = "V2"
        case recalledHigh = "R-H"
        case recalledMedium = "R-M"
        case recalledLow = "R-L"
        case design = "D"
    }

    /// Article, page or practice.
    public let authority: String
    public let provenance: Provenance

    public init(_ authority: String, _ provenance: Provenance) {
        self.authority = authority
        self.provenance = provenance
    }
}
