import CaseProtocol
import ClientCore
import Foundation
import GRDB

/// What a sealed replica keeps of its sealing, in the clear.
struct Sealing {
    /// The wrapped keys, as ClientCrypto reads them.
    var header: [UInt8]
    /// Counts the transactions that changed words.
    var wordChange: Int
    /// Whether plain cells are still to be wiped from free pages and the log.
    var isScrubDue: Bool
}

extension SQLiteTransaction {
    /// `nil` in a plain replica.
    func sealing() throws -> Sealing? {
        try GRDB.Row.fetchOne(database, sql: "SELECT header, word_change, is_scrub_due FROM sealing").map { stored in
            Sealing(
                header: Array(stored["header"] as Data), wordChange: stored["word_change"],
                isScrubDue: stored["is_scrub_due"])
        }
    }

    func setSealing(_ sealing: Sealing?) throws {
        try run("DELETE FROM sealing", [])
        guard let sealing else { return }
        try run(
            "INSERT INTO sealing (key, header, word_change, is_scrub_due) VALUES (1, ?, ?, ?)",
            [Data(sealing.header), sealing.wordChange, sealing.isScrubDue])
    }

    func wordChange() throws -> Int { try Int.fetchOne(database, sql: "SELECT word_change FROM sealing") ?? 0 }

    /// Counts this transaction among those that changed words, and says its number.
    func countWordChange() throws -> Int {
        try run("UPDATE sealing SET word_change = word_change + 1", [])
        return try wordChange()
    }

    /// Writes every cell anew as `other` writes it, which works on the same database.
    func convert(to other: SQLiteTransaction) throws {
        if let meta = try metaBytes() { try other.setMetaBytes(meta) }
        var indexed: Set<RowID> = []
        for layer in RowLayer.allCases {
            for id in try rowIDs(in: layer) {
                guard let row = try row(id, in: layer) else { continue }
                try other.put(row, in: layer)
                indexed.insert(id)
            }
        }
        let held = try heldCompartments()
        for held in held { try removeHeldCompartment(held.compartment) }
        for held in held { try other.put(held) }
        for entry in try entryCells() { try other.put(entry) }
        for index in 0..<(try stagedPageCount()) {
            if let page = try stagedPage(index) { try other.setStagedPage(page, at: index) }
        }
        for table in ["reference", "words", "worded_row"] { try run("DELETE FROM \(table)", []) }
        // The index keeps removed words in its segments until they are merged.
        try run("INSERT INTO words (words) VALUES ('optimize')", [])
        for id in indexed.sorted() { try other.reindex(id) }
    }
}
