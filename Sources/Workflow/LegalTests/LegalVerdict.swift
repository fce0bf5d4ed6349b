/// What a legal test answers. Closed: whoever reads a record can switch over it. The law decides by exact values.
public enum LegalVerdict: String, CaseIterable, Hashable, Sendable {
    // Standing.
    case standingMet, standingNotMet
    // Margins.
    case dumpingFound, deMinimis, noDumping
    // Which sales count for the normal value.
    case sufficient, insufficient, mayDisregard, mayNotDisregard
    // The level of the duty.
    case lesserDuty, fullMargin
    // Volumes and subsidies, of one country.
    case negligible, notNegligible, terminate, goOn
    // Volumes and subsidies, of all countries tested.
    case terminateAll, terminateSome, goOnAll
    // Safeguards.
    case excluded, notExcluded, someExcluded, noneExcluded, liberalise, noScheduleNeeded, withinCap, overCap
    // Gates, caps and windows.
    case lawful, tooEarly, tooLong, tooLate, datesOnly, inForce, staysDuringReview, lapsed
    // Simplified trade regime: hints.
    case eligible, aboveThreshold, cannotTell

    /// The verdict in a few words.
    public var words: String {
        switch self {
        case .standingMet: "standing is met"
        case .standingNotMet: "standing is not met: do not initiate"
        case .dumpingFound: "dumping above de minimis"
        case .deMinimis: "de minimis: terminate at once"
        case .noDumping: "no dumping: terminate at once"
        case .sufficient: "home sales are normally sufficient"
        case .insufficient: "home sales are normally not sufficient"
        case .mayDisregard: "sales below cost may be ignored, on further conditions"
        case .mayNotDisregard: "sales below cost are not substantial by volume"
        case .lesserDuty: "a lesser duty removes the injury"
        case .fullMargin: "no lesser duty is enough"
        case .negligible: "negligible"
        case .notNegligible: "not negligible"
        case .terminate: "terminate"
        case .goOn: "go on"
        case .terminateAll: "terminate for every country"
        case .terminateSome: "terminate for some countries"
        case .goOnAll: "go on for every country"
        case .excluded: "excluded from the measure"
        case .notExcluded: "not excluded"
        case .someExcluded: "some countries are excluded"
        case .noneExcluded: "no country is excluded"
        case .liberalise: "must be liberalised step by step"
        case .noScheduleNeeded: "no liberalisation is called for"
        case .withinCap: "within the longest duration"
        case .overCap: "over the longest duration"
        case .lawful: "lawful on that day"
        case .tooEarly: "too early"
        case .tooLong: "too long"
        case .tooLate: "too late"
        case .datesOnly: "dates computed"
        case .inForce: "in force"
        case .staysDuringReview: "may stay while the review runs"
        case .lapsed: "lapsed"
        case .eligible: "probably eligible (a hint)"
        case .aboveThreshold: "above the threshold: ordinary papers (a hint)"
        case .cannotTell: "cannot tell (a hint)"
        }
    }
}
