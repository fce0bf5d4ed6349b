import CaseProtocol
import Testing
import Workflow

@Suite struct RefusalTests {
    private func act(_ action: ActionID, _ fields: [String: JSONValue], on day: String? = nil) -> CaseCommand {
        .act(
            CaseAct(
                caseID: Scenario.caseID, action: action, from: nil, fields: fields, occurredOn: day.map { .day($0) }))
    }

    @Test func `the first check that fails wins, in the order of the cases`() throws {
        let scene = try Scenario.at("consultation")
        let suspended = try {
            var copy = scene
            try copy.act("suspend", by: People.kenya)
            return copy
        }()
        let bad: [String: JSONValue] = ["nonsense": 1, "effectiveOn": "soon", "outcome": "won"]
        // Each line mends what the line before it was refused for.
        #expect(scene.refusal(of: act("nonsense", bad), by: People.stranger) == .notFound)
        guard case .unknownAction? = scene.refusal(of: act("nonsense", bad), by: People.amina) else {
            Issue.record("action")
            return
        }
        guard case .notPermitted? = scene.refusal(of: act("reopen", bad), by: People.tanzania) else {
            Issue.record("role")
            return
        }
        guard case .wrongStage? = suspended.refusal(of: act("acknowledge", bad), by: People.tanzania) else {
            Issue.record("stage")
            return
        }
        #expect(
            suspended.refusal(of: act("proposeResolution", bad), by: People.tanzania) == .suspended("proposeResolution")
        )
        #expect(
            scene.refusal(of: act("proposeResolution", bad), by: People.tanzania)
                == .missingFields(["resolutionNote", "evidence"]))
        var fields = bad.merging(["resolutionNote": .string(String(repeating: "x", count: 20_001)), "evidence": "x"]) {
            $1
        }
        guard
            case .unknownField("nonsense", _)? = scene.refusal(
                of: act("proposeResolution", fields), by: People.tanzania)
        else {
            Issue.record("unknown field")
            return
        }
        fields["nonsense"] = nil
        #expect(
            scene.refusal(of: act("proposeResolution", fields), by: People.tanzania)
                == .invalidValue("effectiveOn", reason: "must be a day, written YYYY-MM-DD"))
        fields["effectiveOn"] = "2026-12-01"
        guard
            case .unknownCode("outcome", value: "won", _)? = scene.refusal(
                of: act("proposeResolution", fields), by: People.tanzania)
        else {
            Issue.record("code")
            return
        }
        fields["outcome"] = "removed"
        #expect(
            scene.refusal(of: act("proposeResolution", fields), by: People.tanzania)
                == .tooLong("resolutionNote", bytes: 20_001, bytesMax: 20_000))
        fields["resolutionNote"] = "x"
        #expect(
            scene.refusal(of: act("proposeResolution", fields, on: "2026-11-04"), by: People.tanzania)
                == .dateInFuture(path: "occurredOn", .day("2026-11-04"), today: .day("2026-11-02")))
        #expect(
            scene.refusal(of: act("proposeResolution", fields, on: "2026-11-01"), by: People.tanzania)
                == .beforeFiling(.day("2026-11-01"), filedOn: .day("2026-11-02")))
        #expect(scene.refusal(of: act("proposeResolution", fields), by: People.tanzania) == nil)
    }

    @Test(
        arguments: [
            ("hsCode", "12a4"), ("hsCode", "1"), ("hsCode", "12345678901"), ("value", "12 KES extra"),
            ("value", "1,200 USD"),
            ("value", "-5 USD"), ("value", "1200"), ("incidentOn", "2026-02-30"), ("stillHappening", "yes"),
            ("place", 7),
            ("incidentOn", 20_261_101),
        ] as [(String, JSONValue)])
    func `a value of the wrong shape is refused by the field's name`(field: String, value: JSONValue) throws {
        let scene = try Scenario.at("draft")
        let refusal = scene.refusal(of: "submit", by: People.amina, [field: value])
        guard case .invalidValue(FieldID(field), _)? = refusal else {
            Issue.record("\(String(describing: refusal))")
            return
        }
        #expect(refusal?.problem.path == "fields.\(field)" && refusal?.problem.code == .invalidField)
    }

    @Test(
        arguments: [("locationCountry", "ZZ"), ("ntbCategory", "9.1"), ("value", "5 XXX"), ("direction", "up")]
            as [(String, JSONValue)])
    func `a code outside its list is refused, with codes near it`(field: String, value: JSONValue) throws {
        let refusal = try Scenario.at("draft").refusal(of: "submit", by: People.amina, [field: value])
        guard case .unknownCode(FieldID(field), _, let near)? = refusal else {
            Issue.record("\(String(describing: refusal))")
            return
        }
        #expect(!near.isEmpty && near.count <= 10)
    }

    @Test func `an incident is not in the future, though the day of a meeting may be`() throws {
        let scene = try Scenario.at("draft")
        #expect(
            scene.refusal(of: "submit", by: People.amina, ["incidentOn": "2026-11-03"])
                == .dateInFuture(path: "fields.incidentOn", .day("2026-11-03"), today: .day("2026-11-02")))
        #expect(try Scenario.at("consultation").refusal(of: "callBilateral", by: People.kenya) == nil)
    }

    @Test func `blank answers count as missing`() throws {
        let scene = try Scenario.at("consultation")
        #expect(scene.refusal(of: "progressNote", by: People.tanzania, ["text": " \n "]) == .missingFields(["text"]))
    }

    @Test func `a case that is not there and one without a part in it look alike`() throws {
        let nowhere = Scenario()
        let scene = try Scenario.at("consultation")
        #expect(nowhere.refusal(of: act("withdraw", [:]), by: People.amina) == .notFound)
        #expect(scene.refusal(of: act("withdraw", [:]), by: People.stranger)?.problem == Refusal.notFound.problem)
    }

    @Test(
        arguments: [
            (.notFound, .notFound), (.idUnavailable, .idUnavailable),
            (.unknownProcedure("x", known: []), .unknownProcedure),
            (.unknownAction("x", allowed: []), .unknownAction),
            (.notPermitted("x", capacities: [], allowed: [.recOfficer]), .notPermitted),
            (.wrongStage("x", at: "y", allowed: []), .wrongStage), (.notAdopted("x"), .notAdopted),
            (.suspended("x"), .suspended),
            (.missingFields(["a", "b"]), .missingField), (.unknownField("a", allowed: []), .unknownField),
            (.invalidValue("a", reason: "is odd"), .invalidField),
            (.unknownCode("a", value: "b", near: []), .unknownCode),
            (.tooLong("a", bytes: 2, bytesMax: 1), .tooLong),
            (.dateInFuture(path: "occurredOn", .day("2026-01-02"), today: .day("2026-01-01")), .invalidField),
            (.beforeFiling(.day("2026-01-01"), filedOn: .day("2026-01-02")), .invalidField),
            (.tooEarly("x", earliest: .day("2026-01-01")), .tooEarly),
            (.tooLate("x", limit: "it", closedOn: nil), .tooLate),
            (.secondPersonNeeded("x"), .secondPersonNeeded), (.guardFailed("x", "No."), .guardFailed),
        ] as [(Refusal, ProblemCode)])
    func `every refusal has its code and a sentence`(refusal: Refusal, code: ProblemCode) {
        #expect(refusal.problem.code == code)
        #expect(refusal.problem.message.hasSuffix("."))
    }

    @Test func `a refusal tells people who may instead`() {
        #expect(
            Refusal.notPermitted("register", capacities: [.complainant], allowed: [.nfpReporting, .recOfficer]).problem
                .message
                == "“register” is for the focal point of the reporting country or an officer of the regional secretariat; "
                + "you act on this case as the complainant.")
    }
}
