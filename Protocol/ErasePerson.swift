/// Shows what erasing a person takes away and, with the hash of what was shown, does it; the administrator's verb.
public struct ErasePersonRequest: Hashable, Sendable, Codable {
    /// The name to sign in with, or the account's id.
    public var name: String
    /// Why, as the record keeps it.
    public var reason: String
    /// ``PlanReport/hash`` of the plan that was shown: does it.
    public var apply: String?

    public init(name: String, reason: String, apply: String? = nil) {
        self.name = name
        self.reason = reason
        self.apply = apply
    }
}

/// What erasing a person takes away, and which cases stay.
public struct PersonErasurePlan: Hashable, Sendable, Codable {
    public var user: UserID
    public var name: String
    public var reason: String
    /// How many rows of the ledger outside cases lose the name.
    public var rows: Int
    /// How many replicas are ordered to erase themselves.
    public var replicas: Int
    /// The organisations that the person acts for, by name.
    public var organisations: [String]
    /// How many letters of authority go.
    public var letters: Int
    /// What the person filed. It stays: each is erased by itself.
    public var cases: [FiledCase]

    /// A case that stays.
    public struct FiledCase: Hashable, Sendable, Codable {
        public var caseID: CaseID
        /// What people call it.
        public var reference: String
        public var isRunning: Bool

        public init(caseID: CaseID, reference: String, isRunning: Bool) {
            self.caseID = caseID
            self.reference = reference
            self.isRunning = isRunning
        }
    }

    public init(
        user: UserID, name: String, reason: String, rows: Int, replicas: Int, organisations: [String], letters: Int,
        cases: [FiledCase]
    ) {
        self.user = user
        self.name = name
        self.reason = reason
        self.rows = rows
        self.replicas = replicas
        self.organisations = organisations
        self.letters = letters
        self.cases = cases
    }
}

/// That a person was erased. Says nothing of them but the account's id.
public struct ErasedPerson: Hashable, Sendable, Codable {
    public var user: UserID
    public var reason: String
    public var at: Timestamp

    public init(user: UserID, reason: String, at: Timestamp) {
        self.user = user
        self.reason = reason
        self.at = at
    }
}
