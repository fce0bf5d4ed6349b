internal import CaseProtocol
internal import Workflow

/// The case that a command is about, as far as its sender may know of it.
struct CaseFile {
    /// The rows of the case that rules ask for; `nil` for one that is being opened.
    let state: CaseState?
    private let placements: [Compartment: Set<AudienceID>]

    /// Looks the case up. One that does not exist and one that the party may not see are told apart nowhere: not in the
    /// answer, and not by the work done for it.
    ///
    /// - Throws: ``Refusal/notFound``; ``Problem/idUnavailable`` for opening what exists.
    init(_ command: CaseCommand, for party: Party, in snapshot: any CaseSnapshot) throws {
        let placements = try snapshot.placements(of: command.caseID)
        switch command {
        case .open, .recordHistory:
            guard placements.isEmpty, try snapshot.row(RowID(command.caseID)) == nil else {
                throw Problem.idUnavailable
            }
            self.placements = [:]
            state = nil
        case .act, .edit, .assign, .addNote, .addEvidence, .settle, .draftText, .releaseText, .withdrawText,
            .setConfidence, .requestIdentity, .answerIdentity:
            guard placements.areOpen(to: party) else { throw Refusal.notFound }
            let header = try snapshot.row(RowID(command.caseID)).flatMap { CaseHeader($0) }
            let rows = try snapshot.rows(of: command.caseID, except: Self.unasked(by: command, on: header))
            guard !rows.isEmpty else { throw Refusal.notFound }
            self.placements = placements
            state = CaseState(caseID: command.caseID, rows: rows)
        }
    }

    /// All of a case, for the server itself.
    init(_ caseID: CaseID, in snapshot: any CaseSnapshot) throws {
        placements = try snapshot.placements(of: caseID)
        let rows = try snapshot.rows(of: caseID, except: [])
        state = rows.isEmpty ? nil : CaseState(caseID: caseID, rows: rows)
    }

    /// Kinds of rows that grow with a case's age and that no rule looks at: every command would read a life's remarks.
    private static func unasked(by command: CaseCommand, on header: CaseHeader?) -> Set<RowKind> {
        switch command {
        // An edit against an older revision looks for what the field was then, which only events tell.
        case .edit: return [.note, .evidence]
        // What is given in confidence is shared paper by paper.
        case .act(let act) where act.fields["paper"] != nil: return []
        // Whose act came too late is told who moved the case.
        case .act(let act) where act.from != nil && act.from != header?.stage: return [.note, .evidence]
        // How much is there already, and whether the original of a public copy is.
        case .addEvidence(let evidence): return evidence.confidence?.twin == nil ? [.note, .event] : [.event]
        // The two versions of something, or the text of which a public one is made.
        case .addNote(let note) where note.confidence?.twin != nil: return [.event]
        case .setConfidence: return []
        case .draftText, .releaseText: return [.evidence]
        case .requestIdentity, .answerIdentity, .withdrawText: return [.note, .event, .evidence]
        case .act, .open, .assign, .addNote, .recordHistory, .settle: return [.note, .event, .evidence]
        }
    }

    /// The compartments of the case that open to others than before, once it is in `next`.
    func changedPlacements(in next: CaseState) -> [Compartment: Set<AudienceID>] {
        var changed: [Compartment: Set<AudienceID>] = [:]
        for compartment in Set(next.rows.values.map(\.compartment)).union(placements.keys) {
            let wanted = audiences(of: compartment, in: next)
            if wanted != placements[compartment] ?? [] { changed[compartment] = wanted }
        }
        return changed
    }
}
