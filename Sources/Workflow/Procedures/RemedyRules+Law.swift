/// Where the law of one remedy says what its rules do, with the provenance of each.
struct RemedyLaw {
    let application: LegalSource
    let ownMotion: LegalSource
    let examination: LegalSource
    let standing: LegalSource
    /// The exporting government is told before initiation, or invited to consult.
    let government: LegalSource
    let notice: LegalSource
    /// The application goes to known exporters and their government.
    let copies: LegalSource
    let questionnaire: LegalSource
    let factsAvailable: LegalSource
    let hearing: LegalSource
    let summary: LegalSource
    let disregard: LegalSource
    let preliminary: LegalSource
    /// Conditions of a provisional measure, the sixty days among them.
    let provisional: LegalSource
    let provisionalLength: LegalSource
    let undertaking: LegalSource
    let acceptance: LegalSource
    let verification: LegalSource
    let disclosure: LegalSource
    /// Twelve months, never more than eighteen.
    let duration: LegalSource
    let duty: LegalSource
    /// What was taken above the final duty is given back.
    let excess: LegalSource
    let retroactivity: LegalSource
    let refund: LegalSource
    let newShipper: LegalSource
    let review: LegalSource
    let sunset: LegalSource
    let judicial: LegalSource
    let notification: LegalSource
    let termination: LegalSource
}
