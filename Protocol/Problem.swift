/// What went wrong, as sent: a stable code, a sentence for a person, and where.
public struct Problem: Error, Hashable, Sendable, Codable {
    public var code: ProblemCode
    /// A sentence that a trader understands: what was asked, what is allowed, from when.
    public var message: String
    /// The field at fault, such as `fields.incidentOn` or `commands[2].args`.
    public var path: String?
    /// What would have been allowed: stages, roles, actions or codes, by the code's description.
    public var allowed: [String]?
    /// The first day on which it would be lawful, for ``ProblemCode/tooEarly``.
    public var from: CivilDate?
    /// Names the log entry of a fault; set on `internal` and `stuck` only.
    public var requestID: String?
    /// After how many seconds to try again, for ``ProblemCode/busy`` and ``ProblemCode/tooManyAttempts``; the header
    /// `Retry-After` says the same (since 1.1).
    public var waitSeconds: Int?

    public init(
        _ code: ProblemCode, _ message: String, path: String? = nil, allowed: [String]? = nil, from: CivilDate? = nil,
        requestID: String? = nil, waitSeconds: Int? = nil
    ) {
        self.code = code
        self.message = message
        self.path = path
        self.allowed = allowed
        self.from = from
        self.requestID = requestID
        self.waitSeconds = waitSeconds
    }
}

/// The error reference: every code there is, what it means and what to do. Codes are added, never renamed.
public struct ProblemCode: StringBacked {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    // Refusals of the rules (an outcome `rejected` or `conflict`; the command is kept for its author).
    /// There is no such case, row or person, or it is not yours to see: the two look alike.
    public static let notFound: Self = "notFound"
    /// No rule lets this role do this. `allowed`: the roles that may.
    public static let notPermitted: Self = "notPermitted"
    /// No rule takes this action at this stage. `allowed`: the stages at which it is taken.
    public static let wrongStage: Self = "wrongStage"
    /// The case moved on since the author saw it, and the action is not taken where it stands now. Kept on the case.
    public static let stageMoved: Self = "stageMoved"
    /// A field was changed by somebody else meanwhile. Both versions are kept until a person settles it.
    public static let fieldConflict: Self = "fieldConflict"
    /// A required field is missing. `path`: the first one; `allowed`: all that are missing.
    public static let missingField: Self = "missingField"
    /// A field holds what it may not hold. `path` names it.
    public static let invalidField: Self = "invalidField"
    /// A field that this form does not have.
    public static let unknownField: Self = "unknownField"
    /// A value outside its code list. `allowed`: codes near it.
    public static let unknownCode: Self = "unknownCode"
    /// A text or list longer than its limit.
    public static let tooLong: Self = "tooLong"
    /// There is no such procedure, or not that version.
    public static let unknownProcedure: Self = "unknownProcedure"
    /// The procedure has no such action. `allowed`: the actions open to you now.
    public static let unknownAction: Self = "unknownAction"
    /// A gate has not opened. `from`: the first lawful day.
    public static let tooEarly: Self = "tooEarly"
    /// A window has closed.
    public static let tooLate: Self = "tooLate"
    /// A condition of the rule does not hold; the message says which.
    public static let guardFailed: Self = "guardFailed"
    /// A text for the public still holds what must not be public. `path`: the text; the message says what and where, to those
    /// who may see it. Since 1.1.
    public static let confidentialRemains: Self = "confidentialRemains"
    /// The person stepped back from the case.
    public static let recused: Self = "recused"
    /// A second person must do this.
    public static let secondPersonNeeded: Self = "secondPersonNeeded"
    /// The case is imported history that no officer has adopted: no act is taken on it until `adopt`.
    public static let notAdopted: Self = "notAdopted"
    /// The case is suspended: only `resume` and `withdraw` are taken.
    public static let suspended: Self = "suspended"
    /// The case is kept for proceedings: it is not erased while a hold is on it. The message says why. Since 1.1.
    public static let onHold: Self = "onHold"
    /// The id is taken, or not yours to use.
    public static let idUnavailable: Self = "idUnavailable"
    /// The command rests on one that was refused.
    public static let dependencyRefused: Self = "dependencyRefused"
    /// The server does not know this command or version; it is kept.
    public static let unsupportedCommand: Self = "unsupportedCommand"
    /// The server broke on the command each time it was tried; `requestID` names the log entry. It is kept, and may be made
    /// anew.
    public static let stuck: Self = "stuck"
    /// The command's arguments are not what its name and version call for.
    public static let malformedCommand: Self = "malformedCommand"

