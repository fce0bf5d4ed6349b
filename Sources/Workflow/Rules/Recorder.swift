import CaseProtocol

/// Gives ids to what one command makes, in order, and writes what each compartment is told of a deed.
struct Recorder {
    let caseID: CaseID
    let party: Party
    let role: RoleID
    /// Whose business information and identity the case holds, by the id that they have on this case alone.
    let filer: UserID?
    /// The desk for which the author acts.
    let desk: String?
    /// The holder of the compartments of the author's seat on the case.
    var seat: String?
    /// The name under which the author sits on the case.
    private var seatName: String?
    /// For whom the author acts who is away; `nil` in a role of their own.
    private var acting: Acting?
    /// How the author acts for the organisation that filed; `nil` for anybody else.
    var affiliation: Affiliation?
    /// Whether the filer reported without a name.
    var isAnonymous = false
    /// The country whose office keeps the case: what is meant for those on it is that office's until others are; `nil` on a
    /// complaint.
    var office: String?
    /// Whether what is recorded now may reach the imposing side: from the deed on that transmits the case.
    let isOpenToImposingSide: Bool
    let context: DecisionContext
    private var ordinal = 0

    init(
        caseID: CaseID, party: Party, role: RoleID, filer: UserID?, desk: String?, isOpenToImposingSide: Bool,
        context: DecisionContext
    ) {
        self.caseID = caseID
        self.party = party
        self.role = role
        self.filer = filer
        self.desk = desk
        self.isOpenToImposingSide = isOpenToImposingSide
        self.context = context
    }

    /// Says for whom the author acts, where a case is opened.
    mutating func acts(for acting: Acting?) { self.acting = acting }

    /// On a case that exists.
    ///
    /// - Parameters:
    ///   - place: the seat for which the author acts; `nil` for the first one that they have in this role.
    ///   - transmits: whether the deed itself transmits the case.
    init(
        _ standing: Standing, role: RoleID, desk: String?, seat place: Seat? = nil, transmits: Bool = false,
        context: DecisionContext
    ) {
        self.init(
            caseID: standing.state.caseID, party: standing.party, role: role, filer: standing.header.filer, desk: desk,
            isOpenToImposingSide: transmits || standing.header.isOpenToImposingSide, context: context)
        if standing.capacities.first(where: { $0.role == role })?.seat != nil {
            let own = place ?? standing.ownSeats.first { $0.role == role }
            seat = own?.holder
            seatName = own?.name
        }
        acting = standing.acting(in: role)
        affiliation =
            RoleWords.filers.contains(role) && seat == nil
            ? standing.party.affiliation(to: standing.state.filerOrganisation) : nil
        office = standing.header.isOfficesOwn ? standing.header.fileCountry : nil
        isAnonymous = standing.header.isAnonymous
    }

    /// The id under which a case knows whoever files it: derived from the opening command, so that client and server agree,
    /// and far from the rows that the command makes.
    static func filer(openingBy mid: CommandID) -> UserID { mid.derived(4095) }

    /// Who did it, as rows say it: an officer's account, and of a filer or a party no more than who it is on this case.
    var author: UserID {
        if let seat, let own = UserID(seat) { return own }
        return RoleWords.filers.contains(role) ? filer ?? party.id : party.id
    }

    mutating func newRow() -> RowID {
        ordinal += 1
        return context.mid.derived(ordinal)
    }

    /// The author's name as those may read it who see rows of this class: a trader's own only where it is sealed, and that
    /// under which a party is on the case, whoever writes for it.
    func authorName(in confidentiality: ConfidentialityClass) -> String {
        if let seatName { return seatName }
        return RoleWords.filers.contains(role) && (confidentiality != .sealed || isAnonymous || party.isNameless)
            ? RoleWords.word(role) : party.name
    }

