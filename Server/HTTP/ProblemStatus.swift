internal import CaseProtocol
internal import HTTPTypes
internal import Server

extension Problem {
    /// The HTTP status of a problem: the one place where a code becomes one.
    var status: HTTPResponse.Status {
        switch code {
        case .notSignedIn, .wrongCredentials, .secondFactorNeeded: .unauthorized
        case .notPermitted, .replicaForeign, .accountSuspended, .wipeOrdered: .forbidden
        case .secondFactorRequired, .termsNeeded, .codeInvalid, .registrationClosed: .forbidden
        case .signatureMissing, .signatureWrong: .forbidden
        case .notFound, .noRoute: .notFound
        case .onHold, .gap, .mutationMismatch, .accountExists, .idUnavailable, .uploadOffset: .conflict
        case .cursorInvalid, .cursorForeign, .epochChanged: .gone
        case .bodyTooLarge: .contentTooLarge
        case .encodingUnsupported: .unsupportedMediaType
        case .protocolUnsupported: .upgradeRequired
        case .hashMismatch, .contentMismatch, .metadataRemains: .unprocessableContent
        case .contentRefused: .unsupportedMediaType
        case .rangeInvalid: .rangeNotSatisfiable
        case .tooManyAttempts, .quotaExceeded: .tooManyRequests
        case .busy: .serviceUnavailable
        case .storageFull: .insufficientStorage
        case .internal: .internalServerError
        default: .badRequest
        }
    }

    /// After how many seconds to try again.
    var retryAfterSeconds: Int? {
        switch code {
        case .tooManyAttempts: waitSeconds ?? AttemptLimiter.windowMinutes * 60
        case .busy: waitSeconds ?? 2
        default: nil
        }
    }
}

extension HTTPResponse.Status {
    /// RFC 4918, 11.5.
    fileprivate static var insufficientStorage: Self { Self(code: 507, reasonPhrase: "Insufficient Storage") }
}
