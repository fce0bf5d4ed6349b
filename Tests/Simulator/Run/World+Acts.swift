import CaseCrypto
import CaseProtocol
import ClientCore
import Server
import Workflow

/// What people and administrators do.
extension World {
    func perform(_ act: Act) throws {
        let device = devices[dice.draw(devices.count)]
        trace.note("act", text: act.rawValue, device.index)
        switch act {
        case .clock:
            pass(
                milliseconds: dice.percent(plan.isLong ? 60 : 15)
                    ? dice.within(1...9) * 86_400_000 : dice.within(1...30) * 600_000)
        case .lapse: lapse()
        case .roles: changeRoles()
        case .laterVersion: addLaterMembers()
        case .moveRow: moveRow()
        case .policy: loadPolicy()
        case .collect: collectFiles()
        case .news: listen(device)
        case .file, .note, .act, .edit, .assign, .burst, .dependents, .badCommand, .renewIdentity, .signOut, .attach,
            .settle, .bundle:
            guard device.isRunning, let replica = device.replica else { return }
            armKill(atWork: device)
            try work(device) { try self.perform(act, device, replica) }
            device.store.kill = nil
        }
        count(act)
    }

    private func armKill(atWork device: SimDevice) {
        if happens(.killClient) { device.store.kill = (0, dice.percent(50)) }
    }

    /// A refusal by the rules is a fine answer here; anything else but a planned fault is not.
    private func work(_ device: SimDevice, _ body: () throws -> Void) throws {
        do { try body() } catch let problem as Problem {
            count("refused here \(problem.code)")
        } catch is Killed {
            orphan(device)
        } catch let error where error is DiskFault || (error.isOfSQLite && device.isOnDisk && plan.failsDisks) {
            // Told to the person, who tries again later.
        }
    }

    private func perform(_ act: Act, _ device: SimDevice, _ replica: Replica) throws {
        switch act {
        case .file: try file(device, replica)
        case .note: try note(device, replica)
        case .act: try take(device, replica)
        case .edit: try edit(device, replica)
        case .assign: try assign(device, replica)
        case .burst: for _ in 0..<dice.within(2...8) { try note(device, replica) }
        case .dependents: try dependents(device, replica)
        case .badCommand: try badCommand(device, replica)
        case .renewIdentity: try replica.renewIdentity()
        case .signOut:
            try replica.signOut()
            try signIn(device)
        case .attach: try attach(device, replica)
        case .settle: try settleConflict(device, replica)
        case .bundle: try makeBundle(device, replica)
        case .clock, .lapse, .roles, .laterVersion, .moveRow, .policy, .collect, .news: break
        }
    }

    func promise(_ device: SimDevice, _ prediction: Prediction) {
        promise(device, prediction.mid)
    }

    private func promise(_ device: SimDevice, _ mid: CommandID) {
        device.promised.append(Promised(mid: mid))
        markBroken(mid)
    }

    /// The entries that the outbox has and nobody noted yet: of a verb that makes several commands.
    private func promiseRest(_ device: SimDevice, _ replica: Replica) throws {
        let known = Set(device.promised.map(\.mid))
        for entry in try replica.outbox() where !known.contains(entry.mid) {
            promise(device, entry.mid)
        }
    }

    private func file(_ device: SimDevice, _ replica: Replica) throws {
        let others = ["KE", "UG", "TZ"]
        var fields: [String: JSONValue] = [
            "ntbCategory": "2.8", "locationCountry": .string(others[dice.draw(3)]), "place": "Malaba",
            "incidentOn": .string(replica.now.day().adding(days: -2).description),
            "description": .string("Trucks wait. \(canary())"), "contact": .string("contact \(canary())"),
        ]
        if dice.percent(20) { fields["product"] = "maize" }
        // An officer notes what somebody told them; others complain themselves.
        let isOfficer = try replica.party.desk != nil
        let action: ActionID = dice.percent(90) == isOfficer ? "recordLead" : "open"
        let procedure: ProcedureID = dice.percent(85) ? "ntb.tripartite" : "ntb.eac"
        if dice.percent(70) {
            try replica.file(procedure: procedure, action: action, fields: fields, then: [("submit", [:])])
        } else {
            try replica.file(procedure: procedure, action: action, fields: fields)
        }
        try promiseRest(device, replica)
    }

    /// A word that occurs nowhere else.
    func canary() -> String {
        editCounter += 1
        return "canary\(editCounter)x"
    }

    func someCase(_ replica: Replica) throws -> CaseID? {
        let cases = try replica.cases()
        // Many work on the same case: that is where things meet.
        return dice.percent(plan.isContended ? 90 : 40) ? cases.first?.caseID : dice.pick(cases)?.caseID
    }

    private func note(_ device: SimDevice, _ replica: Replica) throws {
        guard let caseID = try someCase(replica) else { return }
        let isOfficer = try replica.party.desk != nil
        let kind: ConfidentialityClass = isOfficer && dice.percent(50) ? .internal : .parties
        promise(device, try replica.note(on: caseID, "A remark \(canary())", confidentiality: kind))
    }

