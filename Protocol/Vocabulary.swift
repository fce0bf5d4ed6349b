/// Names a procedure, such as `ntb.tripartite`.
public struct ProcedureID: StringBacked {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// Names where a case stands in its procedure.
public struct StageID: StringBacked {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// Names a move that a procedure permits.
public struct ActionID: StringBacked {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// Names a field of a form or of a case.
public struct FieldID: StringBacked {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// Names a time limit of a procedure.
public struct DeadlineKey: StringBacked {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// Names a calendar of working days.
public struct CalendarID: StringBacked {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Monday to Friday, no holidays: the default until an authority's calendar is loaded.
    public static let weekdays: Self = "weekdays"
}

/// Names a capacity in which a person acts, in an account or in one case.
///
/// An account holds `focalPoint` for a country; in one case that becomes `nfpReporting` or `nfpImposing`.
public struct RoleID: StringBacked {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    public static let complainant: Self = "complainant"
    public static let strTrader: Self = "strTrader"
    public static let association: Self = "association"
    public static let publicOfficial: Self = "publicOfficial"
    public static let focalPoint: Self = "focalPoint"
    public static let nfpReporting: Self = "nfpReporting"
    public static let nfpImposing: Self = "nfpImposing"
    public static let nmcMember: Self = "nmcMember"
    public static let nmcChair: Self = "nmcChair"
    public static let recOfficer: Self = "recOfficer"
    public static let ministryLegal: Self = "ministryLegal"
    /// The NTB unit and dispute registry of the AfCFTA secretariat.
    public static let secretariatAfcfta: Self = "secretariatAfcfta"
    public static let facilitator: Self = "facilitator"
    public static let counsel: Self = "counsel"
    public static let missionOfficer: Self = "missionOfficer"
    public static let minister: Self = "minister"
    public static let investigator: Self = "investigator"
    public static let authorityHead: Self = "authorityHead"
    public static let industryApplicant: Self = "industryApplicant"
    public static let interestedParty: Self = "interestedParty"
    public static let triageOfficer: Self = "triageOfficer"
    public static let agencyLiaison: Self = "agencyLiaison"
    public static let enquiryOfficer: Self = "enquiryOfficer"
    /// Internal audit, an ombudsman, a data-protection officer: reads everything, each read on record, and changes nothing.
    public static let auditor: Self = "auditor"
    public static let sysAdmin: Self = "sysAdmin"
    /// Whoever reads without an account. Nobody holds it, and nobody acts in it.
    public static let anyone: Self = "public"
    /// The scheduler, routing, numbering and import: time and the machine as a party.
    public static let system: Self = "system"
}

/// Names what a row holds.
public struct RowKind: StringBacked {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The header of a case; its id has the bits of the case's.
    public static let caseHeader: Self = "case"
    public static let event: Self = "event"
    public static let party: Self = "party"
    public static let note: Self = "note"
    /// A file: what it is, and by what name its bytes are asked for.
    public static let evidence: Self = "evidence"
    public static let deadline: Self = "deadline"
    public static let proposal: Self = "proposal"
    public static let publicCard: Self = "publicCard"
    public static let assignment: Self = "assignment"
    /// Proof of a filing, signed by the server: a ``FilingReceipt`` as `text`, its `signature`, and the `key` that made it.
    public static let receipt: Self = "receipt"
    /// Something that was not applied and waits for a person: two edits of one field, or a move from a stale stage.
    public static let conflict: Self = "conflict"
    /// An officer as colleagues may know them: name and roles.
    public static let person: Self = "person"
    /// That somebody acts for an organisation, for whoever acts for it: which one, who, how and until when.
    public static let affiliation: Self = "affiliation"
    /// That an auditor read a case: who, which one, why and when.
    public static let reading: Self = "reading"
    /// That an officer gave out a code for another password: who, for whom, when and until when; never the code.
    public static let codeGiven: Self = "codeGiven"
    /// That a case is kept from being erased: why, since when, and when that ended.
    public static let hold: Self = "hold"
    /// That a case was erased: why, when, and how much of it.
    public static let erasure: Self = "erasure"
    /// How long cases are kept, by procedure and outcome: `rules`, each a ``RetentionRule``.
    public static let retention: Self = "retention"
    /// A text that was prepared for the public and waits for a second person.
    public static let textDraft: Self = "textDraft"
    /// A text that is public, or was.
    public static let publicText: Self = "publicText"
    /// Why something is kept in confidence, and until when.
    public static let confidence: Self = "confidence"
    /// That somebody asked to be told who complained, and what became of it.
    public static let unsealing: Self = "unsealing"
    /// How the case stands to another.
    public static let link: Self = "link"
    /// A procedure, calendar or code list that the server holds, in the shared compartment.
    public static let procedure: Self = "procedure"
    public static let calendar: Self = "calendar"
    public static let codeList: Self = "codeList"
}

/// Names a set of people that a compartment can be open to: `user:<id>`, `org:<id>`, `fp:KE`, `nmc:KE`, `legal:KE`, `rec:EAC`,
/// `recs`, `all`.
public struct AudienceID: StringBacked {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Everybody with an account.
    public static let all: Self = "all"
    /// Every officer of a regional secretariat.
    public static let recs: Self = "recs"
    /// Every auditor.
    public static let auditors: Self = "auditors"
    public static func user(_ id: UserID) -> Self { Self("user:\(id)") }
    /// Everybody who acts for an organisation.
    public static func organisation(_ id: OrganisationID) -> Self { Self("org:\(id)") }
    public static func focalPoint(_ country: String) -> Self { Self("fp:\(country)") }
    public static func committee(_ country: String) -> Self { Self("nmc:\(country)") }
    public static func legal(_ country: String) -> Self { Self("legal:\(country)") }
    public static func rec(_ id: String) -> Self { Self("rec:\(id)") }
    /// The holders of an office for a country or agency, such as `investigator:KE`.
    public static func office(_ role: RoleID, _ scope: String) -> Self { Self("\(role):\(scope)") }
}
