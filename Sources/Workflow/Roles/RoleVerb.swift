/// What a role may do with something, by the letters of the matrix (`roles.md` 2).
public enum RoleVerb: String, Hashable, Sendable, CaseIterable {
    case create = "C"
    case read = "R"
    /// Own drafts and sections: fields, remarks, files.
    case update = "U"
    /// The moves that procedures give to the role.
    case transition = "T"
    /// Names who has a case in hand.
    case assign = "A"
    case export = "X"
    /// Asks to be told who complained, for some days, with a reason.
    case ask = "Q"
    /// Agrees that somebody else is told.
    case agree = "G"

    /// In words, after “may”.
    public var word: String {
        switch self {
        case .create: "open"
        case .read: "read"
        case .update: "change"
        case .transition: "act"
        case .assign: "assign"
        case .export: "export"
        case .ask: "ask to be told for some days"
        case .agree: "agree that another is told"
        }
    }
}

/// Which of the things a role may do something with.
public enum RoleScope: String, Hashable, Sendable, CaseIterable {
    /// What they brought or gave themself.
    case own
    /// Cases on which they are named: counsel, facilitators, parties, those to whom a case is assigned or referred.
    case listed
    /// Cases linked with one on which they are named: nobody is named on such a case itself.
    case linked
    /// Cases that touch the country of their office.
    case country
    /// Cases of their regional community.
    case community
    case all
    /// What is published, like everybody.
    case published

    public var word: String {
        switch self {
        case .own: "own"
        case .listed: "where they are named"
        case .linked: "linked with where they are named"
        case .country: "of their country"
        case .community: "of their community"
        case .all: "all"
        case .published: "what is published"
        }
    }
}
