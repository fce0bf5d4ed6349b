public import CaseProtocol

extension Refusal {
    /// As sent, with the article on which it rests where the procedure names one.
    public func problem(of command: CaseCommand, on state: CaseState?, in catalogue: Catalogue) -> Problem {
        var problem = problem
        if let source = source(of: command, on: state, in: catalogue) {
            problem.message += " Authority: \(source.authority)."
        }
        return problem
    }

    /// The law behind a refusal about time, stage or a condition; our own standards are not law and are not cited.
    private func source(of command: CaseCommand, on state: CaseState?, in catalogue: Catalogue) -> LegalSource? {
        guard case .act(let act) = command, let header = state?.header, isAboutLaw,
            let procedure = catalogue.procedure(of: header)
        else { return nil }
        let rules = procedure.rules(for: act.action)
        let limits = rules.flatMap(\.guards).compactMap { condition -> DeadlineSpec? in
            switch (self, condition) {
            case (.tooEarly, .gate(let key)), (.tooLate, .within(let key)), (.tooLate, .before(let key)):
                procedure.deadline(key)
            default: nil
            }
        }
        let source = limits.first?.source ?? rules.first?.source
        return source?.provenance == .design ? nil : source
    }

    private var isAboutLaw: Bool {
        switch self {
        case .wrongStage, .recused, .dateInFuture, .beforeFiling, .beforeStage, .tooEarly, .tooLate,
            .secondPersonNeeded, .guardFailed:
            true
        case .notFound, .idUnavailable, .unknownProcedure, .unknownAction, .notPermitted, .otherSector, .notAdopted,
            .suspended,
            .missingFields, .unknownField, .invalidValue, .unknownCode, .tooLong, .datedByReceipt, .confidentialRemains:
            false
        }
    }
}
