internal import CaseProtocol

/// What somebody tries, and how often it may fail within ``AttemptLimiter/windowMinutes``.
///
/// A name is counted for each address by itself, so that nobody who guesses at it keeps its owner out, and over all
/// addresses, much higher, against guessing from many at once. A device that has signed in to the account before is counted
/// by itself alone: it gets in whatever others do.
enum AttemptSubject: Sendable {
    /// - Parameter device: the replica that asks, where it is known to be the account's.
    case signIn(name: String, device: ReplicaID?)
    case recovery(String)
    /// Somebody who is signed in, and gives password or code again.
    case own(String)
    /// An account, from one address.
    case registration
    /// One that nobody invited, over all addresses: whoever floods the server with those keeps no officer out.
    case uninvitedRegistration
    /// Making or joining an organisation, by somebody who is signed in.
    case organisation(String)
    /// A code for another password, by an officer, for whoever is called so. Each counts, given or refused.
    case resetCode(by: UserID, for: String)
    /// An account without a name.
    ///
    /// - Parameter hourMax: how many are made in an hour, from everywhere.
    case nameless(hourMax: Int)

    /// Failures of one name from one address, of one known device, of one person who is signed in.
    static let narrowMax = 10
    /// Of one name, from everywhere: a hundred an hour (ASVS 2.2.1).
    static let nameMax = 25
    /// Of one address: an office, or everybody behind a proxy, shares one.
    static let addressMax = 100
    /// Codes for one name, by all officers together: each makes the one before good for nothing.
    static let codesMax = 3
    /// New accounts from one address, and from everywhere.
    static let registrationsMax = 5
    static let allRegistrationsMax = 200

    typealias Key = AttemptLimiter.Key

    /// The narrowest count first.
    func limits(address: String?) -> [(key: Key, max: Int)] {
        switch self {
        case .signIn(_, let device?): [(Key(kind: .device, name: device.description), Self.narrowMax)]
        case .signIn(let name, nil): Self.limits(.signIn, name, address)
        case .recovery(let name): Self.limits(.recovery, name, address)
        case .own(let name): [(Key(kind: .own, name: Self.folded(name)), Self.narrowMax)]
        case .organisation(let name): [(Key(kind: .organisation, name: Self.folded(name)), Self.narrowMax)]
        case .registration: [(Key(kind: .registration, address: address ?? "-"), Self.registrationsMax)]
        case .uninvitedRegistration: [(Key(kind: .registration), Self.allRegistrationsMax)]
        case .resetCode(let officer, let name):
            [
                (Key(kind: .codeGiver, name: officer.description), Self.narrowMax),
                (Key(kind: .codeTaker, name: Self.folded(name)), Self.codesMax),
            ]
        case .nameless(let hourMax):
            [
                (Key(kind: .registration, address: address ?? "-"), Self.registrationsMax),
                (Key(kind: .nameless), hourMax),
            ]
        }
    }

    private static func limits(_ kind: Key.Kind, _ name: String, _ address: String?) -> [(key: Key, max: Int)] {
        let name = folded(name)
        var limits: [(key: Key, max: Int)] = [
            (Key(kind: kind, name: name, address: address ?? "-"), narrowMax), (Key(kind: kind, name: name), nameMax),
        ]
        if let address { limits.append((Key(kind: .address, address: address), addressMax)) }
        return limits
    }

    static func folded(_ name: String) -> String { String(name.lowercased().prefix(AccountRules.nameCharactersMax)) }

    /// The same words whether there is such an account or not, and the whole window to wait, which tells nobody when others tried.
    var refusal: Problem {
        var problem = words
        let isOfTheHour = if case .nameless = self { true } else { false }
        let kind: Key.Kind = isOfTheHour ? .nameless : .signIn
        problem.waitSeconds = Int(kind.windowMilliseconds / 1_000)
        return problem
    }

    private var words: Problem {
        let wait = AttemptLimiter.windowMinutes
        return switch self {
        case .registration, .uninvitedRegistration:
            Problem(.tooManyAttempts, "Too many accounts were made from here. Try again in \(wait) minutes.")
        case .organisation:
            Problem(.tooManyAttempts, "Too many organisations were tried. Try again in \(wait) minutes.")
        case .nameless:
            Problem(
                .tooManyAttempts,
                "Too many people file without a name just now. What you filed is kept on your device: sync again in an hour."
            )
        case .resetCode:
            Problem(
                .tooManyAttempts,
                "Too many codes were asked for, by you or for this name. Try again in \(wait) minutes.")
        case .recovery: Problem(.tooManyAttempts, "Too many wrong codes. Try again in \(wait) minutes.")
        case .signIn, .own:
            Problem(
                .tooManyAttempts,
                "Too many wrong passwords. Try again in \(wait) minutes, or ask for a new password.")
        }
    }
}
