/// Asks how many cases there are and how they stand: all of them, for an auditor, on record; what came to an agency, for its
/// own desk; or the cases of one kind that a desk reads, for that desk.
public struct CountsRequest: Hashable, Sendable, Codable {
    /// The agency, by its short name; `nil` for everything.
    public var agency: String?
    /// Why, as the record of the reading keeps it; needed without ``agency`` and ``of``.
    public var reason: String?
    /// What the desk that asks has in hand; not together with ``agency``.
    public var of: CountedCases?
    /// Whether they are to be handed on as a file, which fewer may than may read them; `nil` for no.
    public var export: Bool?

    public init(agency: String? = nil, reason: String? = nil, of: CountedCases? = nil, export: Bool? = nil) {
        self.agency = agency
        self.reason = reason
        self.of = of
        self.export = export
    }
}

/// What desks have counted, each its own.
public enum CountedCases: String, Hashable, Sendable, Codable, CaseIterable {
    /// Of the trade-remedies authority.
    case remedies
    /// Of malpractice, to the triage desk.
    case reports
    /// To the enquiry desk.
    case enquiries
}

/// The counts, as the cases stood when it was answered.
public struct CountsReply: Hashable, Sendable, Codable {
    /// By Nairobi's calendar.
    public var countedOn: CivilDate
    /// The row by which the reading is on record; `nil` for the own counts of an agency or a desk.
    public var reading: RowID?
    /// By procedure, country and country complained of, in this order; empty for an agency.
    public var cases: [CaseCount]
    /// By agency and procedure; empty for a desk.
    public var agencies: [AgencyCount]

    public init(countedOn: CivilDate, reading: RowID?, cases: [CaseCount], agencies: [AgencyCount]) {
        self.countedOn = countedOn
        self.reading = reading
        self.cases = cases
        self.agencies = agencies
    }
}

/// How the filed cases of one procedure and country stand.
public struct CaseCount: Hashable, Sendable, Codable {
    public var procedure: ProcedureID
    /// Whose trader or office it is, as an ISO 3166-1 code; `nil` where the case does not say.
    public var country: String?
    /// Whose measure it is; `nil` where the case does not say, and where there is none.
    public var imposingCountry: String?
    /// All of them, those taken over from registers too.
    public var filed = 0
    public var open = 0
    /// Of the open ones those on which the last day of some step is over.
    public var late = 0
    /// The barrier was removed.
    public var resolved = 0
    /// It was found to be no barrier; the public register calls that resolved too.
    public var notAnNtb = 0
    /// Ended in any other way.
    public var endedOtherwise = 0
    /// Barriers removed, in percent of the complaints but those that were no barrier, rounded down; `nil` for other procedures.
    public var resolvedPercent: Int?

    public init(procedure: ProcedureID, country: String?, imposingCountry: String?) {
        self.procedure = procedure
        self.country = country
        self.imposingCountry = imposingCountry
    }
}

/// What became of what was referred to an agency. A case that comes to it twice counts twice.
public struct AgencyCount: Hashable, Sendable, Codable {
    public var agency: String
    public var procedure: ProcedureID
    public var referred = 0
    public var answered = 0
    public var declined = 0
    /// Taken back, or the case ended first.
    public var withdrawn = 0
    public var open = 0
    /// Of the open ones those on which the last day of a step of the agency is over.
    public var late = 0

    public init(agency: String, procedure: ProcedureID) {
        self.agency = agency
        self.procedure = procedure
    }
}
