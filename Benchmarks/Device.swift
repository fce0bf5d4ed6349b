import CaseProtocol
import ClientCore
import ClientCrypto
import ClientHTTP
import ClientSQLite

/// The client library as `tatua` puts it together: a replica on disk, and HTTP.
struct Device: Sendable {
    let replica: Replica
    let transport: HTTPTransport

    /// A new replica in `folder`, signed in at `port`.
    ///
    /// - Parameter seal: what to seal it with before anything comes; `nil` leaves it plain.
    /// - Parameter certificate: what to trust; `nil` where TLS is not spoken.
    init(
        folder: String, port: Int, user: String, seal: (any ReplicaSeal)? = nil, certificate: String? = nil
    ) async throws {
        let address = "\(certificate == nil ? "http" : "https")://127.0.0.1:\(port)"
        let store = try SQLiteReplicaStore.open(folder: folder)
        replica = try Replica(store: store, crypto: SystemReplicaCrypto())
        if let seal { try store.seal(with: seal, wrapped: []) }
        transport = try HTTPTransport(server: address, trustRootsFile: certificate)
        let request = try replica.loginRequest(user: user, password: BenchClient.password, code: nil)
        try replica.signIn(try await transport.login(request), server: address)
    }

    static func replica(in folder: String) throws -> Replica {
        try Replica(store: SQLiteReplicaStore.open(folder: folder), crypto: SystemReplicaCrypto())
    }

    /// Syncs to the end.
    @discardableResult
    func sync(over other: (any Transport)? = nil) async throws -> SyncReport {
        let report = try await SyncEngine(replica: replica, transport: other ?? transport).sync()
        guard report.complete else { throw BenchmarkError("a sync did not complete") }
        return report
    }

    func close() async throws { try await transport.shutdown() }
}
