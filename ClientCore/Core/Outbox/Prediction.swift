public import CaseProtocol

/// What a command is expected to do; provisional until the server has decided.
public struct Prediction: Hashable, Sendable {
    /// The command's id, under which the outbox keeps it.
    public let mid: CommandID
    /// The case it concerns.
    public let caseID: CaseID
    /// What to call the case.
    public let reference: String
    /// Where the case will stand; `nil` when its header is not visible here.
    public let stage: StageID?
    /// `applied`, `merged` or `conflict`.
    public let outcome: Outcome
    /// What could not be checked here: the server will decide.
    public let unknowns: [String]

    /// Notes what is expected.
    public init(
        mid: CommandID, caseID: CaseID, reference: String, stage: StageID?, outcome: Outcome, unknowns: [String]
    ) {
        self.mid = mid
        self.caseID = caseID
        self.reference = reference
        self.stage = stage
        self.outcome = outcome
        self.unknowns = unknowns
    }
}
