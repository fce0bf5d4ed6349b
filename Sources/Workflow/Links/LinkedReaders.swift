public import CaseProtocol

/// Who reads a case because of a case at the other end of a link: a complaint and the dispute that it went on in, and what an
/// agency is asked for a trade remedy.
///
/// Each case knows its own people alone. So it keeps the other one's readers as a row that the server brings up to date in the
/// transaction that changes them. What they read of a complaint or dispute is what is for everybody on it, and nobody reads
/// the row; those to whom a remedy is given are on its requests themselves, and read it there.
enum LinkedReaders {
    /// The member of the row that names the case whose readers it holds.
    static let of = "readersOf"
    static let readers = "readers"
    /// For which country they are at the other end.
    static let country = "country"

    /// What those at `state` are to read of the cases linked with it, by case: counsel of a dispute the complaint that it
    /// came from, while they sit on it; the reporting country's focal points the dispute that their complaint goes on in; those
    /// to whom a remedy is given what agencies are asked for it.
    static func given(by state: CaseState?) -> [CaseID: Given] {
        guard let state, let header = state.header else { return [:] }
        let given: Given?
        var kind = LinkKind.escalatedTo
        switch header.cast {
        case .dispute:
            let counsel = state.openSeats.filter { $0.role == .counsel }.compactMap {
                $0.user.map { AudienceID.user($0) }
            }
            given = header.fileCountry.map { Given(country: $0, readers: Set(counsel)) }
        case .complaint: given = header.reporting.map { Given(country: $0, readers: [.focalPoint($0)]) }
        case .remedy:
            let handlers = CastAudiences(header: header, state: state).handlers
            given = header.fileCountry.map { Given(country: $0, readers: handlers) }
            kind = .asksDataFor
        case .desk, .request: given = nil
        }
        guard let given, !given.readers.isEmpty else { return [:] }
        let isNoted = header.isOfficesOwn
        let others = state.links.filter { $0.kind == kind && $0.isStanding && $0.isNoted == isNoted }
        return Dictionary(
            others.compactMap { $0.otherCase.map { ($0, given) } }, uniquingKeysWith: { first, _ in first })
    }

    struct Given: Hashable {
        let country: String
        let readers: Set<AudienceID>
    }

    /// Where the row lies, and the other end of a link that nobody may know of: no person reads it.
    static func place(on caseID: CaseID) -> Compartment { Compartment(caseID: caseID, .sealed, holder: "link") }

    /// Of a request it lies with the office that asks: whoever is on it by this row acts on it, on their device too.
    static func place(on header: CaseHeader) -> Compartment {
        guard header.cast == .request, let country = header.fileCountry else { return place(on: header.caseID) }
        return Compartment(caseID: header.caseID, .internal, holder: country)
    }
}

/// What the server notes, as `system`, on the cases linked with one that was changed: whom that one lets read them now, where
/// it is others than before.
///
/// - Parameters:
///   - before: the case as it was; `nil` for one that is new, or of which nothing was noted yet.
///   - after: the case as it is.
public func readerNotes(before: CaseState?, after: CaseState) -> [CaseAct] {
    let (old, new) = (LinkedReaders.given(by: before), LinkedReaders.given(by: after))
    return Set(old.keys).union(new.keys).sorted().filter { old[$0] != new[$0] }
        .map { ReadersNote.act(of: after.caseID, on: $0, giving: new[$0]) }
}

extension CaseState {
    /// Whom linked cases let read this one: of a complaint the counsel of a dispute of a government that is on it, of a
    /// dispute the focal point of the government whose file it is, of a request those to whom the remedy is given. A foreign
    /// one sees no national file (`roles.md` 3.12).
    func linkedReaders(on header: CaseHeader) -> Set<AudienceID> {
        guard header.isFiled || header.filer == nil else { return [] }
        let (countries, word): (Set<String>, String)
        switch header.cast {
        case .complaint:
            countries = Set([header.reporting, header.isOpenToImposingSide ? header.imposing : nil].compactMap(\.self))
            word = "user:"
        case .dispute:
            countries = Set([header.fileCountry].compactMap(\.self))
            word = "fp:"
        case .request:
            countries = Set([header.fileCountry].compactMap(\.self))
            word = "user:"
        case .remedy, .desk: return []
        }
        let notes = rows(.link).filter { row in
            row[LinkedReaders.of] != nil && row.compartment == LinkedReaders.place(on: header)
                && row[LinkedReaders.country]?.string.map(countries.contains) ?? false
        }
        let names = notes.flatMap { $0[LinkedReaders.readers]?.array ?? [] }.compactMap(\.string)
        return Set(names.filter { $0.hasPrefix(word) }.map { AudienceID(rawValue: $0) })
    }
}
