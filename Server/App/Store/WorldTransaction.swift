import CaseProtocol

/// A copy of the world that becomes the world when the body returns.
final class WorldTransaction: WorldReading, CaseTransaction {
    private(set) var world: World
    private let sealer: CommitSealer

    init(_ world: World, sealer: CommitSealer) {
        self.world = world
        self.sealer = sealer
    }

    /// For the parts of the transaction that lie in files of their own.
    func update(_ change: (inout World) -> Void) { change(&world) }

    func note(_ handing: Handing) throws { try world.note(handing) }

    func append(_ draft: CommitDraft) throws -> Int { try world.append(draft, sealer: sealer) }
    func erase(_ caseID: CaseID, keeping kept: Set<Compartment>, _ commands: [CommandRecord]) throws {
        world.erase(caseID, keeping: kept, commands)
    }

    func eraseTraces(of user: UserID, _ letters: [LetterRecord.Place]) throws { world.eraseTraces(of: user, letters) }
    // No earlier versions are kept here.
    func eraseVersions(of rows: [Row]) throws {}

    func setSetting(_ key: String, _ value: String) throws { world.settings[key] = value }
    func put(_ record: ReplicaRecord) throws { world.replicas[record.id] = record }

    func put(_ record: CommandRecord) throws {
        guard world.commands[record.replica]?[record.n] == nil, world.commandPlaces[record.mid] == nil else {
            throw StoreError.commandTwice(record.replica, n: record.n)
        }
        if let commit = record.commit, !(1...max(1, world.end.number)).contains(commit) || world.end.number == 0 {
            throw StoreError.unknownCommit(commit)
        }
        world.commands[record.replica, default: [:]][record.n] = record
        world.commandPlaces[record.mid] = (record.replica, record.n)
        world.touched.replicas.insert(record.replica)
    }

    func put(_ account: Account) throws {
        let name = account.name.lowercased()
        guard world.userOfName[name].map({ $0 == account.id }) ?? true else {
            throw Problem.accountExists(account.name)
        }
        if let earlier = world.accounts[account.id] { world.userOfName[earlier.name.lowercased()] = nil }
        world.userOfName[name] = account.id
        var own = account
        own.affiliations = []
        world.accounts[account.id] = own
        world.touched.accounts.insert(account.id)
    }

    func put(_ factor: SecondFactor) throws {
        guard world.accounts[factor.user] != nil else { throw StoreError.unknownUser(factor.user) }
        world.secondFactors[factor.user] = factor
        world.touched.accounts.insert(factor.user)
    }

    func removeSecondFactor(of user: UserID) throws {
        world.secondFactors[user] = nil
        world.touched.accounts.insert(user)
    }

    func put(_ device: Device) throws {
        guard world.accounts[device.user] != nil else { throw StoreError.unknownUser(device.user) }
        world.devices[device.tokenHash] = device
        if device.isRevoked || device.signs { world.touched.accounts.insert(device.user) }
    }

    func put(_ code: OneTimeCodeRecord) throws {
        switch code.purpose {
        case .reset(let user):
            guard world.accounts[user] != nil else { throw StoreError.unknownUser(user) }
        case .joining(let offer):
            guard world.organisations[offer.organisation] != nil else {
                throw StoreError.unknownOrganisation(offer.organisation)
            }
        case .invitation: break
        }
        world.oneTimeCodes[code.hash] = code
    }

    func removeOneTimeCode(hash: [UInt8]) throws { world.oneTimeCodes[hash] = nil }

    func removeResetCodes(of user: UserID) throws {
        world.oneTimeCodes = world.oneTimeCodes.filter { $0.value.purpose != .reset(user) }
    }

    func removeOneTimeCodes(endedBy moment: Timestamp) throws {
        world.oneTimeCodes = world.oneTimeCodes.filter { $0.value.endsAt > moment }
    }

    func put(_ terms: TermsRecord) throws { world.terms.append(terms) }

    func put(_ acceptance: TermsAcceptance, of user: UserID) throws {
        guard world.accounts[user] != nil else { throw StoreError.unknownUser(user) }
        guard !(world.acceptances[user] ?? []).contains(where: { $0.version == acceptance.version }) else { return }
        world.acceptances[user, default: []].append(acceptance)
    }

    func put(_ ask: BundleAsk) throws { world.bundleAsks[ask.replica] = ask }

    func put(_ record: BlobRecord, sentBy user: UserID) throws {
        var record = record
        if let earlier = world.blobs[record.id] { record.storedAt = earlier.storedAt }
        world.blobs[record.id] = record
        world.blobSenders[record.id, default: []].insert(user)
    }

    func removeBlob(_ id: BlobID) throws {
        world.blobs[id] = nil
        world.blobSenders[id] = nil
    }

    func addSentBytes(_ count: Int, by user: UserID, on day: CivilDate) throws {
        world.sentBytes[user, default: [:]][day, default: 0] += count
    }

    func revokeDevices(of user: UserID) throws {
        for (hash, device) in world.devices where device.user == user { world.devices[hash]?.isRevoked = true }
        world.touched.accounts.insert(user)
    }
}
