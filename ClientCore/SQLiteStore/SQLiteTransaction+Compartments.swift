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
        guard cells.seal == nil else { return try putSealed(held) }
        try run(
            "INSERT OR REPLACE INTO held_compartment (compartment, count, sum, audiences) VALUES (?, ?, ?, ?)",
            [
                held.compartment.description, held.digest.count, Data(held.digest.bytes),
                String(decoding: try CanonicalJSON.encode(held.audiences), as: UTF8.self),
            ])
    }

    func removeHeldCompartment(_ compartment: Compartment) throws {
        let table = cells.seal == nil ? "held_compartment" : "sealed_compartment"
        try run("DELETE FROM \(table) WHERE compartment = ?", [compartment.description])
    }

    private func held(_ clause: String, _ arguments: StatementArguments) throws -> [HeldCompartment] {
        guard cells.seal == nil else { return try sealed(clause, arguments) }
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

    /// Digest and audiences in one cell: an open hash of a text would prove a guess at it.
    private func putSealed(_ held: HeldCompartment) throws {
        // As text: JSON's numbers do not carry 64 bits.
        let sum = Data(held.digest.bytes).base64EncodedString()
        let text = ["\(held.digest.count)", sum] + held.audiences.map(\.rawValue)
        try run(
            "INSERT OR REPLACE INTO sealed_compartment (compartment, cell) VALUES (?, ?)",
            [
                held.compartment.description,
                try cells.written(try CanonicalJSON.encode(text), at: .compartment(held.compartment)),
            ])
    }

    private func sealed(_ clause: String, _ arguments: StatementArguments) throws -> [HeldCompartment] {
        let statement = try database.cachedStatement(sql: "SELECT compartment, cell FROM sealed_compartment \(clause)")
        return try GRDB.Row.fetchAll(statement, arguments: arguments).map { stored in
            let damaged = ReplicaFault.damaged("The replica's database holds a compartment that cannot be read.")
            guard let compartment = Compartment(stored["compartment"]) else { throw damaged }
            let bytes = try cells.read(stored["cell"], at: .compartment(compartment))
            guard let text = try? CanonicalJSON.decode([String].self, from: bytes), text.count >= 2,
                let count = Int(text[0]), let sum = Data(base64Encoded: text[1]),
                let digest = DigestSum(count: count, bytes: sum)
            else { throw damaged }
            return HeldCompartment(compartment, digest: digest, audiences: text.dropFirst(2).map { AudienceID($0) })
        }
    }
}
