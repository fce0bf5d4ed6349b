import CaseProtocol
import NIOSSL

/// Why the certificate that a server showed is not taken, in words for people. No words here offer to take it all the same.
enum CertificateFault: Hashable {
    /// It, or one that it rests on, begins at a later moment than the device's clock says.
    case early(begins: Timestamp)
    /// It, or one that it rests on, ended before the moment that the device's clock says.
    case over(ended: Timestamp)
    case otherName
    /// What it rests on is nothing that this device trusts.
    case unknownIssuer

    /// - Parameters:
    ///   - error: of a handshake.
    ///   - periods: from when to when each certificate holds that was shown; none where they could not be looked at.
    /// - Returns: `nil` for an error that is not about the certificate.
    init?(_ error: any Error, periods: [Period], now: Timestamp) {
        guard Self.isOfCertificate(error) else { return nil }
        if let late = periods.first(where: { now < $0.begins }) {
            self = .early(begins: late.begins)
        } else if let over = periods.first(where: { $0.ends < now }) {
            self = .over(ended: over.ends)
        } else {
            self = Self.isOfName(error) ? .otherName : .unknownIssuer
        }
    }

    /// When a certificate holds.
    struct Period: Hashable, Sendable {
        let begins: Timestamp
        let ends: Timestamp
    }

    /// Whether an error says that a certificate was not taken. BoringSSL does not say why, and NIO hands its stack of errors on as text alone.
    static func isOfCertificate(_ error: any Error) -> Bool {
        if isOfName(error) { return true }
        guard let error = error as? NIOSSLError else { return false }
        return error == .unableToValidateCertificate || "\(error)".contains("CERTIFICATE_VERIFY_FAILED")
    }

    private static func isOfName(_ error: any Error) -> Bool {
        (error as? NIOSSLExtraError) == .failedToValidateHostname
    }

    /// What is wrong, to follow the server's name.
    ///
    /// - Parameter now: by the device's clock.
    func words(host: String, now: Timestamp) -> String {
        let clock =
            "this device's clock says \(Self.text(now)). If the clock is wrong, set this device's date and time, then try again"
        return switch self {
        case .early(let begins):
            "shows a certificate that holds from \(Self.text(begins)) only, and \(clock). If it is right, tell whoever runs the "
                + "server; nothing was sent"
        case .over(let ended):
            "shows a certificate that ended at \(Self.text(ended)), and \(clock). If it is right, whoever runs the server has to "
                + "renew the certificate; nothing was sent"
        case .otherName:
            "shows a certificate for another name than \(host). Check the address, or try another network: somebody on the way may "
                + "be answering in its place. Nothing was sent"
        case .unknownIssuer:
            "shows a certificate from an issuer that this device does not know. Try another network: somebody on the way may be "
                + "answering in its place, as networks with a sign-in page do. If it stays so, ask whoever runs the server which "
                + "issuer this device has to know. Nothing was sent"
        }
    }

    private static func text(_ moment: Timestamp) -> String {
        moment.description.prefix(16).replacing("T", with: " ") + " UTC"
    }
}
