/// A procedure, calendar or code list that an administrator loads into a server.
public struct CatalogueItem: Hashable, Sendable, Codable {
    /// `procedure`, `calendar` or `codeList`.
    public var kind: RowKind
    /// The item in its exchange form.
    public var body: JSONValue
    /// Report what would happen, change nothing.
    public var dryRun: Bool

    public init(kind: RowKind, body: JSONValue, dryRun: Bool) {
        self.kind = kind
        self.body = body
        self.dryRun = dryRun
    }
}

/// What became of an item that was loaded.
public struct CatalogueReport: Hashable, Sendable, Codable {
    public enum Result: String, Hashable, Sendable, Codable, CaseIterable {
        case added, alreadyThere
    }
    public var kind: RowKind
    /// What procedures, calendars and lists are called.
    public var id: String
    /// Its version; of a code list its edition.
    public var version: String
    /// SHA-256 of the canonical form, in hexadecimal: what the version stands for from now on.
    public var hash: String
    public var result: Result
    public var dryRun: Bool
    /// What an administrator should know, as sentences: warnings of the check, dates that a new calendar would count otherwise.
    public var remarks: [String]

    public init(
        kind: RowKind, id: String, version: String, hash: String, result: Result, dryRun: Bool, remarks: [String]
    ) {
        self.kind = kind
        self.id = id
        self.version = version
        self.hash = hash
        self.result = result
        self.dryRun = dryRun
        self.remarks = remarks
    }
}
