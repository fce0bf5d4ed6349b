internal import CaseProtocol

/// What somebody who is signed in asks for.
public enum SessionUse: Sendable {
    /// Cases, files, the account: everything.
    case anything
    /// Adding a second factor, and signing out: also for an officer who has none and should.
    case addingFactor
}

/// Whether a sign-in counts, and for what: asked of every request and of every bundle.
struct SessionRule: Hashable, Sendable {
    /// From when on nothing but adding a second factor is answered.
    let factorDueAt: Timestamp?

    /// - Throws: a ``Problem`` with ``ProblemCode/secondFactorRequired``.
    func check(_ use: SessionUse, at now: Timestamp) throws(Problem) {
        guard let factorDueAt, now >= factorDueAt else { return }
        switch use {
        case .addingFactor: return
        case .anything: throw Problem.secondFactorRequired
        }
    }

    init(factorDueAt: Timestamp?) { self.factorDueAt = factorDueAt }

    init(_ account: Account, _ settings: AccountSettings, in snapshot: any CaseSnapshot) throws {
        // Most accounts are traders': nothing is looked up for them.
        factorDueAt =
            account.officerSince == nil
            ? nil : FactorDuty.dueAt(account, try snapshot.secondFactor(of: account.id), settings)
    }
}

extension CaseSnapshot {
    /// Checks once more that the sign-in a request came with still holds: it was found at the door, and may have been taken
    /// away while the request waited. In a transaction nothing comes between this and what follows.
    ///
    /// - Throws: ``ProblemCode/notSignedIn``.
    func check(_ person: SignedIn) throws {
        guard let hash = person.tokenHash else { return }
        guard let device = try device(tokenHash: hash), !device.isRevoked else { throw Problem.notSignedIn }
    }
}
