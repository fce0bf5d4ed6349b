public import CaseProtocol

/// Counts cases by where they come from and how they stand. Headers, time limits and who referred what to whom are counted;
/// names, contacts and what was given in confidence are not read.
public struct CaseTally: Sendable {
    private struct Place: Hashable {
        let procedure: ProcedureID
        let country: String?
        let imposing: String?
    }

    private struct Desk: Hashable {
        let agency: String
        let procedure: ProcedureID

        var none: AgencyCount { AgencyCount(agency: agency, procedure: procedure) }
    }

    /// What ends a referral to an agency, and the fields that name it.
    private struct ReferralWords {
        let refers: ActionID
        let agency: FieldID
        let answers: Set<ActionID>
        let declines: Set<ActionID>
        let withdraws: Set<ActionID>

        func end(by action: ActionID) -> WritableKeyPath<AgencyCount, Int>? {
            if answers.contains(action) { return \.answered }
            if declines.contains(action) { return \.declined }
            return withdraws.contains(action) ? \.withdrawn : nil
        }
    }

    private static let complaints = ReferralWords(
        refers: "referToAgency", agency: "referredTo", answers: ["answerReferral"], declines: ["declineReferral"],
        withdraws: ["recallReferral"])
    private static let desks = ReferralWords(
        refers: "refer", agency: "agency", answers: ["outcome", "reply"], declines: ["decline"], withdraws: [])

    private static let requests = ReferralWords(
        refers: "sendRequest", agency: "agency", answers: ["answerRequest"], declines: ["declineRequest"],
        withdraws: ["recallRequest"])

    private let today: CivilDate
    private let catalogue: Catalogue
    private var byPlace: [Place: CaseCount] = [:]
    private var byDesk: [Desk: AgencyCount] = [:]

    /// - Parameter today: where the clocks stand, see ``DecisionContext/today``.
    public init(in catalogue: Catalogue, on today: CivilDate) {
        self.catalogue = catalogue
        self.today = today
    }

    public var cases: [CaseCount] {
        byPlace.values.map(\.withPercent).sorted {
            ($0.procedure.rawValue, $0.country ?? "", $0.imposingCountry ?? "")
                < ($1.procedure.rawValue, $1.country ?? "", $1.imposingCountry ?? "")
        }
    }

    public var agencies: [AgencyCount] {
        byDesk.values.sorted { ($0.agency, $0.procedure.rawValue) < ($1.agency, $1.procedure.rawValue) }
    }

    /// Adds one case; a draft and a lead that was not filed count nowhere.
    ///
    /// - Parameter state: its header, events and time limits.
    public mutating func add(_ state: CaseState) {
        guard let header = state.header, header.isFiled else { return }
        let isOpen = !(catalogue.procedure(of: header)?.stage(header.stage)?.isFinal ?? header.isEnded)
        addCase(header, isOpen: isOpen, isLate: isOpen && isLate(state))
        addReferrals(of: state, header, isOpen: isOpen)
    }

    private mutating func addCase(_ header: CaseHeader, isOpen: Bool, isLate: Bool) {
        let country = header.isOfficesOwn ? header.fileCountry : header.reportingCountry
        let place = Place(procedure: header.procedure, country: country, imposing: header.imposingCountry)
        var count =
            byPlace[place]
            ?? CaseCount(procedure: header.procedure, country: country, imposingCountry: header.imposingCountry)
        count.filed += 1
        if isOpen {
            count.open += 1
            if isLate { count.late += 1 }
        } else {
            switch header.stage {
            case "resolved": count.resolved += 1
            case "notAnNtb": count.notAnNtb += 1
            default: count.endedOtherwise += 1
            }
        }
        if !header.isOfficesOwn { count.resolvedPercent = 0 }
        byPlace[place] = count
    }

    /// Whether some step that somebody owes is late.
    private func isLate(_ state: CaseState, owner: RoleID? = nil) -> Bool {
        state.deadlines.contains { deadline in
            deadline.kind != .window && deadline.kind != .gate && (owner == nil || deadline.owner == owner)
                && (deadline.isLate || deadline.isOverdue(on: today))
        }
    }

    /// Whether cases of this cast are ever with an agency.
    package static func hasReferrals(_ cast: Cast) -> Bool {
        switch cast {
        case .complaint, .desk, .request: true
        case .dispute, .remedy: false
        }
    }

    private mutating func addReferrals(of state: CaseState, _ header: CaseHeader, isOpen: Bool) {
        let words: ReferralWords
        switch header.cast {
        case .complaint: words = Self.complaints
        case .desk: words = Self.desks
        case .request: words = Self.requests
        case .dispute, .remedy: return
        }
        var current: Desk?
        // One act has an event in each compartment that is told of it; the first that says enough counts.
        for event in state.rows(.event).sorted(by: Self.isEarlier) {
            guard let action = event["action"]?.string.map({ ActionID($0) }) else { continue }
            if action == words.refers, let agency = event[words.agency.rawValue]?.string {
                if let former = current { byDesk[former, default: former.none].withdrawn += 1 }
                let desk = Desk(agency: agency, procedure: header.procedure)
                byDesk[desk, default: desk.none].referred += 1
                current = desk
            } else if let desk = current, let end = words.end(by: action) {
                byDesk[desk, default: desk.none][keyPath: end] += 1
                current = nil
            }
        }
        guard let desk = current else { return }
        let isWithIt = isOpen && header.text(words.agency) == desk.agency
        guard isWithIt else {
            byDesk[desk, default: desk.none].withdrawn += 1
            return
        }
        byDesk[desk, default: desk.none].open += 1
        if isLate(state, owner: .agencyLiaison) { byDesk[desk, default: desk.none].late += 1 }
    }

    private static func isEarlier(_ one: Row, _ other: Row) -> Bool {
        (one["recordedAt"]?.string ?? "", one.id) < (other["recordedAt"]?.string ?? "", other.id)
    }
}

extension CaseCount {
    /// With the share of barriers removed, where the procedure is one for barriers.
    fileprivate var withPercent: CaseCount {
        var count = self
        let barriers = filed - notAnNtb
        count.resolvedPercent = resolvedPercent == nil || barriers == 0 ? nil : resolved * 100 / barriers
        return count
    }
}
