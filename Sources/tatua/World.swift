import CaseProtocol
import ClientCore
import ClientCrypto
import ClientHTTP
import ClientSQLite
import Foundation

/// What a verb needs from outside: the person at the terminal, the replica, and the way to a server.
struct World: Sendable {
    var terminal: any Terminal
    /// Where the replica lives, as shown to people.
    var home: String
    /// Opens the replica; a second process gets a ``ReplicaFault/inUse(_:)``.
    var openReplica: @Sendable () throws -> Replica
    /// The way to the server at an address. Only `login`, `logout` and `sync` ask for it.
    var connect: @Sendable (_ server: String) throws -> Link

    /// Lets time pass between two syncs.
    var sleeper: any Sleeper = SystemSleeper()

    /// A conversation, and how to end it.
    struct Link: Sendable {
        var transport: any Transport
        var close: @Sendable () async throws -> Void
    }

    /// The replica of the person who is signed in.
    ///
    /// - Throws: a ``Problem`` with ``ProblemCode/notSignedIn`` when nobody is.
    func replica() throws -> Replica {
        let replica = try openReplica()
        guard try replica.signedIn != nil else {
            throw Problem(
                .notSignedIn, "Nobody is signed in here. Run: tatua login URL --user NAME --password-stdin")
        }
        return replica
    }

    /// Runs `body` with the way to `server` open, and closes it whatever happens.
    func withServer<Value>(_ server: String, _ body: (any Transport) async throws -> Value) async throws -> Value {
        let link = try connect(server)
        let value: Value
        do {
            value = try await body(link.transport)
        } catch {
            try await link.close()
            throw error
        }
        try await link.close()
        return value
    }
}

extension World {
    /// The real one: this process's terminal and environment, the replica's folder, HTTP.
    static func real() -> World {
        let environment = ProcessInfo.processInfo.environment
        let home = Result { try Home(environment).folder }
        return World(
            terminal: StandardTerminal(), home: (try? home.get()) ?? "",
            openReplica: {
                try Replica(store: SQLiteReplicaStore.open(folder: try home.get()), crypto: SystemReplicaCrypto())
            },
            connect: { server in
                let transport = try HTTPTransport(server: server)
                return Link(transport: transport, close: { try await transport.shutdown() })
            })
    }
}
