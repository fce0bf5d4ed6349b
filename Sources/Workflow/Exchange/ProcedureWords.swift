import CaseProtocol

/// Parts of a procedure in a few words, for pages and findings.
extension Procedure {
    /// What a rule starts from.
    func words(_ origin: Origin) -> String {
        switch origin {
        case .nothing: "no case yet"
        case .anyOpen: "any open stage"
        case .any: "any stage"
        case .stages(let stages): stages.map(\.rawValue).joined(separator: ", ")
        }
    }

    func words(_ destination: Destination) -> String {
        switch destination {
        case .stay: "stays"
        case .stage(let stage): stage.rawValue
        case .byProposal(let field, let stages, let otherwise):
            "by the proposal's “\(field)”: " + Self.choice(stages, otherwise)
        case .byField(let field, let stages, let otherwise): "by “\(field)”: " + Self.choice(stages, otherwise)
        case .back(let stages): "back to where it was (\(stages.map(\.rawValue).joined(separator: ", ")))"
        }
    }

    private static func choice(_ stages: [String: StageID], _ otherwise: StageID) -> String {
        stages.sorted { $0.key < $1.key }.map { "\($0.key) → \($0.value), " }.joined() + "else → \(otherwise)"
    }

    /// Who gets onto its cases.
    var castWords: String {
        switch cast {
        case .complaint(let bodies):
            "the filer, the focal points, committees and lawyers of both countries, and "
                + (bodies.isEmpty
                    ? "the secretariats of the communities that both share"
                    : "the secretariat of " + bodies.joined(separator: ", "))
        case .dispute(let registry):
            "the lawyers, mission and minister of one government, and counsel seated on the case"
                + (registry.map { "; from transmission on the registry of \($0)" } ?? "")
        case .remedy:
            "the applicant, the head of the authority and the assigned investigators; from initiation on the authority, "
                + "the minister, the lawyers and the parties seated on the case"
        case .desk(let role): "the filer and \(RoleWords.word(role)); from referral on the agency named"
        case .request:
            "the investigators to whom it or the trade remedy is given and the head of the authority; from the sending on the "
                + "agency named"
        }
    }

    func words(_ calendar: CalendarChoice) -> String {
        switch calendar {
        case .named(.weekdays): "Monday to Friday"
        case .named(let id): "calendar of \(id)"
        case .country(let field): "calendar of the country in “\(field)”"
        }
    }
}

extension DeadlineSpec {
    /// What it counts from; `nil` for the day of the act.
    var countsFromPhrase: String {
        (countsFrom.map { "the date in “\($0)”" } ?? "the day of the act")
            + (deemedDays > 0 ? ", received \(deemedDays) days later" : "")
            + (adoptedFrom.map { "; of adopted history the date in “\($0)”" } ?? "")
    }

    var ownerPhrase: String {
        (bearer.map { "\($0) (followed up by \(RoleWords.word(owner)))" } ?? RoleWords.bare(owner))
            + (nationalOwner.map { "; of a national matter \(RoleWords.bare($0))" } ?? "")
    }

    /// Its ordinary length and its variants.
    var lengthPhrase: String {
        ([length.phrase] + variants.map { "\($0.length.phrase) where “\($0.field)” is \($0.value)" }).joined(
            separator: "; ")
            + (kind == .gate ? (opens == .lastDay ? "; opens on the last day" : "; opens the day after") : "")
            + (rollsForward ? "; a last day of rest moves to the next working day" : "")
    }
}

extension DeadlineSpec.Length {
    var phrase: String {
        switch self {
        case .workingDays(let days): Self.count(days, "working day")
        case .calendarDays(let days): Self.count(days, "calendar day")
        case .months(let months): Self.count(months, "month")
        case .until(let field): "to the date in “\(field)”"
        case .daysBefore(let days, let field): "to \(Self.count(days, "calendar day")) before the date in “\(field)”"
        case .workingDaysBefore(let days, let field):
            "to \(Self.count(days, "working day")) before the date in “\(field)”"
        case .halfWay(let field): "half of the time to the date in “\(field)”"
        }
    }

    private static func count(_ number: Int, _ unit: String) -> String { "\(number) \(unit)\(number == 1 ? "" : "s")" }
}

extension DeadlineSpec.Lapse {
    var phrase: String {
        switch self {
        case .act(let action): "the system takes “\(action)”"
        case .escalate(let role): "\(RoleWords.bare(role)) is called in"
        case .rightEnds: "it is marked as over"
        case .explain: "its owner owes an explanation"
        }
    }
}

extension FieldType {
    var phrase: String {
        switch self {
        case .text(let bytesMax): "text of at most \(bytesMax) bytes"
        case .date(let past): past ? "a day, not in the future" : "a day"
        case .bool: "yes or no"
        case .choice(let words): "one of: " + words.joined(separator: ", ")
        case .code(let list): "a code of “\(list)”"
        case .hsCode: "an HS code"
        case .money: "an amount and a currency"
        case .list: "several words"
        case .number: "a number"
        case .integer(let range): "a whole number, \(range.lowerBound) to \(range.upperBound)"
        case .caseReference: "a case: its number, label or alias"
        case .party: "a party on the case, or an account"
        }
    }
}
