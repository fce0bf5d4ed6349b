/// A decoder of ours, handed any bytes.
///
/// Beside what the fuzzer sees by itself (a trap, memory out of bounds, a hang), an entry throws a ``FuzzFinding`` where
/// what was taken is not what it should be.
public struct FuzzEntry: Sendable {
    /// Names the entry, its corpus and its dictionary.
    public let name: String
    /// Feeds it one input.
    public let run: @Sendable ([UInt8]) async throws -> Void

    /// Every entry there is.
    public static let all: [FuzzEntry] = pure + server + device

    private static let pure: [FuzzEntry] = [
        FuzzEntry("json", FuzzJSON.run), FuzzEntry("message", FuzzMessages.run), FuzzEntry("page", FuzzPages.run),
        FuzzEntry("text", FuzzText.run), FuzzEntry("gzip", FuzzGzip.run), FuzzEntry("media", FuzzMedia.run),
        FuzzEntry("csv", FuzzCSV.run), FuzzEntry("procedure", FuzzProcedure.run),
        FuzzEntry("catalogue", FuzzCatalogue.run), FuzzEntry("secrets", FuzzSecrets.run),
        FuzzEntry("transfer", FuzzTransfer.run),
    ]

    private static let server: [FuzzEntry] = [
        FuzzEntry("command", FuzzCommands.run), FuzzEntry("request", FuzzRequests.run),
        FuzzEntry("cursor", FuzzCursors.run), FuzzEntry("import", FuzzImports.run),
        FuzzEntry("bundle-in", FuzzServerBundles.run),
    ]

    private static let device: [FuzzEntry] = [
        FuzzEntry("pull", FuzzPulls.run), FuzzEntry("reply", FuzzReplies.run),
        FuzzEntry("bundle-out", FuzzDeviceBundles.run),
    ]

    init(_ name: String, _ run: @escaping @Sendable ([UInt8]) async throws -> Void) {
        self.name = name
        self.run = run
    }
}

/// What was taken is not what it should be.
public struct FuzzFinding: Error, CustomStringConvertible {
    public let description: String

    init(_ description: String) { self.description = description }
}

/// Throws a finding unless `holds`.
func expect(_ holds: Bool, _ sentence: @autoclosure () -> String) throws {
    guard holds else { throw FuzzFinding(sentence()) }
}
