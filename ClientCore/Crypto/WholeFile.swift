internal import CaseCrypto
internal import CaseProtocol

/// A file of the person's: it stands under its name whole and durable, or not at all, whatever ends the program.
public enum WholeFile {
    /// Makes one that its owner alone may read; nothing is written over.
    ///
    /// - Throws: a ``Problem`` that says why it cannot be written.
    public static func create(_ path: String, _ bytes: [UInt8]) throws {
        do {
            let file = try DraftFile(path)
            try file.write(bytes)
            try file.finish()
        } catch let fault as FileFault {
            throw Problem(.invalidField, "Could not write \(fault).", path: "file")
        }
    }
}
