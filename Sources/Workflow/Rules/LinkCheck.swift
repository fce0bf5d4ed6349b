import CaseProtocol

/// Checks the case that an act names beside its own. What the actor may not see and what does not exist are refused alike.
struct LinkCheck {
    let rule: Rule
    let fields: [FieldID: JSONValue]
    let standing: Standing
    let context: DecisionContext

    /// - Returns: what a client cannot check.
    /// - Throws: ``Refusal/invalidValue(_:reason:)``.
    func unknowns() throws(Refusal) -> [String] {
        guard rule.namesOtherCase, fields[OtherCase.field] != nil else { return [] }
        guard let other = context.otherCases.first else {
            guard context.isAuthoritative else { return ["the other case: the server looks it up"] }
            throw refusal("names no case that you may see")
        }
        guard context.otherCases.count == 1 else {
            throw refusal("could be any of \(context.otherCases.count) cases: give its number, or its whole id")
        }
        guard other.caseID != standing.state.caseID else { throw refusal("must be another case than this one") }
        var unknowns: [String] = []
        for effect in rule.effects {
            switch effect {
            case .link(let kind): unknowns += try checkLink(kind, to: other)
            case .mergeInto: try checkMerge(into: other)
            default: break
            }
        }
        return unknowns
    }

    private func checkLink(_ kind: LinkKind, to other: OtherCase) throws(Refusal) -> [String] {
        guard !standing.state.ownLinks(kind).contains(where: { $0.otherCase == other.caseID }) else {
            throw refusal("is linked so already")
        }
        switch kind {
        case .joint:
            if other.isFollower { throw refusal("follows another case itself: name the one that leads") }
            if other.isEnded == true { throw refusal("has ended") }
        case .recurrenceOf:
            guard let isEnded = other.isEnded else { return ["whether the other case has ended"] }
            if !isEnded { throw refusal("has not ended: only what came to an end comes back") }
        case .asksDataFor: try checkRemedy(other)
        case .duplicateOf, .transferredTo, .escalatedTo, .convertedTo: break
        }
        return []
    }

    private func checkMerge(into other: OtherCase) throws(Refusal) {
        guard other.header.procedure == standing.header.procedure else {
            throw refusal("must be a case of the same procedure, “\(standing.header.procedure)”")
        }
        guard !other.header.isMerged else { throw refusal("was merged itself: name the case in which it goes on") }
    }

    func refusal(_ reason: String) -> Refusal { .invalidValue(OtherCase.field, reason: reason) }
}

extension Rule {
    /// Whether ``OtherCase/field`` names a case in it. Which one is told by link rows, to those who may know: not by its event.
    var namesOtherCase: Bool {
        effects.contains { effect in
            switch effect {
            case .link, .unlink: true
            default: false
            }
        }
    }
}
