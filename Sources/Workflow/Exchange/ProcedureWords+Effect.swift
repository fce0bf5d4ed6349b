import CaseProtocol

extension Effect {
    /// What it does, in a few words.
    var phrase: String {
        switch self {
        case .start(let key): "starts \(key)"
        case .meet(let key): "meets \(key)"
        case .pause(let key): "pauses \(key)"
        case .resume(let key): "resumes \(key)"
        case .cancel(let key): "cancels \(key)"
        case .lapse(let key): "lapses \(key)"
        case .lapseNamed: "lapses the named limit"
        case .suspend: "suspends the case"
        case .resumeSuspended: "ends the suspension"
        case .issueNumber: "issues the number"
        case .markSubmitted: "marks the day of filing"
        case .markTransmitted: "marks the day of transmission"
        case .propose(let kind): "proposes (\(kind.rawValue))"
        case .settle(let kind): "settles the proposal (\(kind.rawValue))"
        case .rejectProposal(let kind): "declines the proposal (\(kind.rawValue))"
        case .publishCard: "publishes the card"
        case .withdrawCard: "takes the card back"
        case .adopt: "adopts the history, starts the stage's clocks"
        case .flag(let field): "sets “\(field)”"
        case .clear(let field): "clears “\(field)”"
        case .shareIdentity: "tells who complains, if agreed"
        case .followUp(let action): "then the system takes “\(action)”"
        case .set(let field, let word): "sets “\(field)” to \(word)"
        case .markInitiated: "marks the day of initiation"
        case .sign(let field): "puts the actor into “\(field)”"
        case .keepStage: "remembers the stage"
        case .seat(let role): "seats \(RoleWords.word(role))"
        case .unseat: "ends the party's seat"
        case .markParty(let field, let word): "sets “\(field)” of the party to \(word)"
        case .startForParties(let key, let role): "starts \(key) for each \(RoleWords.bare(role))"
        case .meetForParty(let key): "meets the party's \(key)"
        case .extendNamed: "extends the named limit"
        case .explainNamed: "explains the overrun"
        case .recuse: "the actor steps back"
        case .external: "dates of an outside body, to be confirmed"
        case .confirmDates: "confirms the dates"
        case .link(let kind): "links the case (\(kind.rawValue))"
        case .unlink(let kind): "takes the link back (\(kind.rawValue))"
        case .mergeInto: "goes on in the other case"
        case .unmerge: "takes the merger back"
        }
    }
}
