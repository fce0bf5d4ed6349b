import ArgumentParser
import CaseProtocol
import Foundation

/// Hands a file with a procedure, calendar or code list to the store, or to the server that runs on it.
enum LoadItem {
    static let bytesMax = 8_000_000

    /// - Throws: a ``Problem`` that names the row and field at fault; nothing is loaded then.
    static func run(_ kind: RowKind, body: JSONValue, into data: DataOptions, dryRun: Bool) async throws {
        let item = CatalogueItem(kind: kind, body: body, dryRun: dryRun)
        let report = try await DataFolder(data.folder).withAdmin { try await $0.load(item) }
        for remark in report.remarks { Output.say(remark) }
        let what = "\(report.id), version \(report.version), \(report.hash.prefix(16))…"
        switch (report.result, report.dryRun) {
        case (.alreadyThere, _): Output.say("\(what): there already.")
        case (.added, true): Output.say("\(what): nothing was changed; it can be loaded.")
        case (.added, false): Output.say("\(what): loaded. Clients get it with their next sync.")
        }
    }

    /// Reads a file of JSON.
    ///
    /// - Throws: ``ValidationError`` when it cannot be read or is no JSON.
    static func json(_ path: String) throws -> JSONValue {
        guard let bytes = FileManager.default.contents(atPath: path), bytes.count <= bytesMax else {
            throw ValidationError("The file \(path) cannot be read, or is larger than \(bytesMax) bytes.")
        }
        do {
            return try JSONValue(parsing: bytes)
        } catch {
            throw ValidationError("The file \(path) is not JSON: \(error)")
        }
    }
}
