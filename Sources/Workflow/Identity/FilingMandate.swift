import CaseProtocol

/// What allows an association to file for a member: a paper, with its days.
enum FilingMandate {
    /// Whether it files for itself or for a member.
    static let purpose: FieldID = "filesFor"
    static let itself = "itself"
    static let member = "member"
    static let reference: FieldID = "mandatePaper"
    static let from: FieldID = "mandateFrom"
    static let until: FieldID = "mandateUntil"
    static let fields: [FieldID] = [AssistedTrader.name, reference, from, until]
}

extension GuardCheck {
    /// Whether an association files for itself, for an organisation here for which it acts, or for a member whose mandate is on
    /// file and in force today.
    func answerMandate() -> Answer {
        guard context.isAuthoritative || state.sealedParty != nil else {
            return .unknown("whether the mandate of the member is on file")
        }
        // Whoever acts for it has a letter of authority in force, or is one of its own people: else they were no filer.
        if state.filerOrganisation != nil || filed(FilingMandate.purpose) == FilingMandate.itself { return .yes }
        guard filed(AssistedTrader.name) != nil, filed(FilingMandate.reference) != nil else { return .no }
        guard let from = filed(FilingMandate.from).flatMap({ CivilDate($0) }),
            let until = filed(FilingMandate.until).flatMap({ CivilDate($0) })
        else { return .no }
        return yesNo(from <= context.today && context.today <= until)
    }

    /// A value of the act, or else of the sealed row.
    private func filed(_ field: FieldID) -> String? {
        let value = fields[field] ?? state.sealedParty?[field.rawValue]
        return value.flatMap { $0.isBlank ? nil : $0.string }
    }

    /// What was asked and what is allowed; where days are given that they are not today's.
    var mandateRefusal: Refusal {
        var fault = "is a member without a mandate on file that is in force today"
        if let from = filed(FilingMandate.from), let until = filed(FilingMandate.until),
            context.today.description < from || until < context.today.description
        {
            fault = "is a member whose mandate on file is for \(from) through \(until), and today is \(context.today)"
        }
        return .invalidValue(
            FilingMandate.purpose,
            reason: fault
                + ": give “onBehalfOf”, “mandatePaper”, “mandateFrom” and “mandateUntil”, or file for the member's "
                + "organisation here, whose letter of authority names you; a complaint of the association's own has `itself`"
        )
    }
}
