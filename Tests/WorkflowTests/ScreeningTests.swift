import CaseProtocol
import Testing
import Workflow

@Suite struct ScreeningTests {
    @Test func `a trader cannot register a complaint`() throws {
        let scene = try Scenario.at("submitted")
        #expect(
            scene.refusal(of: "register", by: People.amina, Sample.of(["imposingCountry", "policyOrRegulatory"]))
                == .notPermitted("register", capacities: [.complainant], allowed: [.nfpReporting, .recOfficer]))
    }

    @Test func `asking for information stops the screening clock and an answer lets it run again`() throws {
        var scene = try Scenario.at("submitted")
        #expect(scene.clock("screen")?.dueOn == .day("2026-11-09"))
        scene.wait(days: 2)
        try scene.act("askInfo", by: People.kenya)
        #expect(scene.clock("screen")?.state == .paused && scene.clock("screen")?.dueOn == nil)
        #expect(scene.clock("screen")?.row["unitsLeft"] == 3)
        #expect(scene.clock("infoAnswer")?.dueOn == .day("2026-12-04"))
        scene.wait(until: "2026-11-20")
        try scene.act("supplyInfo", by: People.amina)
        #expect(scene.clock("screen")?.dueOn == .day("2026-11-25"))
        #expect(scene.clock("infoAnswer")?.state == .met)
    }

    @Test func `questions, answers and rejections stay between the filer and the own government`() throws {
        var scene = try Scenario.at("infoRequested")
        try scene.act("supplyInfo", by: People.amina)
        try scene.act("reject", by: People.kenya, ["explanation": "Seen before"])
        try scene.act("allowAppeal", by: People.kenyaChair)
        try scene.act("register", by: People.kenya)
        try scene.act("transmit", by: .system)
        let seen = scene.rows(seenBy: People.tanzania)
        #expect(seen.contains { $0.kind == .caseHeader })
        for action in ["askInfo", "supplyInfo", "reject", "allowAppeal"] {
            #expect(!seen.contains { $0["action"]?.string == action }, "\(action)")
            #expect(scene.rows(seenBy: People.amina).contains { $0["action"]?.string == action }, "\(action)")
        }
    }

    @Test func `a complaint that is not answered for thirty days falls dormant, and after a year is abandoned`() throws
    {
        var scene = try Scenario.at("infoRequested")
        scene.wait(days: 30)
        #expect(try scene.runScheduler() == [])
        scene.wait(days: 1)
        #expect(try scene.runScheduler() == ["fallDormant"])
        #expect(scene.stage == "dormant" && scene.clock("wakeWindow")?.dueOn == .day("2027-12-03"))
        #expect(scene.clock("screen")?.state == .paused)
        scene.wait(until: "2027-12-04")
        #expect(
            scene.refusal(of: "wake", by: People.amina)
                == .tooLate("wake", limit: "the time to “Wake the dormant complaint”", closedOn: .day("2027-12-03")))
        #expect(try scene.runScheduler() == ["abandon"])
        #expect(scene.stage == "abandoned" && scene.state.deadlines.allSatisfy { !$0.isOpen })
    }

    @Test func `an answer wakes a dormant complaint and the screening clock goes on`() throws {
        var scene = try Scenario.at("dormant")
        scene.wait(days: 100)
        try scene.act("wake", by: People.amina)
        #expect(scene.stage == "submitted" && scene.clock("screen")?.isRunning == true)
        #expect(scene.clock("wakeWindow")?.state == .met)
    }

    @Test func `a rejection as duplicate names the original`() throws {
        let scene = try Scenario.at("submitted")
        #expect(
            scene.refusal(of: "reject", by: People.kenya, ["reason": "duplicate"]) == .missingFields(["duplicateOf"]))
        #expect(
            scene.refusal(of: "reject", by: People.kenya, ["reason": "duplicate", "duplicateOf": "NTB-000-324"]) == nil)
        #expect(scene.refusal(of: "reject", by: People.kenya, ["reason": "privateDispute"]) == nil)
    }

    @Test func `a rejection has one of four reasons`() throws {
        let scene = try Scenario.at("submitted")
        #expect(
            scene.refusal(of: "reject", by: People.kenya, ["reason": "because"])
                == .unknownCode(
                    "reason", value: "because",
                    near: ["duplicate", "privateDispute", "notTradeRelated", "anonymousUnverifiable"]))
    }

    @Test func `the committee's chair lets an appeal pass within thirty days of the rejection`() throws {
        var scene = try Scenario.at("rejected")
        scene.wait(days: 30)
        var inTime = scene
        try inTime.act("allowAppeal", by: People.kenyaChair)
        #expect(inTime.stage == "submitted" && inTime.clock("screen")?.dueOn == .day("2026-12-09"))
        scene.wait(days: 1)
        #expect(
            scene.refusal(of: "allowAppeal", by: People.kenyaChair)
                == .tooLate(
                    "allowAppeal", limit: "the time to “Ask for a second look at the rejection”",
                    closedOn: .day("2026-12-02")))
        #expect(try scene.runScheduler() == ["lapse"])
        #expect(scene.clock("appeal")?.state == .lapsed && scene.stage == "rejected")
        #expect(try scene.runScheduler() == [])
    }

    @Test func `the secretariat screens once the focal point is late`() throws {
        var scene = try Scenario.at("submitted")
        #expect(
            scene.refusal(of: "askInfo", by: People.eac)
                == .guardFailed("askInfo", "This is possible only once the time to “Screen the complaint” is over."))
        scene.wait(days: 8)
        #expect(try scene.runScheduler() == ["lapse"])
        #expect(scene.clock("screen")?.isLate == true)
        try scene.act("askInfo", by: People.eac)
        #expect(scene.stage == "infoRequested")
        #expect(scene.rows(seenBy: People.eac).contains { $0["questions"] != nil })
    }

    @Test func `the secretariat screens where nobody knows the reporting country`() throws {
        var path = Scenario.Path()
        path.opener = People.nomad
        let scene = try Scenario.at("submitted", path)
        #expect(scene.refusal(of: "reject", by: People.eac) == nil)
        #expect(scene.rows(seenBy: People.sadc).contains { $0["contact"] != nil })
        #expect(scene.refusal(of: "reject", by: People.kenya) == .notFound)
    }

    @Test func `registration issues the server's number and hands over to transmission`() throws {
        var scene = try Scenario.at("submitted")
        let decision = try scene.act("register", by: People.kenya)
        #expect(decision.usesNumber && decision.followUps == ["transmit"])
        #expect(scene.state.header?.number == scene.context.number)
        #expect(scene.state.header?.references == ["NTB-2026-00042-\(scene.context.number?.last ?? "?")", "K7QF-1"])
        #expect(scene.clock("screen")?.state == .met)
        #expect(!scene.rows(seenBy: People.tanzania).contains { $0.kind == .caseHeader })
    }

    @Test func `registration says who reports where that was unknown, and changes nothing that is known`() throws {
        var path = Scenario.Path()
        path.opener = People.nomad
        var scene = try Scenario.at("submitted", path)
        try scene.act("register", by: People.eac, ["reportingCountry": "UG"])
        #expect(
            scene.state.header?.reportingCountry == "UG"
                && caseRoles(of: People.uganda, in: scene.state) == [.nfpReporting])
        guard
            case .guardFailed("register", _)? =
                try Scenario.at("submitted").refusal(of: "register", by: People.kenya, ["reportingCountry": "UG"])
        else {
            Issue.record("a focal point gave the case to another country")
            return
        }
    }

    @Test func `a client predicts registration without a number and says that the server will give it`() throws {
        var replica = try Scenario.at("submitted").replica(of: People.kenya)
        let decision = try replica.act("register", by: People.kenya)
        #expect(replica.stage == "registered" && replica.state.header?.number == nil)
        #expect(!decision.usesNumber && decision.unknowns == ["the number: the server issues it"])
    }

    @Test func `transmission lets the imposing side in and starts its clock`() throws {
        let scene = try Scenario.at("transmitted")
        #expect(scene.state.header?.isTransmitted == true)
        #expect(scene.clock("acknowledge")?.dueOn == .day("2026-11-16"))
        #expect(caseRoles(of: People.tanzania, in: scene.state) == [.nfpImposing])
        #expect(caseRoles(of: People.uganda, in: scene.state) == [])
    }

    @Test(arguments: [true, false])
    func `the imposing focal point learns who complains only with consent`(consent: Bool) throws {
        var path = Scenario.Path()
        path.filing = ["shareWithImposing": .bool(consent)]
        let scene = try Scenario.at("transmitted", path)
        let seen = scene.rows(seenBy: People.tanzania).filter { $0.json.canonicalText.contains("Amina") }
        #expect(seen.map(\.compartment.holder) == (consent ? ["TZ"] : []))
        #expect(seen.allSatisfy { $0["contact"] == Sample.fields["contact"] })
        #expect(!scene.rows(seenBy: People.tanzaniaChair).contains { $0.json.canonicalText.contains("Amina") })
    }
}
