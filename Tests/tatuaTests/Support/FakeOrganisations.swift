import CaseProtocol
import Workflow

/// The organisations of ``FakeServer``: one code for a member and one for a representative, and no letter is looked at.
struct FakeOrganisations: Sendable {
    static let memberCode = "K7QM-4R3D-9XWA"
    static let agentCode = "AGNT-4R3D-9XWA"

    private var organisations: [OrganisationID: OrganisationSummary] = [:]
    private var offer: (organisation: OrganisationID, mandate: Mandate?)?

    /// - Returns: `nil` for an address that is no organisation's.
    mutating func answer(
        _ request: Asked, by name: String, _ people: inout [String: Party], at now: Timestamp
    ) throws -> [UInt8]? {
        let body = request.body
        switch request.path {
        case Endpoint.organisations where body.isEmpty:
            return try CanonicalJSON.encode(OrganisationList(organisations: list(for: name, people)))
        case Endpoint.organisations:
            let wanted = try CanonicalJSON.decode(MakeOrganisationRequest.self, from: body)
            guard !organisations.values.contains(where: { $0.name.lowercased() == wanted.name.lowercased() }) else {
                throw Problem(.invalidField, "There is an organisation of this name in this country.", path: "name")
            }
            let id = OrganisationID(high: 0x700B, low: 0x8000_0000_0000_0001 + UInt64(organisations.count))
            organisations[id] = OrganisationSummary(
                id: id, name: wanted.name, country: wanted.country ?? "KE", standing: nil, isSuspended: false,
                people: [])
            place(Affiliation(id, name: wanted.name, standing: .owner), of: name, &people)
            return try CanonicalJSON.encode(summary(id, for: name, people))
        case Endpoint.organisationInvite:
            let wanted = try CanonicalJSON.decode(OrganisationInvitationRequest.self, from: body)
            guard standing(of: name, in: wanted.organisation, people) == .owner else {
                throw Problem(.notPermitted, "Who acts for it is for its owners to say.", allowed: ["owner"])
            }
            let mandate = wanted.mandate.flatMap { offer in
                BlobID(digest: [UInt8](repeating: 0xA1, count: 32)).map {
                    Mandate(from: offer.from, until: offer.until, reference: offer.reference, letter: $0)
                }
            }
            offer = (wanted.organisation, mandate)
            return try CanonicalJSON.encode(
                OneTimeCode(
                    code: mandate == nil ? Self.memberCode : Self.agentCode,
                    endsAt: Timestamp(milliseconds: now.milliseconds + Int64(wanted.days ?? 14) * 86_400_000)))
        case Endpoint.organisationJoin:
            let code = try CanonicalJSON.decode(JoinOrganisationRequest.self, from: body).code
            guard let offer, code == (offer.mandate == nil ? Self.memberCode : Self.agentCode) else {
                throw Problem(.codeInvalid, "This code is not good.", path: "code")
            }
            self.offer = nil
            place(
                Affiliation(
                    offer.organisation, name: organisations[offer.organisation]?.name ?? "",
                    standing: offer.mandate == nil ? .member : .representative, mandate: offer.mandate),
                of: name, &people)
            return try CanonicalJSON.encode(summary(offer.organisation, for: name, people))
        case Endpoint.organisationChange:
            let wanted = try CanonicalJSON.decode(ChangeOrganisationRequest.self, from: body)
            guard standing(of: wanted.name, in: wanted.organisation, people) != nil else {
                throw Problem(.notFound, "Nobody of this name acts for it.", path: "name")
            }
            place(
                wanted.standing.map {
                    Affiliation(wanted.organisation, name: organisations[wanted.organisation]?.name ?? "", standing: $0)
                }, of: wanted.name, in: wanted.organisation, &people)
            let left = try summary(wanted.organisation, for: name, people)
            return try CanonicalJSON.encode(OrganisationList(organisations: left.standing == nil ? [] : [left]))
        default: return nil
        }
    }

    /// The rows by which a device knows for whom its person acts.
    static func rows(of person: Party) -> [(Compartment, Row)] {
        person.affiliations.map { affiliation in
            let compartment = Compartment(
                caseID: nil, .internal, holder: "org:\(affiliation.organisation):\(person.id)")
            var fields: [String: JSONValue] = [
                "organisation": .string(affiliation.organisation.description), "name": .string(affiliation.name),
                "country": "KE", "person": .string(person.id.description), "personName": .string(person.name),
                "standing": .string(affiliation.standing.rawValue),
            ]
            fields["mandate"] = affiliation.mandate?.json
            return (
                compartment,
                Row(
                    id: RowID(high: affiliation.organisation.low, low: person.id.low), kind: .affiliation,
                    compartment: compartment, fields: fields)
            )
        }
    }

    private func list(for name: String, _ people: [String: Party]) -> [OrganisationSummary] {
        organisations.keys.sorted().compactMap { try? summary($0, for: name, people) }.filter { $0.standing != nil }
    }

    private func standing(
        of name: String, in organisation: OrganisationID, _ people: [String: Party]
    ) -> OrganisationStanding? {
        people[name]?.affiliations.first { $0.organisation == organisation }?.standing
    }

    private func summary(
        _ id: OrganisationID, for name: String, _ people: [String: Party]
    ) throws -> OrganisationSummary {
        guard var summary = organisations[id] else {
            throw Problem(.notFound, "You act for no such organisation.", path: "organisation")
        }
        summary.standing = standing(of: name, in: id, people)
        let isAgent = summary.standing == .representative
        summary.people = people.values.filter { !isAgent || $0.name == name }.sorted { $0.name < $1.name }.compactMap {
            person in
            person.affiliations.first { $0.organisation == id }.map { affiliation in
                OrganisationPerson(
                    name: person.name, standing: affiliation.standing,
                    mandate: affiliation.mandate.map {
                        MandateSummary(from: $0.from, until: $0.until, reference: $0.reference, letter: $0.letter)
                    })
            }
        }
        return summary
    }

    private func place(_ affiliation: Affiliation, of name: String, _ people: inout [String: Party]) {
        place(affiliation, of: name, in: affiliation.organisation, &people)
    }

    private func place(
        _ affiliation: Affiliation?, of name: String, in organisation: OrganisationID,
        _ people: inout [String: Party]
    ) {
        guard let person = people[name] else { return }
        people[name] = Party(
            id: person.id, name: person.name, organisation: person.organisation, appointments: person.appointments,
            affiliations: person.affiliations.filter { $0.organisation != organisation }
                + [affiliation].compactMap(\.self))
    }

    /// What is asked where.
    struct Asked {
        let path: String
        let body: [UInt8]
    }
}
