/// What a store holds at one moment, in figures by which a copy can be held against it.
public struct StoreFacts: Hashable, Sendable, Codable {
    /// The name of the history, 16 hexadecimal digits.
    public var epoch: String
    /// The number of the last commit; 0 where there is none.
    public var head: Int
    /// The hash of that commit; 64 zeros where there is none.
    public var headHash: String
    public var commits: Int
    public var rows: Int
    public var cases: Int
    /// Published cards.
    public var publicCases: Int
    public var accounts: Int
    public var commands: Int

    public init(
        epoch: String, head: Int, headHash: String, commits: Int, rows: Int, cases: Int, publicCases: Int,
        accounts: Int, commands: Int
    ) {
        self.epoch = epoch
        self.head = head
        self.headHash = headHash
        self.commits = commits
        self.rows = rows
        self.cases = cases
        self.publicCases = publicCases
        self.accounts = accounts
        self.commands = commands
    }

    /// The same with another name of the history.
    public func called(_ epoch: String) -> StoreFacts {
        var facts = self
        facts.epoch = epoch
        return facts
    }
}