    // Bytes of evidence.
    /// The upload stands elsewhere. `allowed`: the offset at which to go on.
    public static let uploadOffset: Self = "uploadOffset"
    /// The bytes are not those that the hash names; what was sent is dropped, begin again.
    public static let hashMismatch: Self = "hashMismatch"
    /// The content is not of the media type that was declared. `allowed`: the types that it could be.
    public static let contentMismatch: Self = "contentMismatch"
    /// A kind of file that is not taken; the message says why.
    public static let contentRefused: Self = "contentRefused"
    /// A public copy still says where or by what it was taken.
    public static let metadataRemains: Self = "metadataRemains"
    /// More than a person may send in a day. Not offered again before the next one.
    public static let quotaExceeded: Self = "quotaExceeded"
    /// There is no room for more files, on the server (try again later; what arrived stays) or on this device.
    public static let storageFull: Self = "storageFull"
    /// The bytes end before the range that was asked for.
    public static let rangeInvalid: Self = "rangeInvalid"

    // Sign-in.
    /// No valid token.
    public static let notSignedIn: Self = "notSignedIn"
    /// Unknown name or wrong password: the two look alike.
    public static let wrongCredentials: Self = "wrongCredentials"
    /// The password is right, and the account has a second factor: sign in again with a code of it. Since 1.1.
    public static let secondFactorNeeded: Self = "secondFactorNeeded"
    /// The account is suspended; said only to whoever knows its password and code. Since 1.1.
    public static let accountSuspended: Self = "accountSuspended"
    /// The account holds an office and must have a second factor: until one is confirmed, nothing else is answered. Since 1.1.
    public static let secondFactorRequired: Self = "secondFactorRequired"
    /// The password is right, and there is a version of the privacy notice and terms that the person has not accepted.
    /// `allowed`: that version. Since 1.1.
    public static let termsNeeded: Self = "termsNeeded"
    /// A one-time code, recovery code or invitation that is wrong, used or too old, or not for this name: all look alike.
    /// Since 1.1.
    public static let codeInvalid: Self = "codeInvalid"
    /// Nobody registers here without an invitation. Since 1.1.
    public static let registrationClosed: Self = "registrationClosed"
    /// This replica is to be erased: ask for the directive, whose signature alone counts. Since 1.1.
    public static let wipeOrdered: Self = "wipeOrdered"
    /// The device signs what it sends, and a command of this push is not signed. Nothing of the push was taken. Since 1.1.
    public static let signatureMissing: Self = "signatureMissing"
    /// The signature on a command of this push is not the device's, or not on this command. Nothing of the push was taken: keep
    /// everything, sign in again. Since 1.1.
    public static let signatureWrong: Self = "signatureWrong"
    /// Too many attempts; try again later.
    public static let tooManyAttempts: Self = "tooManyAttempts"
    /// The account exists already.
    public static let accountExists: Self = "accountExists"

    // Bundles.
    /// The file is not a bundle, or was changed or cut short. Nothing of it was taken.
    public static let bundleDamaged: Self = "bundleDamaged"
    /// The bundle is for or from another person, device or server. Nothing of it was taken.
    public static let bundleForeign: Self = "bundleForeign"
    /// The bundle begins where this device does not stand. Nothing of it was taken; the message says what to do.
    public static let bundleOutOfOrder: Self = "bundleOutOfOrder"
    /// The server signs with another key than the one that this device knows.
    public static let serverKeyChanged: Self = "serverKeyChanged"

    // The conversation.
    /// The body is not JSON, or cut short.
    public static let malformedBody: Self = "malformedBody"
    /// The body is larger than the limit.
    public static let bodyTooLarge: Self = "bodyTooLarge"
    /// The body is packed in a way that is not spoken here. `allowed`: the encodings that are.
    public static let encodingUnsupported: Self = "encodingUnsupported"
    /// The `Sync-Proto` header is missing or malformed.
    public static let protocolMissing: Self = "protocolMissing"
    /// No common protocol version. `allowed`: the versions of the server.
    public static let protocolUnsupported: Self = "protocolUnsupported"
    /// The push skips a number. `allowed`: the number expected.
    public static let gap: Self = "gap"
    /// The number was used for another command.
    public static let mutationMismatch: Self = "mutationMismatch"
    /// The replica belongs to somebody else.
    public static let replicaForeign: Self = "replicaForeign"
    /// The cursor is another person's.
    public static let cursorForeign: Self = "cursorForeign"
    /// The cursor cannot be read; start a new round without one and keep everything.
    public static let cursorInvalid: Self = "cursorInvalid"
    /// The server was restored: its history is another.
    public static let epochChanged: Self = "epochChanged"
    /// There is no such address.
    public static let noRoute: Self = "noRoute"
    /// The server is stopping or overloaded; try again later.
    public static let busy: Self = "busy"
    /// Our side broke; `requestID` names the log entry.
    public static let `internal`: Self = "internal"
}
