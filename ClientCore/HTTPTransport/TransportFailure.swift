import AsyncHTTPClient
import Foundation
import NIOCore
import NIOPosix

/// Why a request failed, in words for people: those of the network library are for its authors.
enum TransportFailure {
    /// What is wrong with the server, to follow its name: `does not answer (connection refused)`.
    static func words(_ error: any Error) -> String {
        switch error {
        case let error as HTTPClientError: words(error)
        case let error as IOError: "does not answer (\(reason(error.errnoCode)))"
        case let error as NIOConnectionError: words(error)
        case is ChannelError: "does not answer (no connection in time)"
        case is NIOTooManyBytesError: "answers with more than can be taken in"
        default: "does not answer (no connection)"
        }
    }

    /// Whether the server was reached and its answer stopped coming, within it or before.
    static func isStall(_ error: any Error) -> Bool {
        guard let error = error as? HTTPClientError else { return false }
        return error == .readTimeout || error == .remoteConnectionClosed
    }

    private static func words(_ error: HTTPClientError) -> String {
        switch error {
        case .connectTimeout: "does not answer (no connection in time)"
        case .readTimeout: "does not answer (its answer stopped coming)"
        case .writeTimeout: "does not answer (it stopped taking in the request)"
        case .remoteConnectionClosed: "closed the connection before its answer was complete"
        default: "does not answer (\(error.shortDescription.lowercased()))"
        }
    }

    /// Of several addresses of one host, the last that was tried says why.
    private static func words(_ error: NIOConnectionError) -> String {
        if let last = error.connectionErrors.last { return words(last.error) }
        return "does not answer (its name is not known)"
    }

    private static func reason(_ code: CInt) -> String { String(cString: strerror(code)).lowercased() }
}
