import ArgumentParser
import CaseProtocol
import Foundation
import Workflow

/// Where a procedure comes from: this build, or a file.
enum ProcedureSource {
    /// The procedure that `name` means: `ID` or `ID@VERSION` of one that ships, or else a file.
    static func find(_ name: String, in catalogue: Catalogue = .standard) throws -> Procedure {
        let parts = name.split(separator: "@", omittingEmptySubsequences: false).map(String.init)
        if parts.count == 1, let procedure = catalogue.current(ProcedureID(name)) { return procedure }
        if parts.count == 2, let version = Int(parts[1]),
            let procedure = catalogue.procedure(ProcedureID(parts[0]), version: version)
        {
            return procedure
        }
        guard FileManager.default.fileExists(atPath: name) else {
            let known = catalogue.procedures.map(\.id.rawValue).joined(separator: ", ")
            throw ValidationError("There is no procedure and no file “\(name)”. Procedures here: \(known).")
        }
        return try read(file: name)
    }

    /// Reads a file; all of it or nothing.
    ///
    /// - Throws: a ``Problem`` that names the file, and the row and field at fault.
    static func read(file path: String) throws -> Procedure {
        guard let file = FileHandle(forReadingAtPath: path),
            let data = try? file.read(upToCount: ProcedureLimits.fileBytesMax + 1)
        else { throw ValidationError("The file \(path) cannot be read.") }
        guard data.count <= ProcedureLimits.fileBytesMax else {
            throw malformed(path, "it has more than \(ProcedureLimits.fileBytesMax) bytes")
        }
        do {
            return try Procedure(json: try JSONValue(parsing: data))
        } catch let fault as ProcedureFault {
            throw malformed(path, fault.description)
        } catch let problem as JSONProblem {
            throw malformed(path, "this is no JSON as Tatua reads it: \(problem.reason), at byte \(problem.offset)")
        }
    }

    private static func malformed(_ path: String, _ reason: String) -> Problem {
        Problem(.malformedCommand, "\(path): \(reason). Nothing of it was taken.")
    }
}
