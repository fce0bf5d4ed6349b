/// Lines of a file to import, handed to a running server.
public struct ImportRequest: Hashable, Sendable, Codable {
    /// The lines, without newlines.
    public var lines: [String]
    /// The number of the first line in its file, from 1.
    public var firstLine: Int
    /// Report what would happen, change nothing.
    public var dryRun: Bool

    public init(lines: [String], firstLine: Int, dryRun: Bool) {
        self.lines = lines
        self.firstLine = firstLine
        self.dryRun = dryRun
    }
}

/// What became of a line.
public struct ImportLineReport: Hashable, Sendable, Codable {
    public enum Result: String, Hashable, Sendable, Codable, CaseIterable {
        case added, alreadyThere, refused
    }
    public var line: Int
    public var number: String?
    public var result: Result
    /// What is odd about the source's facts, as codes.
    public var flags: [String]
    public var problem: Problem?

    public init(line: Int, number: String?, result: Result, flags: [String], problem: Problem?) {
        self.line = line
        self.number = number
        self.result = result
        self.flags = flags
        self.problem = problem
    }
}

/// What became of an import.
public struct ImportReport: Hashable, Sendable, Codable {
    public var dryRun: Bool
    public var lines: [ImportLineReport]

    public init(dryRun: Bool, lines: [ImportLineReport]) {
        self.dryRun = dryRun
        self.lines = lines
    }
}