    /// The class in which something meant for `confidentiality` is kept now. Transmission opens `parties` backwards, so
    /// until then what is meant for those on the case is the filer's and the own focal point's: the imposing side gets
    /// what was transmitted, not how it came about (`roles.md` 3.12).
    private func kept(_ confidentiality: ConfidentialityClass) -> ConfidentialityClass {
        guard confidentiality == .parties, !isOpenToImposingSide else { return confidentiality }
        return filer != nil ? .confidential : office != nil ? .internal : .parties
    }

    /// The compartment of a class on this case, as the case stands. History without a filer has nobody to share business
    /// with: what would be the filer's stays at the author's desk.
    func compartment(_ confidentiality: ConfidentialityClass) -> Compartment {
        switch kept(confidentiality) {
        case .public: return Compartment(caseID: caseID, .public)
        case .parties: return Compartment(caseID: caseID, .parties)
        case .internal:
            if let seat { return Compartment(caseID: caseID, .confidential, holder: seat) }
            return (desk ?? office).map { Compartment(caseID: caseID, .internal, holder: $0) } ?? compartment(.parties)
        case .confidential, .sealed:
            // A seat's business information is its own, not the filer's.
            if let seat { return Compartment(caseID: caseID, kept(confidentiality), holder: seat) }
            return filer.map { Compartment(caseID: caseID, kept(confidentiality), holder: $0.description) }
                ?? compartment(.internal)
        }
    }

    /// What each compartment is told: the deed in the class `record`, and every field in its own class or in `record`,
    /// whichever is narrower; and where an organisation filed, by which of its people where that is sealed.
    ///
    /// - Parameter headerRev: the revision of the header that the deed makes: by it a later conflict finds the base.
    mutating func entries(
        of fields: [FieldID: JSONValue], in procedure: Procedure, record: ConfidentialityClass, headerRev: Int,
        deadline: DeadlineKey? = nil
    ) -> [EventEntry] {
        let record = kept(record)
        var byClass: [ConfidentialityClass: [String: JSONValue]] = [record: [:]]
        for (field, value) in fields {
            let own = kept(procedure.field(field)?.confidentiality ?? .parties)
            byClass[own.narrowness < record.narrowness ? record : own, default: [:]][field.rawValue] = value
        }
        byClass[record, default: [:]]["headerRev"] = .int(Int64(headerRev))
        byClass[record, default: [:]]["deadline"] = deadline.map { .string($0.rawValue) }
        if let affiliation {
            // Which of an organisation's people it was, and under what, is told where it is sealed.
            byClass[.sealed, default: [:]]["mandate"] = affiliation.mandate.map { .string($0.reference) }
        }
        for confidentiality in byClass.keys { byClass[confidentiality]?.merge(actedFor) { $1 } }
        return byClass.sorted { $0.key.narrowness < $1.key.narrowness }.map { confidentiality, fields in
            EventEntry(
                id: newRow(), compartment: compartment(confidentiality), byName: authorName(in: confidentiality),
                fields: fields)
        }
    }

    /// The members that every row has which says who wrote it and when.
    func signature(in confidentiality: ConfidentialityClass) -> [String: JSONValue] {
        [
            "by": .string(author.description), "byName": .string(authorName(in: confidentiality)),
            "role": .string(role.rawValue), "recordedAt": .string(context.now.description),
        ].merging(actedFor) { $1 }
    }

    /// The members that say for whom the author acts, where they do.
    private var actedFor: [String: JSONValue] {
        acting.map { ["actingFor": .string($0.user.description), "actingForName": .string($0.name)] } ?? [:]
    }

    /// The members that a conflict row of this class gets when its author settles it.
    ///
    /// - Parameter choice: a ``SettleChoice``, or `edited`, `replaced` (by the author of what was kept) or `done` where
    ///   another command settled it by the way.
    func settlement(in confidentiality: ConfidentialityClass, as choice: String) -> [String: JSONValue] {
        [
            "state": "settled", "choice": .string(choice), "settledBy": .string(author.description),
            "settledByName": .string(authorName(in: confidentiality)), "settledAt": .string(context.now.description),
        ]
    }
}
