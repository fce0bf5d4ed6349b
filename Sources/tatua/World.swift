import CaseProtocol
import ClientCore
import ClientHTTP
import Foundation
import Glibc

/// What a verb needs from outside: the person at the terminal, the replica, and the way to a server.
struct World: Sendable {
    var terminal: any Terminal
    /// Where the replica lives, as shown to people.
    var home: String
    /// Opens the replica; a second process gets a ``ReplicaFault/inUse(_:)``.
    var openReplica: @Sendable () throws -> Replica
    /// Opens the place of the replica's files.
    var openShelf: @Sendable () throws -> any BlobShelf
    var files: any DeviceFiles = MachineFiles()
    var thumbnailer: any Thumbnailer = PictureThumbnailer()
    /// What this device is called, for its owner's list of devices.
    var deviceName: String?
    /// The way to the server at an address. Only verbs that need the server ask for it.
    var connect: @Sendable (_ server: String) throws -> Link

    /// Where the replica is on a disk and can be sealed; `nil` for one that is not.
    var place: ReplicaPlace?

    /// Lets time pass between two syncs.
    var sleeper: any Sleeper = SystemSleeper()

    /// A conversation, and how to end it.
    struct Link: Sendable {
        var transport: any Transport
        /// The way of files; `nil` where there is none.
        var blobs: (any BlobTransport)?
        var close: @Sendable () async throws -> Void
    }

    /// The replica of the person who is signed in.
    ///
    /// - Parameter isToSync: it is opened to speak with the server, which is open to it when its lease is over as well.
    /// - Throws: a ``Problem`` with ``ProblemCode/notSignedIn`` when nobody is; ``ReplicaFault/locked(_:)``.
    func replica(isToSync: Bool = false) throws -> Replica {
        let replica = try openReplica()
        if !isToSync { try replica.checkLease() }
        _ = try replica.session
        return replica
    }

    /// Runs `body` with the way to `server` open, and closes it whatever happens.
    func withServer<Value>(_ server: String, _ body: (any Transport) async throws -> Value) async throws -> Value {
        try await withLink(server) { try await body($0.transport) }
    }

    /// Runs `body` with the server and the token of whoever is signed in.
    func withSession<Value>(_ body: (any Transport, String) async throws -> Value) async throws -> Value {
        let replica = try replica()
        return try await withServer(try replica.session.server) { transport in
            try await body(transport, try await replica.enrol(over: transport).token)
        }
    }

    /// Runs `body` with the way of files to `server` open; `nil` where there is none.
    func withFiles<Value>(_ server: String, _ body: (any BlobTransport) async throws -> Value) async throws -> Value? {
        try await withLink(server) { link in
            guard let blobs = link.blobs else { return nil }
            return try await body(blobs)
        }
    }

    /// Runs `body` with everything that leads to `server` open, and closes it whatever happens.
    func withLink<Value>(_ server: String, _ body: (Link) async throws -> Value) async throws -> Value {
        let link = try connect(server)
        let value: Value
        do {
            value = try await body(link)
        } catch {
            try await link.close()
            throw error
        }
        try await link.close()
        return value
    }
}

extension Replica {
    /// Of whoever is signed in now: another program may have signed them out since this one began.
    ///
    /// - Throws: a ``Problem`` with ``ProblemCode/notSignedIn`` when nobody is.
    var session: Session {
        get throws {
            guard let session = try signedIn else {
                throw Problem(
                    .notSignedIn, "Nobody is signed in here. Run: tatua login URL --user NAME --password-stdin")
            }
            return session
        }
    }
}

extension World {
    /// What the system calls this machine, without asking a network.
    private static var hostName: String? {
        var name = [CChar](repeating: 0, count: 256)
        guard gethostname(&name, name.count - 1) == 0 else { return nil }
        return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The real one: this process's terminal and environment, the replica's folder, HTTP.
    static func real() -> World {
        let environment = ProcessInfo.processInfo.environment
        let home = Result { try Home(environment).folder }
        let place = home.map { ReplicaPlace(home: $0) }
        var world = World(
            terminal: StandardTerminal(), home: (try? home.get()) ?? "",
            openReplica: { try place.get().openReplica() }, openShelf: { try place.get().openShelf() },
            deviceName: hostName,
            connect: { server in
                let transport = try HTTPTransport(server: server)
                return Link(transport: transport, blobs: transport, close: { try await transport.shutdown() })
            })
        world.place = try? place.get()
        return world
    }
}
