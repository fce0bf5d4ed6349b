import CaseProtocol
import Workflow

extension World {
    /// An account with the organisations that it acts for and that are not suspended, by id.
    func affiliated(_ account: Account) -> Account {
        var account = account
        account.affiliations = affiliations.values.filter { $0.user == account.id }
            .sorted { $0.organisation < $1.organisation }.compactMap { record in
                guard let organisation = organisations[record.organisation], organisation.suspendedAt == nil else {
                    return nil
                }
                return Affiliation(
                    organisation.id, name: organisation.name, standing: record.standing, mandate: record.mandate)
            }
        return account
    }

    /// Who acts for which organisation.
    struct AffiliationKey: Hashable, Sendable {
        let user: UserID
        let organisation: OrganisationID
    }

    struct LetterKey: Hashable, Sendable {
        let organisation: OrganisationID
        let letter: BlobID
    }
}

extension WorldReading {
    func organisation(_ id: OrganisationID) throws -> Organisation? { world.organisations[id] }

    func organisation(named name: String, in country: String) throws -> Organisation? {
        let folded = Organisation.folded(name)
        return world.organisations.values.first { $0.country == country && Organisation.folded($0.name) == folded }
    }

    func organisations() throws -> [Organisation] {
        world.organisations.values.sorted {
            (Organisation.folded($0.name), $0.id) < (Organisation.folded($1.name), $1.id)
        }
    }

    func affiliations(of organisation: OrganisationID) throws -> [AffiliationRecord] {
        world.affiliations.values.filter { $0.organisation == organisation }.sorted { $0.user < $1.user }
    }

    func affiliations(of user: UserID) throws -> [AffiliationRecord] {
        world.affiliations.values.filter { $0.user == user }.sorted { $0.organisation < $1.organisation }
    }

    func letter(_ id: BlobID, of organisation: OrganisationID) throws -> LetterRecord? {
        world.letters[World.LetterKey(organisation: organisation, letter: id)]
    }
}

extension WorldTransaction {
    func put(_ organisation: Organisation) throws {
        let same = try self.organisation(named: organisation.name, in: organisation.country)
        guard same == nil || same?.id == organisation.id else { throw Problem.organisationExists }
        update { world in
            world.organisations[organisation.id] = organisation
            for key in world.affiliations.keys where key.organisation == organisation.id {
                world.touched.accounts.insert(key.user)
            }
        }
    }

    func put(_ record: AffiliationRecord) throws {
        guard world.accounts[record.user] != nil else { throw StoreError.unknownUser(record.user) }
        guard world.organisations[record.organisation] != nil else {
            throw StoreError.unknownOrganisation(record.organisation)
        }
        update { world in
            world.affiliations[World.AffiliationKey(user: record.user, organisation: record.organisation)] = record
            world.touched.accounts.insert(record.user)
        }
    }

    func removeAffiliation(of user: UserID, to organisation: OrganisationID) throws {
        update { world in
            world.affiliations[World.AffiliationKey(user: user, organisation: organisation)] = nil
            world.touched.accounts.insert(user)
        }
    }

    func put(_ letter: LetterRecord) throws {
        guard world.organisations[letter.organisation] != nil else {
            throw StoreError.unknownOrganisation(letter.organisation)
        }
        update { world in
            let key = World.LetterKey(organisation: letter.organisation, letter: letter.id)
            if world.letters[key] == nil { world.letters[key] = letter }
        }
    }
}
