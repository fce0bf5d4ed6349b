import CaseProtocol

extension RoleWords {
    /// Those whose own matter a case is: who filed it, and who is party to it. Everybody else acts and reads for somebody.
    static let ownMatters: Set<RoleID> = Set(filers).union([.interestedParty])
}

extension Party {
    /// Whether they read what others gave in confidence: in an office, for a body, as somebody's counsel or as an expert.
    public var readsForOthers: Bool { appointments.contains { !RoleWords.ownMatters.contains($0.role) } }
}
