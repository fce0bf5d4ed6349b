import CaseProtocol

/// A paper that a complainant gave in confidence, shared with the focal point of the country complained of: a copy in a
/// compartment of its own, so that each is opened and withdrawn by itself. Beside it lies a row of what became of the consent.
enum SharedPaper {
    /// The field by which an act names the paper: its id, or the name of the file.
    static let field: FieldID = "paper"
    /// The member of a copy that names what it is a copy of. Only the rules write it.
    package static let copyOf = "copyOf"

    /// How one paper is shared: the row beside its copy.
    struct Sharing {
        let row: Row
        var original: String? { row["sharedOf"]?.string }
        var country: String? { row["sharedWith"]?.string }
        var stands: Bool { row["state"] == "shared" }
    }
}

extension CaseState {
    /// What was ever shared of the complainant's papers, as far as it is visible here.
    var sharings: [SharedPaper.Sharing] {
        rows(.confidence).filter { $0["sharedOf"] != nil }.map { SharedPaper.Sharing(row: $0) }
    }

    func sharing(of paper: RowID) -> SharedPaper.Sharing? { sharings.first { $0.original == paper.description } }

    /// The complainant's own papers in confidence.
    private var papers: [Row] {
        guard let filer = header?.filer else { return [] }
        let place = Compartment(caseID: caseID, .confidential, holder: filer.description)
        return (rows(.evidence) + rows(.note)).filter { row in
            row.compartment == place && row["by"]?.string == filer.description
        }
    }

    /// Those that are called so.
    func papers(named text: String) -> [Row] {
        let own = papers
        let named = own.filter { $0.id.description == text }
        return named.isEmpty ? own.filter { $0["name"]?.string == text } : named
    }

    /// Whether the case has what an act with this rule is about: nobody is asked which paper to share where there is none,
    /// or which to take back where none was ever shared. What is shared now, whoever shares does not see.
    func hasSubject(of rule: Rule, in procedure: Procedure) -> Bool {
        if rule.effects.contains(.sharePaper) { return !papers.isEmpty }
        guard rule.effects.contains(.unsharePaper), sharings.isEmpty else { return true }
        let sharing = Set(procedure.rules.filter { $0.effects.contains(.sharePaper) }.map(\.action.rawValue))
        return rows(.event).contains { $0["action"]?.string.map(sharing.contains) ?? false }
    }

    /// Who reads the copy of a paper: the focal point of the country that it was shared with, while the consent stands and
    /// the complaint is transmitted to that country.
    func paperReaders(in compartment: Compartment, on header: CaseHeader) -> Set<AudienceID> {
        guard header.isOpenToImposingSide, let imposing = header.imposing,
            sharings.contains(where: { $0.row.compartment == compartment && $0.stands && $0.country == imposing })
        else { return [] }
        return [.focalPoint(imposing)]
    }
}

/// Checks the paper that an act shares or takes back.
struct PaperCheck {
    let rule: Rule
    let role: RoleID
    let fields: [FieldID: JSONValue]
    let standing: Standing
    let context: DecisionContext

    private static let whose =
        "must be the id, or the file's name, of a paper that the complainant gave in confidence here"

    /// - Returns: what a client cannot check: how a paper is shared lies where the other country reads it.
    /// - Throws: ``Refusal/invalidValue(_:reason:)``.
    func unknowns() throws(Refusal) -> [String] {
        let (shares, withdraws) = (rule.effects.contains(.sharePaper), rule.effects.contains(.unsharePaper))
        guard shares || withdraws else { return [] }
        let papers = standing.state.papers(named: fields[SharedPaper.field]?.string ?? "")
        guard let paper = papers.first else { throw refusal(Self.whose) }
        guard papers.count == 1 else { throw refusal("is the name of \(papers.count) papers: give the id") }
        if shares, standing.header.isAnonymous, !RoleWords.filers.contains(role) {
            throw refusal("may name somebody who complains without a name: they alone share it")
        }
        guard context.isAuthoritative else { return ["how it is shared: the server knows"] }
        let sharing = standing.state.sharing(of: paper.id)
        let isShared = sharing.map { $0.stands && (withdraws || $0.country == standing.header.imposing) } ?? false
        if shares, isShared { throw refusal("is shared already") }
        if withdraws, !isShared { throw refusal("is not shared") }
        return []
    }

    private func refusal(_ reason: String) -> Refusal { .invalidValue(SharedPaper.field, reason: reason) }
}

extension ActFacts {
    private var paper: Row? { state.papers(named: checked.fields[SharedPaper.field]?.string ?? "").first }

    /// On the server alone: whoever shares does not see the copy. Shared again, the same one is opened again.
    mutating func sharePaper() {
        guard context.isAuthoritative, let paper, let imposing = header.imposing else { return }
        let told: [String: JSONValue] = [
            "state": "shared", "sharedWith": .string(imposing), "sharedOn": .string(checked.day.description),
            "withdrawnOn": .null,
        ]
        if let sharing = state.sharing(of: paper.id) {
            tail.append(.confidenceChanged(RowAmendment(id: sharing.row.id, fields: told)))
            return
        }
        let id = recorder.newRow()
        let place = Compartment(caseID: state.caseID, .confidential, holder: id.description)
        var fields = paper.fields
        fields[SharedPaper.copyOf] = .string(paper.id.description)
        let copy = MadeRow(id: id, compartment: place, fields: fields)
        tail.append(paper.kind == .note ? .noteAdded(copy) : .evidenceAdded(copy))
        let sharing = told.merging(["sharedOf": .string(paper.id.description), "copy": .string(id.description)]) { $1 }
        tail.append(
            .confidenceClaimed(
                MadeRow(id: recorder.newRow(), compartment: place, fields: sharing.filter { !$0.value.isNull })))
    }

    mutating func unsharePaper() {
        guard context.isAuthoritative, let paper, let sharing = state.sharing(of: paper.id) else { return }
        let fields: [String: JSONValue] = [
            "state": "withdrawn", "withdrawnOn": .string(checked.day.description),
        ]
        tail.append(.confidenceChanged(RowAmendment(id: sharing.row.id, fields: fields)))
    }
}
