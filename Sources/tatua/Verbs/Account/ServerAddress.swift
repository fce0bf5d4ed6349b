import ArgumentParser
import CaseProtocol
import ClientCore
import Foundation

/// The address of a server, as people type it.
enum ServerAddress {
    /// - Throws: a `ValidationError` for what is none, or would carry a password across a network in the clear.
    static func check(_ server: String) throws {
        guard let address = URLComponents(string: server), let host = address.host, !host.isEmpty,
            let scheme = address.scheme?.lowercased(), ["http", "https"].contains(scheme), address.user == nil,
            address.query == nil, address.fragment == nil
        else { throw ValidationError("“\(server)” is not a server's address, such as https://ntb.example.org.") }
        guard scheme == "https" || isLoopback(host) else {
            throw ValidationError(
                "“\(server)” would carry your password across a network in the clear; use https, or http on this machine only."
            )
        }
    }

    /// Without a slash at its end.
    static func trimmed(_ server: String) -> String { server.hasSuffix("/") ? String(server.dropLast()) : server }

    private static func isLoopback(_ host: String) -> Bool {
        ["localhost", "::1", "[::1]"].contains(host.lowercased())
            || (host.hasPrefix("127.") && host.split(separator: ".").count == 4)
    }
}

extension World {
    /// The server that was named, or else the one that this device is signed in to.
    ///
    /// - Throws: a ``Problem`` with ``ProblemCode/notSignedIn`` when neither is there.
    func server(_ named: String?) throws -> String {
        if let named { return ServerAddress.trimmed(named) }
        guard let session = try openReplica().signedIn else {
            throw Problem(.notSignedIn, "Nobody is signed in here: give the server's address.")
        }
        return session.server
    }
}
