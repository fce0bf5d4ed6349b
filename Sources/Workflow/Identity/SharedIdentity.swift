import CaseProtocol

/// Who complains, as the imposing country's focal point is told where the complainant agrees (`roles.md` 3.2): a copy of name
/// and contact in a compartment of that country's own. Beside the identity itself lies more than was agreed to.
enum SharedIdentity {
    /// What the complainant is asked at filing; no unless they say yes.
    static let consent = "shareWithImposing"

    /// The consent goes along: by it a device that sees the copy alone knows why.
    private static let told: Set<String> = ["role", "name", "organisation", "contact", "phone", "onBehalfOf", consent]

    static func members(of party: [String: JSONValue]) -> [String: JSONValue] {
        party.filter { told.contains($0.key) }
    }

    static func compartment(of caseID: CaseID, for country: String) -> Compartment {
        Compartment(caseID: caseID, .confidential, holder: country)
    }

    /// Whether a compartment of a complaint is one for such a copy: business information has its giver's id as its holder.
    static func isPlace(_ compartment: Compartment) -> Bool {
        compartment.confidentiality == .confidential && compartment.holder?.utf8.count == 2
    }
}

extension CaseState {
    /// The copy for a country, whether it may read it now or not.
    func sharedIdentity(with country: String) -> Row? {
        let place = SharedIdentity.compartment(of: caseID, for: country)
        return rows(.party).first { $0.compartment == place }
    }

    /// Who reads the copy for a country: its focal point, while the complaint is transmitted to that country and the consent
    /// stands. Whoever complains without a name is protected whatever they ticked (decision 67).
    func identityReaders(in country: String, on header: CaseHeader) -> Set<AudienceID> {
        guard header.isOpenToImposingSide, header.imposing == country, !header.isAnonymous else { return [] }
        let party = sealedParty ?? sharedIdentity(with: country)
        return party?[SharedIdentity.consent]?.bool == true ? [.focalPoint(country)] : []
    }
}

extension ActFacts {
    /// What the act says of the complainant.
    var identityGiven: [String: JSONValue] {
        let sealed = checked.fields.filter { checked.procedure.field($0.key)?.confidentiality == .sealed }
        return Dictionary(sealed.map { ($0.key.rawValue, $0.value) }, uniquingKeysWith: { $1 })
    }

    /// Copies name and contact for the imposing country, or brings its copy up to date: only with consent.
    ///
    /// - Parameter id: of a copy that is made.
    mutating func shareIdentity(as id: RowID? = nil) {
        guard !header.isAnonymous, let party = state.sealedParty, let imposing = changedText("imposingCountry") else {
            return
        }
        let known = party.fields.merging(identityGiven) { $1 }
        guard known[SharedIdentity.consent]?.bool == true else { return }
        let members = SharedIdentity.members(of: known)
        if let copy = state.sharedIdentity(with: imposing) {
            let changed = members.filter { copy[$0.key] != $0.value }
            if !changed.isEmpty { tail.append(.partyAmended(RowAmendment(id: copy.id, fields: changed))) }
        } else {
            tail.append(
                .partyAdded(
                    MadeRow(
                        id: id ?? recorder.newRow(),
                        compartment: SharedIdentity.compartment(of: state.caseID, for: imposing), fields: members)))
        }
    }

    /// Answers that come after the transmission reach the country that was told, or may be told from now on. On the server
    /// alone: whoever answers does not see that country's copy.
    mutating func shareLaterAnswers() {
        guard context.isAuthoritative, header.isTransmitted, !rule.effects.contains(.shareIdentity),
            case .complaint = header.cast
        else { return }
        shareIdentity(as: context.mid.derived(Self.copyOrdinal))
    }

    /// Far from the rows that the command makes, and beside that of the filer.
    private static let copyOrdinal = 4094
}
