package import CaseProtocol
internal import Workflow

extension Problem {
    /// One answer for bytes that are not here, that are somebody else's and whose name is none.
    package static let noBlob = Problem(.notFound, "There are no such bytes, or they are not yours to see.")
}

extension CaseSnapshot {
    /// What rows of evidence that this person attached say of the bytes.
    func ownParts(of blob: BlobID, by user: UserID) throws -> [EvidencePart] {
        try references(to: blob).filter { $0.author == user }.flatMap { try parts(of: blob, in: $0.row) }
    }

    /// What a row says of the bytes that `party` may see now and that the row's author has sent; `nil` when there is none.
    ///
    /// That a row names a hash is not enough: whoever knows a hash could name it on a case of their own and be given
    /// what somebody else sent.
    func readablePart(
        of blob: BlobID, for party: Party, in record: BlobRecord
    ) throws -> (part: EvidencePart, compartment: Compartment)? {
        for reference in try references(to: blob) {
            guard let compartment = try row(reference.row)?.compartment, let caseID = compartment.caseID,
                let audiences = try placements(of: caseID)[compartment], !audiences.isDisjoint(with: party.audiences),
                try isSent(blob, by: reference)
            else { continue }
            if let part = try parts(of: blob, in: reference.row).first(where: { record.fits($0) }) {
                return (part, compartment)
            }
        }
        return nil
    }

    /// Whether the author of the row has sent the bytes; of a copy that the rules made, the author of what it is a copy of.
    private func isSent(_ blob: BlobID, by reference: BlobReference) throws -> Bool {
        guard let copy = try row(reference.row), let original = copy["copyOf"]?.string.flatMap({ RowID($0) }) else {
            return try hasSent(blob, by: reference.author)
        }
        guard try row(original)?.caseID == copy.caseID,
            let source = try references(to: blob).first(where: { $0.row == original })
        else { return false }
        return try hasSent(blob, by: source.author)
    }

    private func parts(of blob: BlobID, in id: RowID) throws -> [EvidencePart] {
        try row(id).flatMap { Evidence($0) }?.parts.filter { $0.blob == blob } ?? []
    }
}
