import CaseProtocol
import ClientCore
import Foundation
import GRDB

extension SQLiteTransaction {
    func heldCompartment(_ compartment: Compartment) throws -> HeldCompartment? {
        try held("WHERE compartment = ?", [compartment.description]).first
    }

    func heldCompartments() throws -> [HeldCompartment] { try held("ORDER BY compartment", []) }

    func put(_ held: HeldCompartment) throws {
        try run(
            "INSERT OR REPLACE INTO held_compartment (compartment, count, sum, audiences) VALUES (?, ?, ?, ?)",
            [
                held.compartment.description, held.digest.count, Data(held.digest.bytes),
                String(decoding: try CanonicalJSON.encode(held.audiences), as: UTF8.self),
            ])
    }

    func removeHeldCompartment(_ compartment: Compartment) throws {
        try run("DELETE FROM held_compartment WHERE compartment = ?", [compartment.description])
    }

    private func held(_ clause: String, _ arguments: StatementArguments) throws -> [HeldCompartment] {
        let statement = try database.cachedStatement(
            sql: "SELECT compartment, count, sum, audiences FROM held_compartment \(clause)")
        return try GRDB.Row.fetchAll(statement, arguments: arguments).map { stored in
            let audiences = try? CanonicalJSON.decode([AudienceID].self, from: (stored["audiences"] as String).utf8)
            guard let compartment = Compartment(stored["compartment"]), let audiences,
                let digest = DigestSum(count: stored["count"], bytes: stored["sum"] as Data)
            else { throw ReplicaFault.damaged("The replica's database holds a compartment that cannot be read.") }
            return HeldCompartment(compartment, digest: digest, audiences: audiences)
        }
    }
}
