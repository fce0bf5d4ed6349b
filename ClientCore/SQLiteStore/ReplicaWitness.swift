package import CaseProtocol
import Foundation

/// Where the id of a replica is noted beside its database.
package protocol ReplicaWitness: Sendable {
    /// `nil` when nothing is noted.
    func read() throws -> ReplicaID?
    func note(_ id: ReplicaID) throws
}

/// A file with the id on its only line.
struct WitnessFile: ReplicaWitness {
    let url: URL

    func read() throws -> ReplicaID? {
        guard FileManager.default.fileExists(atPath: url.path) else { return nil }
        let text = try String(contentsOf: url, encoding: .utf8)
        return ReplicaID(text.trimmingCharacters(in: .whitespacesAndNewlines))
    }

    func note(_ id: ReplicaID) throws { try PrivateFile.replace(url.path, with: Array("\(id)\n".utf8)) }
}
