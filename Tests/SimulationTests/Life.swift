import CaseProtocol
import ClientCore
import Server
import Synchronization
import Workflow

/// What people do in a simulated world: file, act as the menu allows, write notes, sync now and then.
extension World {
    /// One step of somebody's work.
    func step() async throws {
        let person = people[draw(people.count)]
        switch draw(10) {
        case 0: try file(person)
        case 1, 2: try note(person)
        case 3, 4, 5: try act(person)
        case 6: clock.advance(milliseconds: Int64(draw(36)) * 3_600_000)
        case 7: _ = try await core.runDueLapses()
        default:
            do { _ = try await person.engine.sync() } catch is TransportError {
                // The network lost something; the work stays queued.
            }
        }
    }

    private func file(_ person: Person) throws {
        guard person.roles[0].hasPrefix("complainant") else { return }
        let other = person.roles[0].hasSuffix("KE") ? "UG" : "KE"
        let opened = try person.replica.file(
            procedure: "ntb.tripartite", action: "open",
            fields: [
                "ntbCategory": "2.8", "locationCountry": .string(other), "place": "Malaba",
                "incidentOn": .string(clock.now().day().adding(days: -2).description),
                "description": "Trucks wait for days.", "contact": .string("canary-contact-\(person.name)"),
            ])
        self.opened.withLock { $0.append(opened.caseID) }
        try person.replica.perform(.act(CaseAct(caseID: opened.caseID, action: "submit", from: "draft")))
    }

    private func someCase(_ person: Person) throws -> CaseID? {
        let held = Set(try person.replica.cases().map(\.caseID))
        // In the order of opening: that of ids is the order of the devices' clocks.
        let cases = opened.withLock { $0.filter(held.contains) }
        return cases.isEmpty ? nil : cases[draw(cases.count)]
    }

    private func note(_ person: Person) throws {
        guard let caseID = try someCase(person) else { return }
        let isOfficer = try person.replica.party.desk != nil
        let confidentiality: ConfidentialityClass = isOfficer && draw(2) == 0 ? .internal : .parties
        let text = confidentiality == .internal ? "canary-internal-\(person.name)" : "A remark by \(person.name)."
        attempt {
            try person.replica.perform(
                .addNote(
                    NoteAdd(
                        caseID: caseID, note: person.replica.newID(), text: text, confidentiality: confidentiality)))
        }
    }

    private func act(_ person: Person) throws {
        guard let caseID = try someCase(person) else { return }
        let state = try person.replica.state(of: caseID)
        // By the world's clock: what is drawn must not depend on the device's.
        let moves = moves(
            for: try person.replica.party, on: state,
            in: DecisionContext(now: clock.now(), mid: person.replica.newID(), isAuthoritative: false))
        // Withdrawing, transferring and the like would end most cases at once.
        let rare: Set<ActionID> = ["withdraw", "transfer", "openDispute", "suspend", "reject", "closeLead"]
        let usual = moves.filter { !rare.contains($0.action) || draw(12) == 0 }
        guard !usual.isEmpty else { return }
        let move = usual[draw(usual.count)]
        var fields: [String: JSONValue] = [:]
        for field in move.requires { fields[field.id.rawValue] = value(for: field) }
        attempt {
            try person.replica.perform(
                .act(CaseAct(caseID: caseID, action: move.action, from: state.header?.stage, fields: fields)))
        }
    }

    /// A refusal by the rules is a fine answer here; anything else is not.
    private func attempt(_ body: () throws -> Void) {
        do { try body() } catch is Problem {
            // Refused on this device: nothing was queued.
        } catch {
            preconditionFailure("a device failed: \(error)")
        }
    }

    private func value(for field: FieldSpec) -> JSONValue {
        switch field.type {
        case .text: .string("Text of \(field.id).")
        case .date: .string(clock.now().day(minutesEast: 180).description)
        case .bool: .bool(draw(2) == 0)
        case .choice(let words): .string(words[draw(words.count)])
        case .code(let list):
            if list == CodeList.countries.id {
                .string(["KE", "UG"][draw(2)])
            } else {
                .string(CodeList.all.first { $0.id == list }?.codes.last?.code ?? "2.8")
            }
        case .hsCode: "0401.20"
        case .money: "1200.50 USD"
        case .list: ["a", "b"]
        case .number: "27.5"
        case .integer(let range): .int(Int64(range.lowerBound))
        case .caseReference, .party: "NTB-000-324"
        }
    }
}
