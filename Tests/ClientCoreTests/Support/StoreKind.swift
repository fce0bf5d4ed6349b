import CaseProtocol
import ClientCore
import ClientCrypto
import ClientSQLite
import Foundation
import Testing

/// Every implementation of the store.
enum StoreKind: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case memory, sqlite, sealed

    var testDescription: String { rawValue }

    /// Calls `body` with a new, empty store.
    func withStore<Value>(_ body: (any ReplicaStore) async throws -> Value) async throws -> Value {
        switch self {
        case .memory: return try await body(InMemoryReplicaStore())
        case .sqlite:
            return try await withTemporaryFolder { try await body(try SQLiteReplicaStore.open(folder: $0)) }
        case .sealed:
            return try await withTemporaryFolder { folder in
                let store = try SQLiteReplicaStore.open(folder: folder)
                try store.seal(with: try ReplicaKey.random().cells(), wrapped: [])
                return try await body(store)
            }
        }
    }
}

/// Calls `body` with an empty folder, which is removed afterwards.
func withTemporaryFolder<Value>(_ body: (String) async throws -> Value) async throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appending(path: "tatua-client-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    do {
        let value = try await body(folder.path)
        try FileManager.default.removeItem(at: folder)
        return value
    } catch {
        try FileManager.default.removeItem(at: folder)
        throw error
    }
}
