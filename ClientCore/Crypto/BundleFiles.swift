internal import CaseCrypto
public import CaseProtocol

/// Bundles as files. Each call throws a ``Problem`` that says what stands in the way.
public enum BundleFiles {
    /// A file to read a bundle from.
    public static func read<Value>(_ path: String, _ body: (BundleInput) throws -> Value) throws -> Value {
        try saying {
            let file = try SourceFile(path)
            return try body(BundleInput(byteCount: file.byteCount, read: file.read))
        }
    }

    /// Writes a file that its owner alone may read; it stands there whole or not at all, and nothing is written over.
    public static func write<Value>(
        _ path: String, _ body: (@escaping BundleOutput) throws -> Value
    ) throws -> (value: Value, byteCount: Int) {
        try saying {
            let file = try DraftFile(path)
            let value = try body(file.write)
            try file.finish()
            return (value, file.byteCount)
        }
    }

    private static func saying<Value>(_ body: () throws -> Value) throws -> Value {
        do { return try body() } catch let fault as FileFault {
            throw Problem(.invalidField, "The bundle \(fault).", path: "file")
        }
    }
}
