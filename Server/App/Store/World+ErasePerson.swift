import CaseProtocol

extension World {
    /// See ``CaseTransaction/eraseTraces(of:_:)``.
    mutating func eraseTraces(of user: UserID, _ letters: [LetterRecord.Place]) {
        secondFactors[user] = nil
        acceptances[user] = nil
        sentBytes[user] = nil
        bundleAsks = bundleAsks.filter { $0.value.user != user }
        affiliations = affiliations.filter { $0.key.user != user }
        oneTimeCodes = oneTimeCodes.filter { code in
            switch code.value.purpose {
            case .reset(let taker): taker != user
            case .joining(let offer): offer.by != user
            case .invitation: true
            }
        }
        for place in letters { self.letters[LetterKey(organisation: place.organisation, letter: place.id)] = nil }
        for (hash, device) in devices where device.user == user {
            var device = device
            (device.isRevoked, device.name, device.seenOn) = (true, nil, nil)
            let isNeeded = device.keys != nil && commands[device.replica]?.isEmpty == false
            devices[hash] = isNeeded ? device : nil
        }
        touched.accounts.insert(user)
    }
}
