/// Something that is wrong, or looks wrong, in a procedure.
public struct ProcedureFinding: Hashable, Sendable {
    public enum Severity: String, Hashable, Sendable {
        /// The table must not be loaded.
        case error
        /// Somebody should look at it.
        case warning
    }

    public let kind: Kind
    /// The row, counted from 1, as people call it: `rule 14 (requestPanel)`, `deadline reply`; `nil` for the procedure.
    public let row: String?
    /// What is wrong, as a sentence.
    public let sentence: String

    public init(kind: Kind, row: String?, sentence: String) {
        self.kind = kind
        self.row = row
        self.sentence = sentence
    }

    public var severity: Severity { kind.severity }

    /// What can be wrong.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Two rows with one name.
        case duplicate
        case unknownStage, unknownField, unknownDeadline, unknownAction, unknownRole, unknownCalendar, unknownCodeList,
            unknownBody
        /// The letters of its numbers could be mistaken for digits, or are none.
        case badPrefix
        /// Nobody can open a case, or an opening leads to no stage.
        case noOpening
        case unreachable
        /// No end can be reached from there.
        case endless
        /// A stage that has not ended is owed by nobody.
        case ownerless
        /// Whoever owes the next step has no move there.
        case ownerIdle
        /// A rule or edit that is for nobody.
        case noRole
        /// The table of roles gives the role no such thing on such cases.
        case beyondRole
        /// Two rules of one action that nothing tells apart.
        case ambiguous
        /// A stage that has ended is left by a rule that does not name it.
        case finalLeft
        /// A rule of the system that nothing sets off.
        case untriggered
        /// A rule says something of a field that it does not take.
        case fieldNotTaken
        /// A condition reads a field that neither the act gives nor the header holds.
        case unread
        /// An effect works with a field that the rule does not take.
        case effectNeedsField
        /// A word that the field cannot hold.
        case impossibleValue
        /// A date is read from a field that holds none.
        case notADate
        /// A condition asks for a proposal, kept stage or seat that no rule makes.
        case neverMade
        /// What is kept from others would be on a public record.
        case publicSecret
        /// Whatever stands on the header is for all parties.
        case headerNotParties
        /// The name is that of a member that rows have anyway.
        case reservedName
        case neverStarted, neverEnded
        /// The owner of a limit, or whoever is called in when it lapses, has no rule at all.
        case ownerWithoutPart
        /// The system is to act on a lapse, and no rule lets it.
        case lapseWithoutRule
        /// A condition waits for a gate to open, and the limit is none.
        case notAGate
        /// A row without an authority or a title.
        case unsourced
        /// No edit of a field that is not on the header.
        case editOffHeader
        /// No form asks for the field.
        case unusedField
        /// A rule starts a limit that runs to a date, and neither gives the date nor finds it on the header.
        case dateLacking
        /// A limit is paused and never resumed.
        case neverResumed
        /// A limit may be over where the system may not act on it.
        case lapseOutOfPlace
        /// Conditions of openings are not asked: there is no case yet.
        case openingGuard

        var severity: Severity {
            switch self {
            case .unusedField, .dateLacking, .neverResumed, .lapseOutOfPlace, .openingGuard: .warning
            default: .error
            }
        }
    }
}

extension ProcedureFinding: CustomStringConvertible {
    /// A line: `error: rule 14 (requestPanel): no field “texts” is declared.`
    public var description: String { "\(severity.rawValue): \(row.map { "\($0): " } ?? "")\(sentence)" }
}
