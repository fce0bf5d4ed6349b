import CaseProtocol

@testable import Workflow

/// Compares what a play did with what its rule says.
struct PlayCheck {
    let play: Play
    let procedure: Procedure

    private var rule: Rule { procedure.rules[play.rule] }
    private var fields: [FieldID: JSONValue] {
        let given: [String: JSONValue] =
            switch play.command {
            case .open(let open): open.fields
            case .act(let act): rule.fieldsByName(act.fields)
            default: [:]
            }
        return Dictionary(given.map { (FieldID($0.key), $0.value) }, uniquingKeysWith: { $1 })
    }

    /// What does not fit, in words; empty when all does.
    var faults: [String] {
        let found =
            [stageFault, eventFault, menuFault, strangerFault].compactMap(\.self)
            + startFaults + endFaults + endedFaults + placeFaults
        return found.map { "#\(play.rule) \(rule.action): \($0)" }
    }

    private var from: StageID? { play.before.header?.stage }
    private var to: StageID? { play.after.header?.stage }

    private var stageFault: String? {
        let expected: StageID? = rule.to.stage(given: play.before, fields: fields) ?? from
        return to == expected ? nil : "stands at \(to?.rawValue ?? "none"), not at \(expected?.rawValue ?? "none")"
    }

    private var eventFault: String? {
        let new = play.after.rows(.event).filter {
            play.before[$0.id] == nil && $0["action"] == .string(rule.action.rawValue)
        }
        guard let event = new.first else { return "no event tells of it" }
        guard event["from"]?.string == from?.rawValue else { return "the event comes from \(event["from"] ?? .null)" }
        let stays = rule.to == .stay
        guard event["to"]?.string == (stays ? nil : to?.rawValue) else {
            return "the event leads to \(event["to"] ?? .null)"
        }
        return rule.roles.map(\.rawValue).contains(event["role"]?.string ?? "") ? nil : "the event has another role"
    }

    /// Menus tell the truth.
    private var menuFault: String? {
        guard case .act = play.command, !play.party.isSystem else { return nil }
        let moves = moves(for: play.party, on: play.before, in: play.context)
        return moves.contains { $0.action == rule.action } ? nil : "\(play.party.name) was not offered it"
    }

    private var strangerFault: String? {
        guard case .act = play.command else { return nil }
        guard moves(for: Players.stranger, on: play.before, in: play.context).isEmpty else {
            return "a stranger was offered it"
        }
        do {
            _ = try decide(play.command, on: play.before, by: Players.stranger, in: play.context)
            return "a stranger did it"
        } catch { return error == .notFound ? nil : "a stranger learnt of the case: \(error)" }
    }

    private var startFaults: [String] {
        rule.effects.compactMap { effect in
            guard case .start(let key) = effect, let spec = procedure.deadline(key) else { return nil }
            let made = play.after.deadlines.last { $0.key == key && play.before[$0.row.id] == nil }
            guard let made else { return mayLack(spec) ? nil : "“\(key)” did not start" }
            guard made.isRunning else { return "“\(key)” is \(made.state)" }
            let owners = [spec.owner, spec.nationalOwner].compactMap(\.self)
            let sources = [spec.source] + spec.variants.compactMap(\.source)
            guard owners.contains(made.owner) else { return "“\(key)” is owed by \(made.owner)" }
            let isSourced = sources.contains {
                $0.authority == made.row["authority"]?.string
                    && $0.provenance.rawValue == made.row["provenance"]?.string
            }
            guard isSourced else { return "“\(key)” names another source" }
            return made.isEnforced == spec.isEnforced && made.kind == spec.kind ? nil : "“\(key)” is of another kind"
        }
    }

    /// A limit that runs to a date which nobody gave does not run.
    private func mayLack(_ spec: DeadlineSpec) -> Bool {
        let lengths = [spec.length] + spec.variants.map(\.length)
        return lengths.compactMap(\.field).contains { field in
            fields[field] == nil && play.after.header?.row[field.rawValue] == nil
        }
    }

    private var endFaults: [String] {
        rule.effects.compactMap { effect in
            switch effect {
            case .meet(let key), .cancel(let key), .lapse(let key):
                let open = play.before.deadlines.filter { $0.key == key && $0.isOpen && $0.party == nil }
                let left = open.filter { limit in
                    play.after.deadlines.contains { $0.row.id == limit.row.id && $0.isOpen }
                }
                return left.isEmpty ? nil : "“\(key)” still runs"
            default: return nil
            }
        }
    }

    /// Of a case that has ended only what this very act started runs on.
    private var endedFaults: [String] {
        guard rule.to != .stay, let to, procedure.stage(to)?.isFinal == true else { return [] }
        return play.after.deadlines.filter { $0.isOpen && play.before[$0.row.id] != nil }
            .map { "“\($0.key)” runs on although the case has ended" }
    }

    private var placeFaults: [String] {
        play.after.rows.values.filter { play.before[$0.id] != $0 }.compactMap { row in
            guard audiences(of: row.compartment, in: play.after).isEmpty, !isClosed(row.compartment) else { return nil }
            return
                "nobody reads the \(row.kind) row in \(row.compartment.confidentiality)/\(row.compartment.holder ?? "")"
        }
    }

    /// What no person is meant to read: the server's note of a link, what a party without an account has for itself, and the
    /// copy of a paper that was taken back.
    private func isClosed(_ compartment: Compartment) -> Bool {
        if play.after.sharings.contains(where: { $0.row.compartment == compartment && !$0.stands }) { return true }
        if compartment.confidentiality == .sealed, compartment.holder == "link" { return true }
        return play.after.seatsEver.contains { $0.holder == compartment.holder && ($0.user == nil || $0.leftOn != nil) }
    }
}
