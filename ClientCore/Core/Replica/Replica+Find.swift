public import CaseProtocol
import Workflow

extension ProblemCode {
    /// Several cases are called this. `allowed`: what tells them apart. Of clients only; never sent.
    public static let ambiguous: Self = "ambiguous"
}

extension Replica {
    /// How short an ending of a case id may be.
    public static let endingLengthMin = 4

    /// The case that people call `reference`: a final number, a provisional label, an alias, a case id, or an ending of
    /// one that no other case here has (four characters or more). Letter case and look-alikes do not matter. A final
    /// number wins: labels and aliases are anybody's words, and must not make a case unreachable by its number. A merged case
    /// gives way to the one in which it goes on; it is found by the ending of its id.
    ///
    /// - Throws: a ``Problem``: ``ProblemCode/notFound``, or ``ProblemCode/ambiguous`` naming the candidates.
    public func find(_ reference: String) throws -> CaseID {
        try store.read { snapshot in
            let found = try snapshot.cases(meantBy: reference)
            guard let first = found.first else {
                throw Problem(.notFound, "No case here is called “\(reference)”.", path: "reference")
            }
            guard found.count > 1 else { return first }
            let names = try found.map { caseID in
                let name = try snapshot.effectiveHeader(of: caseID).displayReference(of: caseID)
                return "\(name) (…\(caseID.description.suffix(8)))"
            }
            throw Problem(
                .ambiguous, "“\(reference)” could be any of \(found.count) cases: \(names.joined(separator: ", ")).",
                path: "reference", allowed: found.map { String($0.description.suffix(12)) })
        }
    }

    /// Cases in whose texts every one of `words` occurs, whole or as a beginning, or that are called this. Letter case
    /// and accents do not matter.
    ///
    /// - Returns: by ascending id; nothing for a text without letters and digits.
    public func search(_ words: String) throws -> [CaseID] {
        let tokens = Set(SearchText.tokens(of: words)).sorted()
        guard !tokens.isEmpty else { return [] }
        return try store.read { snapshot in
            var found: Set<CaseID>?
            for token in tokens {
                let cases = Set(try snapshot.cases(withWordPrefix: token))
                found = found?.intersection(cases) ?? cases
            }
            let called = try snapshot.cases(withReference: ReferenceText.folded(words))
            return (found ?? []).union(called).sorted()
        }
    }
}

extension ReplicaSnapshot {
    /// The cases that people may mean by a reference; see ``Replica/find(_:)``.
    func cases(meantBy reference: String) throws -> [CaseID] {
        let called = try cases(withReference: ReferenceText.folded(reference))
        let found = called.isEmpty ? try cases(withEnding: reference) : called
        guard found.count > 1 else { return found }
        let headers = try found.map { try effectiveHeader(of: $0) }
        // A case whose header is not visible here is called nothing, and cannot be told from the others.
        guard !headers.contains(nil) else { return found }
        return headers.compactMap(\.self).meant(by: reference).map(\.caseID)
    }

    /// The cases that the act's field for another case may mean, as far as they are here.
    func otherCases(in command: CaseCommand, _ catalogue: Catalogue) throws -> [OtherCase] {
        guard case .act(let act) = command, let reference = act.fields[OtherCase.field.rawValue]?.string else {
            return []
        }
        return try cases(meantBy: reference).compactMap { try effectiveState(of: $0) }
            .compactMap { OtherCase($0, in: catalogue) }
    }

    /// Cases whose id ends like this; ascending.
    fileprivate func cases(withEnding ending: String) throws -> [CaseID] {
        let wanted = Self.hexadecimal(ending)
        guard let wanted, wanted.count >= Replica.endingLengthMin else { return [] }
        var found: Set<CaseID> = []
        for layer in RowLayer.allCases {
            for row in try rows(ofKind: .caseHeader, in: layer) {
                guard let id = Self.hexadecimal(row.id.description), id.hasSuffix(wanted) else { continue }
                found.insert(CaseID(row.id))
            }
        }
        return found.sorted()
    }

    /// Hexadecimal digits in lower case, without hyphens; `nil` when there is anything else.
    private static func hexadecimal(_ text: String) -> String? {
        let digits = text.lowercased().filter { $0 != "-" }
        return digits.allSatisfy(\.isHexDigit) ? digits : nil
    }
}
