/// How much of what a store holds, for `/metrics`: totals of the whole server, for whoever runs it and for nobody else.
public struct StoreFigures: Hashable, Sendable {
    /// Running time limits, and those of them whose last day is over.
    public var deadlines: Int
    public var deadlinesLate: Int
    /// Of evidence that is whole.
    public var files: Int
    public var fileBytes: Int
    /// Devices that are signed in.
    public var sessions: Int
    public var accounts: Int

    public init(
        deadlines: Int, deadlinesLate: Int, files: Int, fileBytes: Int, sessions: Int, accounts: Int
    ) {
        self.deadlines = deadlines
        self.deadlinesLate = deadlinesLate
        self.files = files
        self.fileBytes = fileBytes
        self.sessions = sessions
        self.accounts = accounts
    }
}
