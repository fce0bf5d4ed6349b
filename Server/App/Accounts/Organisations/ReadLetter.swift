public import CaseProtocol
internal import Workflow

/// A letter of authority, for somebody who may read it.
public struct ReadableLetter: Sendable {
    /// A media type, such as `application/pdf`.
    public let type: String
    public let bytes: [UInt8]
}

extension ServerCore {
    /// The letter under which somebody acts on a case, for whoever sees there who complains: by the very compartment in which
    /// that lies.
    ///
    /// - Throws: ``ProblemCode/notFound``, in the same words for a case and for a letter that is not there or not theirs.
    public func letter(_ request: LetterRequest, for person: SignedIn) async throws -> ReadableLetter {
        let found = try await store.read { snapshot -> LetterRecord? in
            let party = try snapshot.present(person).party.on(Self.day(at: self.clock.now()))
            let open = try snapshot.placements(of: request.caseID).filter {
                !$0.value.isDisjoint(with: party.audiences)
            }
            let state = CaseState(
                caseID: request.caseID, rows: try snapshot.rows(of: request.caseID, except: [.event, .note, .evidence]))
            guard let filer = state.filerRow, open[filer.compartment] != nil,
                let organisation = state.filerOrganisation,
                state.filerMandates.contains(where: { $0.mandate.letter == request.letter })
            else { return nil }
            return try snapshot.letter(request.letter, of: organisation)
        }
        guard let found else { throw Problem(.notFound, "There is no such letter here, or it is not yours to see.") }
        return ReadableLetter(type: found.type, bytes: found.bytes)
    }
}
