package import CaseProtocol
internal import Workflow

/// The sentences that more than one verb of the server says.
extension Problem {
    /// In the words of the rules, so that what they see and what only the server sees are answered alike.
    static let idUnavailable = Refusal.idUnavailable.problem
    package static let notSignedIn = Problem(.notSignedIn, "Sign in first: the request carries no valid token.")
    static let secondFactorNeeded = Problem(
        .secondFactorNeeded,
        "This account has a second factor: give the code of your authenticator program, or a recovery code.",
        path: "code")
    static let secondFactorRequired = Problem(
        .secondFactorRequired,
        "Whoever holds an office here signs in with a second factor, and this account has none. Everything else waits until you add one: tatua second-factor add --password-stdin, then tatua second-factor confirm CODE."
    )
    static let codeInvalid = Problem(
        .codeInvalid, "This code is not good: it is wrong, was used, is too old, or is for another name.", path: "code")
    static let registrationClosed = Problem(
        .registrationClosed, "Accounts are made here with an invitation only. Ask whoever runs the server.")
    static let namelessClosed = Problem(
        .registrationClosed,
        "This server takes nothing from people without a name. What you filed is kept on your device; whoever runs the server can say why."
    )
    static let codeIsAll = Problem(
        .notPermitted,
        "An account without a name has its receipt code alone: no other password, no second factor, no office. Whoever fears that somebody else knows the code files anew, with another."
    )
    static let suspended = Problem(
        .accountSuspended, "This account is suspended. Whoever runs the server can say why, and let you in again.")
    static let wrongCredentials = Problem(.wrongCredentials, "The name or the password is wrong.")
    package static let noRoute = Problem(.noRoute, "There is nothing at this address.")
    static let replicaForeign = Problem(
        .replicaForeign, "This copy of the data belongs to another person. Each person works on a copy of their own.")
    static let cursorInvalid = Problem(
        .cursorInvalid, "This place in the data is not known here. Start over without it; nothing of yours is lost.")
    static let cursorForeign = Problem(
        .cursorForeign, "This place in the data belongs to another person. Start over without it.")
    static let epochChanged = Problem(
        .epochChanged, "The server was restored since. Start over; keep everything that was not sent.")
    static let busy = Problem(.busy, "The server has too much to do. Try again in a moment.")
    static let mutationMismatch = Problem(
        .mutationMismatch,
        "This number was used for another command: two copies of one replica are at work. Take a new replica id.")

    static func termsNeeded(_ version: String) -> Problem {
        Problem(
            .termsNeeded,
            "There is a privacy notice and terms to accept, version \(version). Read it with tatua terms and the server's address; then give --accept-terms \(version).",
            path: "terms", allowed: [version])
    }

    static func gap(expected: Int) -> Problem {
        Problem(.gap, "The commands skip a number: \(expected) comes next.", allowed: [String(expected)])
    }

    package static func bodyTooLarge(bytesMax: Int) -> Problem {
        Problem(.bodyTooLarge, "The request is too large: at most \(bytesMax) bytes.", allowed: [String(bytesMax)])
    }
}
