import CaseProtocol

/// Where on a case a link is told of, and how much of the other case.
///
/// Compartments of one desk or one filer each, never what everybody on the case sees: others join a case later.
struct LinkPlaces {
    /// What a row says of the other case.
    enum Telling {
        /// Its id and what it is called.
        case named
        /// What it is called, to whoever has to know where the matter goes on.
        case reference
        /// That there is one.
        case nothing
    }

    let state: CaseState
    let header: CaseHeader
    let other: OtherCase
    let kind: LinkKind
    /// The desk of whoever made the link; `nil` on the other end.
    let desk: String?
    let isNoted: Bool

    /// In order of compartment; on the other end none where nobody may know, but for a dispute's own use.
    var all: [(compartment: Compartment, telling: Telling)] {
        var places: [Compartment: Telling] = [:]
        for compartment in header.deskHolders.map(internalOf) where mayKnow(compartment) {
            places[compartment] = .named
        }
        if let filer = header.filer {
            let own = Compartment(caseID: state.caseID, .confidential, holder: filer.description)
            if mayKnow(own) {
                places[own] = .named
            } else if !isNoted, kind.sendsFilerOn, !other.header.isSecret {
                places[own] = .reference
            }
        }
        // The office knows what it did, and of an ordinary case which one it is.
        if let keeper = (desk ?? header.keeper).map(internalOf), places[keeper] == nil,
            !audiences(of: keeper, in: state).isEmpty
        {
            if !other.header.isSecret { places[keeper] = .named } else if !isNoted { places[keeper] = .nothing }
        }
        // The dispute that a complaint goes on in lets its counsel read the complaint.
        if !isNoted || kind == .escalatedTo, !places.values.contains(.named) { places[unread] = .named }
        return places.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// What no person reads: by it the server knows whom to tell when the link is undone.
    private var unread: Compartment { LinkedReaders.place(on: state.caseID) }

    private func internalOf(_ desk: String) -> Compartment {
        Compartment(caseID: state.caseID, .internal, holder: desk)
    }

    private func mayKnow(_ compartment: Compartment) -> Bool {
        let readers = audiences(of: compartment, in: state)
        return !readers.isEmpty && readers.isSubset(of: other.knownTo)
    }
}

extension LinkKind {
    /// Whether the matter goes on in the other case, so that whoever brought it is told where.
    fileprivate var sendsFilerOn: Bool { self == .duplicateOf || self == .transferredTo }
}

extension CaseHeader {
    /// The countries and bodies that may keep a desk on the case.
    fileprivate var deskHolders: [String] {
        switch cast {
        case .complaint: [reporting, imposing].compactMap(\.self) + communities.map(\.id)
        case .dispute(let registry): [fileCountry, registry].compactMap(\.self)
        // What the agency is told of a request lies where it reads, and never which case the request is for.
        case .remedy, .request: [fileCountry].compactMap(\.self)
        case .desk: [fileCountry, text("agency")].compactMap(\.self)
        }
    }

    /// The desk that has the case in hand.
    fileprivate var keeper: String? { deskHolders.first }
}
