import CaseProtocol

extension ProcedureCheck {
    /// Where a limit may run on whose lapse the system acts, a rule must let it act. Conditions are not asked here, so that
    /// a stage may be named at which the limit never runs in truth.
    mutating func checkRunning() {
        for spec in procedure.deadlines where spec.isEnforced {
            guard case .act(let action) = spec.lapse else { continue }
            var able: Set<StageID> = []
            for (rule, from) in zip(procedure.rules, walk.origins)
            where rule.action == action && rule.roles.contains(.system) {
                able.formUnion(from)
            }
            let unable = walk.stages(where: spec.key).subtracting(able)
            guard !able.isEmpty, !unable.isEmpty else { continue }
            let names = procedure.stages.map(\.id).filter(unable.contains).map(\.rawValue).joined(separator: ", ")
            find(
                .lapseOutOfPlace, RowName.deadline(spec.key.rawValue),
                "It may be over at \(names), where no rule lets the system take “\(action)”.")
        }
    }
}

extension TableWalk {
    /// The stages at which a limit may run: from where it starts or goes on, along moves that do not end or pause it. The end
    /// of a case ends what ran before.
    func stages(where key: DeadlineKey) -> Set<StageID> {
        var running = Set(procedure.stages.filter { $0.clocks.contains(key) }.map(\.id))
        let finals = Set(procedure.stages.filter(\.isFinal).map(\.id))
        var goesOn: [StageID: Set<StageID>] = [:]
        for (rule, from) in zip(procedure.rules, origins) {
            if case .back = rule.to, !rule.effects.contains(.start(key)) {
                // It goes back to a stage where the limit ran before the case left it.
                continue
            } else if rule.effects.contains(where: { $0.startsOrResumes(key) }) {
                running.formUnion(rule.to == .stay ? Array(from) : rule.to.stages)
            } else if !rule.effects.contains(where: { $0.endsOrPauses(key) }) {
                let next = Set(rule.to.stages).subtracting(finals)
                for stage in from { goesOn[stage, default: []].formUnion(next) }
            }
        }
        var waiting = Array(running)
        while let stage = waiting.popLast() {
            for next in goesOn[stage] ?? [] where running.insert(next).inserted { waiting.append(next) }
        }
        return running
    }
}

extension Effect {
    fileprivate func startsOrResumes(_ key: DeadlineKey) -> Bool {
        switch self {
        case .start(key), .resume(key), .startForParties(key, _): true
        default: false
        }
    }

    fileprivate func endsOrPauses(_ key: DeadlineKey) -> Bool {
        switch self {
        case .meet(key), .cancel(key), .lapse(key), .pause(key): true
        default: false
        }
    }
}
