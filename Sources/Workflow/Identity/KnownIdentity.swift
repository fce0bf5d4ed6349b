public import CaseProtocol

/// Who complains or reported, with name and contact, as far as it is visible here.
public struct KnownIdentity {
    /// Why it may be seen.
    public enum Ground: Hashable, Sendable {
        /// To whoever has to call the filer back, and to the filer.
        case sealed
        /// The complainant let the other government's focal point know.
        case consent
        /// The reporter let the investigators know of what became of the report.
        case reporter
    }

    public let row: Row
    public let ground: Ground
}

extension CaseState {
    /// `nil` to everybody else.
    public var knownIdentity: KnownIdentity? {
        if let sealedParty { return KnownIdentity(row: sealedParty, ground: .sealed) }
        let parties = rows(.party)
        if let copy = parties.first(where: { SharedIdentity.isPlace($0.compartment) }) {
            return KnownIdentity(row: copy, ground: .consent)
        }
        return parties.first { ToldReporter.isPlace($0.compartment) }.map { KnownIdentity(row: $0, ground: .reporter) }
    }
}
