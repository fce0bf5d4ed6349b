import CaseProtocol

extension ExplainedDeadline {
    /// Where it stands now.
    var standing: [String] {
        let end = date("endedOn").map { " on \(dated($0))" } ?? ""
        switch deadline.state {
        case .running:
            guard let due = deadline.dueOn else { return [] }
            if deadline.kind == .gate, let opening = deadline.opensOn { return gate(opening) }
            return [
                deadline.isOverdue(on: today)
                    ? "The last day was \(dated(due)): it is overdue." : "The last day is \(dated(due))."
            ]
        case .paused: return []
        case .met: return ["It was met\(end)."]
        case .lapsed:
            if deadline.kind == .gate, let opening = deadline.opensOn { return gate(opening) }
            let late = deadline.isLate ? "; the step is still owed" : ""
            let why = text("explanation").map { " Explained: \($0)" } ?? ""
            return ["It lapsed on \(date("lapsedOn").map(dated) ?? "an unknown day")\(late).\(why)"]
        case .cancelled: return ["It was cancelled\(end)."]
        }
    }

    private func gate(_ opening: CivilDate) -> [String] {
        [
            opening <= today
                ? "The first lawful day was \(dated(opening))." : "The first lawful day is \(dated(opening))."
        ]
    }

    var authority: [String] {
        let kind = text("provenance").map(Self.provenance) ?? "of unknown provenance"
        return [
            "Source: \(text("authority") ?? "not stated"): \(kind).", ownerSentence, lapseSentence,
        ] + rights
    }

    private var ownerSentence: String {
        let owner = RoleWords.word(deadline.owner)
        if let bearer = text("bearer") {
            let bound =
                switch deadline.kind {
                case .window: "The right of \(bearer)"
                case .gate, .cap: "It binds \(bearer)"
                case .obligation, .target, nil: "Owed by \(bearer)"
                }
            return "\(bound); \(owner) follows it up."
        }
        return switch deadline.kind {
        case .window: "The right of \(owner)."
        case .gate: "It binds \(owner)."
        case .cap: "It binds what \(owner) ordered."
        case .obligation, .target, nil: "Owed by \(owner)."
        }
    }

    private var lapseSentence: String {
        if deadline.kind == .gate { return "Before that nothing may be done; when it passes the way is free." }
        guard deadline.isEnforced else {
            return "When it passes nothing happens by itself: the figure is not confirmed."
        }
        switch deadline.lapse {
        case .act(let action): return "When it passes the system takes “\(action)”."
        case .escalate(let role) where role == deadline.owner: return "When it passes its owner is reminded."
        case .escalate(let role): return "When it passes the step is also owed by \(RoleWords.word(role))."
        case .rightEnds: return "When it passes the right is gone."
        case .explain: return "When it passes nothing lapses; its owner has to say why (“explain”)."
        case nil: return "What happens when it passes is not known here."
        }
    }

    private var rights: [String] {
        let opened = (deadline.row["opens"]?.array ?? []).compactMap { right -> String? in
            let parts = right.string?.split(separator: ":", maxSplits: 1).map(String.init) ?? []
            guard parts.count == 2 else { return nil }
            return "“\(parts[0])” for \(RoleWords.list(parts[1].split(separator: ",").map { RoleID(String($0)) }))"
        }
        return opened.isEmpty ? [] : ["Once it has passed, this becomes possible: \(opened.joined(separator: "; "))."]
    }

    private static func provenance(_ mark: String) -> String {
        switch LegalSource.Provenance(rawValue: mark) {
        case .verified: "law or official text, verified"
        case .secondary: "law, from a second-hand copy"
        case .recalledHigh: "law, from memory"
        case .recalledMedium, .recalledLow: "unconfirmed"
        case .design: "a service standard, not law"
        case nil: "provenance “\(mark)”"
        }
    }
}
