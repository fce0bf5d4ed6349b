import CaseProtocol

/// Finds in a text what must not be public: names of those whose identity is sealed, telephone numbers, e-mail addresses,
/// number plates, and whatever was marked as confidential in the source, however it is spelled.
struct PublicTextCheck {
    private let people: [ComplainantProtection]
    private let marked: [FoldedText]

    /// - Parameters:
    ///   - state: whose sealed rows say who is protected; without them nobody is looked for.
    ///   - marked: the spans of the source.
    init(on state: CaseState, marked: [String] = []) {
        // Notices of trade remedies and disputes name firms (ADA 12.2): there only people are protected.
        let namesFirms =
            switch state.header?.cast {
            case .remedy, .dispute: true
            case .complaint, .desk, .request, nil: false
            }
        people = state.rows(.party).filter { $0.compartment.confidentiality == .sealed }
            .map { ComplainantProtection($0, namesFirms: namesFirms) }
        self.marked = Set(marked).sorted().map(FoldedText.init).filter { !$0.letters.isEmpty }
    }

    /// In order of the text, each place once for each kind.
    func findings(in text: String) -> [PublicTextFinding] {
        let folded = FoldedText(text)
        var found = people.flatMap { $0.findings(in: folded) }
        found += PhoneNumbers(folded).ranges.map { PublicTextFinding(.phone, $0) }
        found += EmailAddresses(folded).ranges.map { PublicTextFinding(.email, $0) }
        found += VehiclePlates(folded).ranges.map { PublicTextFinding(.plate, $0) }
        found += marked.flatMap { folded.ranges(of: $0) }.map { PublicTextFinding(.marked, $0) }
        // A party's number that is written as no telephone number is: somebody who knows it finds it.
        if found.isEmpty, !people.allSatisfy({ $0.isKept(by: text) }) {
            found.append(PublicTextFinding(.phone, 0..<text.unicodeScalars.count))
        }
        return Set(found).sorted {
            ($0.range.lowerBound, $0.kind.rawValue, $0.range.upperBound)
                < ($1.range.lowerBound, $1.kind.rawValue, $1.range.upperBound)
        }
    }

    /// - Parameter seesIdentity: whether the person may know who complained; nobody else is told what was found.
    /// - Throws: ``Refusal/confidentialRemains(_:_:)``.
    func check(_ text: String, as field: FieldID, seesIdentity: Bool) throws(Refusal) {
        let found = findings(in: text)
        guard !found.isEmpty else { return }
        throw .confidentialRemains(
            field,
            seesIdentity
                ? found.sentence(in: text)
                : "The text cannot be public as it stands. Whoever may know the complainant can say why.")
    }
}
