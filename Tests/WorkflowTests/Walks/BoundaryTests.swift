import CaseProtocol
import Testing

@testable import Workflow

/// Both sides of every bound of every table: what a play was allowed is refused one day, one person or one unit further.
@Suite struct BoundaryTests {
    @Test(arguments: TableWalks.ids)
    func `what waits for a gate is refused on the day before it opens, with that day and the article`(
        _ name: TableName
    ) throws {
        let procedure = try TableWalks.procedure(name)
        for retake in TableWalks.of(procedure).retakes {
            for case .gate(let key) in retake.rule.guards {
                guard let gate = retake.state.latestDeadline(key), gate.isRunning, let opens = gate.opensOn,
                    retake.play.context.today >= opens, let spec = procedure.deadline(key)
                else { continue }
                let early = retake.moved(to: opens.adding(days: -1))
                guard !early.isOthers else { continue }
                guard let refusal = early.refusal else {
                    Issue.record(
                        "\(procedure.id) \(retake.rule.action): taken on \(early.day), the gate \(key) opens on \(opens)"
                    )
                    continue
                }
                guard case .tooEarly(_, let earliest) = refusal else { continue }
                let problem = early.problem(of: refusal)
                #expect(problem.code == .tooEarly && problem.from == earliest, "\(procedure.id) \(retake.rule.action)")
                if let article = early.article(of: spec.source), earliest == opens {
                    #expect(problem.message.contains("Authority: "), "\(procedure.id) \(retake.rule.action) \(article)")
                }
            }
        }
    }

    @Test(arguments: TableWalks.ids)
    func `what falls into a window is taken on the last day and refused on the next`(_ name: TableName) throws {
        let procedure = try TableWalks.procedure(name)
        for retake in TableWalks.of(procedure).retakes {
            for case .within(let key) in retake.rule.guards {
                guard let limit = retake.state.latestDeadline(key), limit.isRunning, let due = limit.dueOn,
                    let spec = procedure.deadline(key)
                else { continue }
                let late = retake.moved(to: due.adding(days: 1))
                guard !late.isOthers else { continue }
                guard let refusal = late.refusal else {
                    Issue.record("\(procedure.id) \(retake.rule.action): taken on \(late.day), \(key) ended on \(due)")
                    continue
                }
                guard case .tooLate(_, _, let closedOn) = refusal, closedOn == due else { continue }
                let problem = late.problem(of: refusal)
                #expect(problem.code == .tooLate && problem.message.contains("\(due)"), "\(retake.rule.action)")
                if late.article(of: spec.source) != nil, retake.rule.guards.filter(\.isWindow).count == 1 {
                    #expect(problem.message.contains("Authority: "), "\(procedure.id) \(retake.rule.action)")
                }
                let last = retake.moved(to: due)
                if let refusal = last.refusal, case .tooLate(_, _, due) = refusal {
                    Issue.record("\(procedure.id) \(retake.rule.action): refused on its last day, \(due)")
                }
            }
        }
    }

    @Test(arguments: TableWalks.ids)
    func `a number is taken up to its bound and refused beyond it`(_ name: TableName) throws {
        let procedure = try TableWalks.procedure(name)
        for retake in TableWalks.of(procedure).retakes {
            for case .number(let field, let comparison, let bound) in retake.rule.guards {
                let (good, bad) =
                    switch comparison {
                    case .atLeast: (bound, "0")
                    case .moreThan: ("\(bound).01", bound)
                    case .atMost: (bound, "\(bound).01")
                    case .lessThan: ("0.01", bound)
                    }
                var inside = retake
                inside.give(field, .string(good))
                #expect(inside.refusal == nil || inside.isOthers, "\(procedure.id) \(field) \(good)")
                var outside = retake
                outside.give(field, .string(bad))
                #expect(outside.refusal != nil || outside.isOthers, "\(procedure.id) \(field) \(bad)")
            }
        }
    }

    @Test(arguments: TableWalks.ids)
    func `a confidential paper without a public version or a reason is refused`(_ name: TableName) throws {
        let procedure = try TableWalks.procedure(name)
        for retake in TableWalks.of(procedure).retakes {
            for case .twin(let paper, let twin, let reason) in retake.rule.guards {
                var alone = retake
                alone.give(paper, "A paper in confidence.")
                alone.give(twin, nil)
                alone.give(reason, nil)
                guard alone.rule.takes.contains(paper) else { continue }
                #expect(alone.refusal != nil, "\(procedure.id) \(retake.rule.action)")
                guard !retake.rule.requires.contains(twin), retake.rule.takes.contains(reason) else { continue }
                alone.give(reason, "It cannot be summed up.")
                #expect(
                    alone.refusal == nil, "\(procedure.id) \(retake.rule.action): \(String(describing: alone.refusal))")
            }
        }
    }

    @Test(arguments: TableWalks.ids)
    func `what must be filed some days before a meeting is refused a day later`(_ name: TableName) throws {
        let procedure = try TableWalks.procedure(name)
        for retake in TableWalks.of(procedure).retakes {
            for case .leadTime(let days, let field) in retake.rule.guards where retake.rule.takes.contains(field) {
                var last = retake
                last.give(field, .string("\(retake.day.adding(days: days))"))
                #expect(
                    last.refusal == nil, "\(procedure.id) \(retake.rule.action): \(String(describing: last.refusal))")
                var late = retake
                late.give(field, .string("\(retake.day.adding(days: days - 1))"))
                guard !late.isOthers else { continue }
                #expect(
                    late.refusal.map { late.problem(of: $0).code } == .tooLate, "\(procedure.id) \(retake.rule.action)")
            }
        }
    }

    @Test(arguments: TableWalks.ids)
    func `an act from before the case came to its stage is refused`(_ name: TableName) throws {
        let procedure = try TableWalks.procedure(name)
        var refused = 0
        for retake in TableWalks.of(procedure).retakes {
            guard let header = retake.state.header, let reached = header.stageReachedOn, !retake.rule.isRebaseable,
                retake.rule.takesDay, !retake.party.isSystem,
                let role = retake.rule.roles.first, !RoleWords.filers.contains(role), !Seat.roles.contains(role)
            else { continue }
            var before = retake
            before.act.occurredOn = reached.adding(days: -1)
            guard let refusal = before.refusal, before.party.isOfficer else { continue }
            switch refusal {
            case .beforeFiling, .beforeStage:
                refused += 1
                #expect(before.problem(of: refusal).from != nil)
            default: break
            }
        }
        #expect(refused > 0, "\(procedure.id)")
    }

    @Test(arguments: TableWalks.ids)
    func `a day of the past may not lie in the future`(_ name: TableName) throws {
        let procedure = try TableWalks.procedure(name)
        for retake in TableWalks.of(procedure).retakes {
            for field in retake.act.fields.keys.sorted() {
                guard case .date(past: true)? = procedure.field(FieldID(field))?.type else { continue }
                var ahead = retake
                ahead.give(FieldID(field), .string("\(retake.day.adding(days: 1))"))
                let code = ahead.refusal.map { ahead.problem(of: $0).code }
                #expect(code == .invalidField, "\(procedure.id) \(retake.rule.action) \(field)")
            }
        }
    }
}

extension Guard {
    fileprivate var isWindow: Bool { if case .within = self { true } else { false } }
}

extension Party {
    /// Whether they act for an office.
    var isOfficer: Bool { desk != nil }
}
