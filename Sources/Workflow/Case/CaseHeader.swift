public import CaseProtocol

/// The header row of a case, read by name. Lies in the case's `parties` compartment.
public struct CaseHeader: Hashable, Sendable {
    public let row: Row

    /// Takes a header row; `nil` for a row of another kind or without procedure and stage.
    public init?(_ row: Row) {
        guard row.kind == .caseHeader, row["procedure"]?.string != nil, row["stage"]?.string != nil else { return nil }
        self.row = row
    }

    /// Whether it was filed without a name: nobody can be told who complains, and questions reach them on the case.
    public var isAnonymous: Bool { row["anonymous"]?.bool ?? false }
    public var caseID: CaseID { CaseID(row.id) }
    public var procedure: ProcedureID { ProcedureID(text("procedure") ?? "") }
    public var version: Int { row["version"]?.int ?? 0 }
    public var stage: StageID { StageID(text("stage") ?? "") }
    /// The final number, issued by the server.
    public var number: String? { text("number") }
    /// The provisional label, given by the client that opened the case.
    public var label: String? { text("label") }
    /// Numbers of other registers.
    public var aliases: [String] { row["aliases"]?.array?.compactMap(\.string) ?? [] }
    /// Everything by which people may call this case, best first.
    public var references: [String] { [number, label].compactMap(\.self) + aliases }
    /// The id by which whoever filed it is known on this case and on no other; `nil` for recorded history. It is no
    /// account's: that stands in the sealed `party` row, as `user`, and two cases of one trader have nothing in common.
    public var filer: UserID? { text("filer").flatMap { UserID($0) } }
    /// The capacity in which it was filed: a filer's role.
    public var filerRole: RoleID? { text("filerRole").map { RoleID($0) } }
    public var reportingCountry: String? { text("reportingCountry") }
    public var imposingCountry: String? { text("imposingCountry") }
    /// Who gets onto the case; one of the joint mechanism where the header does not say.
    public var cast: Cast {
        if let text = text("cast") { return Cast(text) ?? .complaint() }
        // Recorded before its procedure existed here.
        return procedure == "ntb.afcfta" ? .complaint(bodies: [RegionalCommunity.afcfta.id]) : .complaint()
    }
    /// Where a case stands that was recorded before its procedure existed here, in the words of that procedure; `nil` where
    /// they are the same.
    var heldStage: StageID? {
        guard version == 0, procedure == "ntb.afcfta" else { return nil }
        switch stage {
        case "registered": return "submitted"
        case "consultation": return "requestSent"
        default: return nil
        }
    }
    /// Whether one country's office keeps the case.
    var isOfficesOwn: Bool { if case .complaint = cast { false } else { true } }
    /// Whose office keeps the case, where one country's does.
    public var fileCountry: String? { text("country") }
    /// Whether a trade-remedy case was initiated; until then its existence is a secret (ADA 5.5).
    public var isInitiated: Bool { text("initiatedOn") != nil }
    public var ntbCategory: String? { text("ntbCategory") }
    public var place: String? { text("place") }
    public var product: String? { text("product") }
    public var description: String? { text("description") }
    /// Whether it came from another register.
    public var isImported: Bool { row["imported"]?.bool ?? false }
    /// Whether its clocks may run: always, but for imported history that no officer has adopted.
    public var isAdopted: Bool { !isImported || row["adopted"]?.bool ?? false }
    public var isSuspended: Bool { row["suspended"]?.bool ?? false }
    /// Whether it stands at a final stage, as those know whose access ends with it.
    public var isEnded: Bool { text("endedOn") != nil }
    /// Whether it was formally transmitted to the imposing country, whose people see it from then on.
    public var isTransmitted: Bool { row["transmittedOn"]?.string != nil }
    /// The agency to which the imposing country's focal point referred a complaint, while it may reply: not once the case has
    /// ended, nor where another country has come in that one's place.
    var referredTo: String? {
        guard let referrer, referrer == imposing, isFiled, isOpenToImposingSide, !isEnded else { return nil }
        return text("referredTo")
    }
    /// The country whose focal point referred it to an agency, last or now.
    var referrer: String? { text("referredBy").flatMap { CodeList.countries.contains($0) ? $0 : nil } }
    /// Whether it was filed; a draft is its author's alone.
    public var isFiled: Bool { row["submittedOn"]?.string != nil || isImported }
    /// The day on which it counts as filed; `nil` for a draft, and where history does not say.
    public var submittedOn: CivilDate? { text("submittedOn").flatMap { CivilDate($0) } }
    /// One country on both sides: somebody else than a focal point confirms.
    public var isNationalMatter: Bool { reportingCountry != nil && reportingCountry == imposingCountry }
    /// What is odd about an imported case's facts, as codes.
    public var sourceFlags: [String] { row["sourceFlags"]?.array?.compactMap(\.string) ?? [] }

    public func text(_ field: FieldID) -> String? { row[field.rawValue]?.string }
}