    private func take(_ device: SimDevice, _ replica: Replica) throws {
        guard let caseID = try someCase(replica) else { return }
        let moves = try replica.moves(on: caseID)
        let rare: Set<ActionID> = ["withdraw", "transfer", "openDispute", "suspend", "reject", "closeLead", "recuse"]
        let usual = moves.filter { !rare.contains($0.action) || plan.isWild || dice.percent(8) }
        // What gives a case out of one's hands is what people see least of, and what matters here.
        let drastic = plan.isWild && dice.percent(40) ? moves.filter { rare.contains($0.action) } : []
        guard let move = dice.pick(drastic.isEmpty ? usual : drastic) else { return }
        var fields: [String: JSONValue] = [:]
        for field in move.requires { fields[field.id.rawValue] = value(for: field, replica) }
        if fields["paper"] != nil, let paper = try somePaper(on: caseID, replica) { fields["paper"] = paper }
        promise(device, try replica.act(on: caseID, move.action, fields: fields))
    }

    /// Something on the case that its filer gave in confidence.
    private func somePaper(on caseID: CaseID, _ replica: Replica) throws -> JSONValue? {
        let state = try replica.state(of: caseID)
        let papers = (state.rows(.note) + state.rows(.evidence)).filter { row in
            row.compartment.confidentiality == .confidential && row["by"] == state.header?.row["filer"]
        }
        return dice.pick(papers).map { .string($0.id.description) }
    }

    private func edit(_ device: SimDevice, _ replica: Replica) throws {
        guard let caseID = try someCase(replica) else { return }
        var fields: [String: JSONValue] = [:]
        if try replica.party.desk != nil, dice.percent(50) {
            // The countries decide who sees the case: also whether its editor goes on seeing it.
            let names = ["reportingCountry", "reportingCountry", "locationCountry", "imposingCountry"]
            fields[names[dice.draw(names.count)]] = .string(["KE", "UG", "TZ"][dice.draw(3)])
        } else if plan.isContended {
            fields["place"] = .string("Edited \(canary())")
        } else {
            let names = ["description", "description", "place", "place", "product", "ntbCategory"]
            for _ in 0..<dice.within(1...2) {
                let name = names[dice.draw(names.count)]
                let category: JSONValue = .string(dice.percent(50) ? "2.8" : "2.7")
                fields[name] = name == "ntbCategory" ? category : .string("Edited \(canary())")
            }
        }
        if device.manner.isOld { return try editAsBefore(caseID, fields, device, replica) }
        promise(device, try replica.edit(caseID, fields: fields))
    }

    private func assign(_ device: SimDevice, _ replica: Replica) throws {
        guard let caseID = try someCase(replica) else { return }
        promise(device, try replica.assign(caseID, to: Cast.id(dice.draw(Cast.people.count))))
    }

    /// Commands of which the later rest on the earlier, where the server may refuse the first.
    private func dependents(_ device: SimDevice, _ replica: Replica) throws {
        guard let caseID = try someCase(replica) else { return }
        let stranger = UserID(high: 3, low: UInt64(dice.draw(5)))
        let predictions = try replica.perform(all: [
            .assign(CaseAssign(caseID: caseID, person: stranger, desk: nil)),
            .addNote(
                NoteAdd(
                    caseID: caseID, note: replica.newID(), text: "After that \(canary())", confidentiality: .parties)),
        ])
        for prediction in predictions { promise(device, prediction) }
        resting[predictions[1].mid] = predictions[0].mid
    }

    /// A command that looks right here and that the server must refuse.
    private func badCommand(_ device: SimDevice, _ replica: Replica) throws {
        if dice.percent(50), let foreign = dice.pick(oracle.current(.caseHeader)) {
            promise(
                device,
                try replica.perform(
                    .open(
                        CaseOpen(
                            caseID: CaseID(foreign.id), procedure: "ntb.tripartite", version: 1, action: "open",
                            label: nil,
                            fields: [
                                "ntbCategory": "2.8", "locationCountry": "UG", "place": "Malaba",
                                "incidentOn": .string(replica.now.day().adding(days: -2).description),
                                "description": .string("Mine \(canary())"), "contact": "x",
                            ]))))
        } else if let caseID = try someCase(replica) {
            promise(device, try replica.assign(caseID, to: UserID(high: 4, low: 4)))
        }
    }

    private func value(for field: FieldSpec, _ replica: Replica) -> JSONValue {
        switch field.type {
        case .text: .string("Text of \(field.id) \(canary()).")
        case .date: .string(replica.now.day(minutesEast: 180).description)
        case .bool: .bool(dice.percent(50))
        case .choice(let words): .string(words[dice.draw(words.count)])
        case .code(let list):
            if list == CodeList.countries.id {
                .string(["KE", "UG", "TZ"][dice.draw(3)])
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
