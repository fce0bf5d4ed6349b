import CaseProtocol
import ClientCore
import Foundation

extension HTTPTransport {
    /// What an exchange that failed is told as.
    func failure(_ error: any Error) async -> TransportError {
        var words = TransportFailure.words(error)
        if CertificateFault.isOfCertificate(error), let address = URLComponents(string: server), let host = address.host
        {
            let bare = host.trimmingCharacters(in: ["[", "]"])
            let shown = await ShownCertificates(host: bare, port: address.port ?? 443)
                .periods(waitMilliseconds: connectMilliseconds)
            let now = SystemReplicaClock().now()
            words = CertificateFault(error, periods: shown, now: now)?.words(host: bare, now: now) ?? words
        }
        let sentence = "The server at \(server) \(words)."
        return TransportFailure.isStall(error) ? .stalled(sentence) : .unreachable(sentence)
    }
}
