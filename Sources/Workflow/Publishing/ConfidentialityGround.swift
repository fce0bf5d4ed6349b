public import CaseProtocol

/// A reason for which something is kept from the public: a closed list, each with what says so.
public struct ConfidentialityGround: Hashable, Sendable {
    public let reason: ConfidentialityReason
    /// What people read.
    public let title: String
    public let source: LegalSource

    /// In the order in which a menu shows them (procedures.md 11).
    public static let all: [ConfidentialityGround] = [
        ground(
            "businessSecret", "Confidential by nature: prices, costs, customers, quantities of one firm",
            "ADA 6.5; SCM 12.4; SG 3.2; Trade Remedies Act of Kenya, ss. 27–29", .recalledHigh),
        ground(
            "givenInConfidence", "Given in confidence, on good cause shown", "ADA 6.5; SCM 12.4; SG 3.2", .recalledHigh),
        ground(
            "identity", "Tells who complained, or how to reach them",
            "Protection of complainants, a rule of this system",
            .design),
        ground("personal", "Tells of a private person", "Protection of complainants, a rule of this system", .design),
        ground("consultations", "Said in consultations between governments", "DSU 4.6", .verified),
        ground(
            "government", "One government's own, not transmitted",
            "What was not formally transmitted, a rule of this system", .design),
    ]

    public static func named(_ reason: ConfidentialityReason) -> ConfidentialityGround? {
        all.first { $0.reason == reason }
    }

    private static func ground(
        _ reason: ConfidentialityReason, _ title: String, _ authority: String, _ provenance: LegalSource.Provenance
    ) -> ConfidentialityGround {
        ConfidentialityGround(reason: reason, title: title, source: LegalSource(authority, provenance))
    }

    /// - Throws: ``Refusal/unknownCode(_:value:near:)`` for a reason that is not in the list.
    static func check(_ reason: ConfidentialityReason) throws(Refusal) {
        guard named(reason) == nil else { return }
        throw .unknownCode("reason", value: reason.rawValue, near: all.map(\.reason.rawValue))
    }
}
