import CaseProtocol
import Testing
import Workflow

/// A filer is somebody on a case, and nobody whom another case could tell.
@Suite struct FilerTests {
    /// A case that `party` opens by the command `mid`.
    private static func opened(by party: Party = People.amina, mid: CommandID) throws -> CaseState {
        let caseID: CaseID = mid.derived(500)
        let opening = CaseOpen(
            caseID: caseID, procedure: "ntb.tripartite", version: 1, action: "open", label: "K7QF-1", fields: [:])
        let context = DecisionContext(now: Scenario().context.now, mid: mid, isAuthoritative: true)
        var state = CaseState(caseID: caseID)
        _ = apply(try decide(.open(opening), on: nil, by: party, in: context).events, to: &state)
        return state
    }

    @Test func `two cases of one trader have no id in common but where who complains is sealed`() throws {
        let cases = try (1...2 as ClosedRange<UInt64>).map { number in
            try Self.opened(mid: CommandID(high: 0x7005, low: 0x8000_0000_0000_0000 + number * 1_000_000))
        }
        #expect(cases[0].header?.filer != cases[1].header?.filer)
        for state in cases {
            let telling = state.rows.values.filter { $0.json.canonicalText.contains(People.amina.id.description) }
            #expect(telling.map(\.kind) == [.party] && telling[0].compartment.confidentiality == .sealed)
            #expect(telling[0]["user"]?.string == People.amina.id.description)
        }
    }

    @Test func `client and server make the same id, which no row of the case has`() throws {
        let mid = CommandID(high: 0x7005, low: 0x8000_0000_0000_0000)
        let state = try Self.opened(mid: mid)
        #expect(state.header?.filer == mid.derived(4095) && state.header?.filer != nil)
        #expect(state[mid.derived(4095)] == nil)
    }

    @Test func `whatever a filer does bears the id that the case knows them by`() throws {
        var scene = try Scenario.at("infoRequested")
        let filer = try #require(scene.state.header?.filer?.description)
        try scene.act("supplyInfo", by: People.amina)
        try scene.perform(
            .edit(CaseEdit(caseID: Scenario.caseID, fields: ["product": "Tea"], base: [:])), by: People.amina)
        try scene.perform(
            .edit(CaseEdit(caseID: Scenario.caseID, fields: ["product": "Tee"], base: [:])), by: People.amina)
        let seen = scene.revs(of: ["product"])
        try scene.perform(
            .edit(CaseEdit(caseID: Scenario.caseID, fields: ["product": "Tea"], base: seen)), by: People.amina)
        let note = RowID(high: 0x7009, low: 0x8000_0000_0000_0001)
        try scene.perform(
            .addNote(NoteAdd(caseID: Scenario.caseID, note: note, text: "x", confidentiality: .parties)),
            by: People.amina)
        #expect(scene.state[note]?["by"]?.string == filer)
        for action in ["open", "submit", "supplyInfo", "edit"] {
            let rows = scene.events(ActionID(action))
            #expect(!rows.isEmpty && rows.allSatisfy { $0["by"]?.string == filer }, "\(action)")
        }
        let conflict = try #require(scene.state.rows(.conflict).first)
        #expect(conflict["by"]?.string == filer)
    }

    @Test func `a filer who contests settles the proposal under the same id`() throws {
        var scene = try Scenario.at("resolutionProposed")
        try scene.act("contest", by: People.amina)
        let settled = try #require(scene.state.rows(.proposal).first)
        #expect(settled["settledBy"]?.string == scene.state.header?.filer?.description)
        #expect(settled["by"]?.string == People.tanzania.id.description)
    }

    @Test func `a filer who settles a conflict does so under the same id, for the other side to read`() throws {
        var scene = try Scenario.at("transmitted")
        func edit(_ value: JSONValue, base: [String: Int]) -> CaseCommand {
            .edit(CaseEdit(caseID: Scenario.caseID, fields: ["stillHappening": value], base: base))
        }
        let before = scene.revs(of: ["stillHappening"])
        try scene.perform(edit(true, base: before), by: People.amina)
        try scene.perform(edit(false, base: before), by: People.amina)
        try scene.perform(edit(true, base: scene.revs(of: ["stillHappening"])), by: People.amina)
        let conflict = try #require(scene.state.rows(.conflict).first)
        #expect(conflict["settledBy"]?.string == scene.state.header?.filer?.description)
        #expect(scene.rows(seenBy: People.tanzania).contains(conflict))
    }

    @Test func `the filer's own client knows whose case it is, and no other takes it for theirs`() throws {
        let scene = try Scenario.at("infoRequested")
        let own = scene.replica(of: People.amina)
        #expect(caseRoles(of: People.amina, in: own.state) == [.complainant])
        #expect(dueSteps(on: own.state, for: People.amina, in: own.context).map(\.isMine) == [true])
        #expect(own.rows(seenBy: People.amina).count == scene.rows(seenBy: People.amina).count)
        let blind = scene.replica(of: People.kenyaMember)
        #expect(blind.state.header?.filer != nil && caseRoles(of: People.amina, in: blind.state).isEmpty)
    }

    @Test func `an officer who took a call is behind the id of the filer, and acts in the officer's own name`() throws {
        var path = Scenario.Path()
        path.isLead = true
        let scene = try Scenario.at("infoRequested", path)
        let filer = try #require(scene.state.header?.filer)
        #expect(filer != People.kenya.id)
        #expect(scene.events("submit").allSatisfy { $0["by"]?.string == People.kenya.id.description })
        let business = Compartment(caseID: Scenario.caseID, .confidential, holder: filer.description)
        #expect(audiences(of: business, in: scene.state).contains(.user(People.kenya.id)))
        // What the caller owes is any focal point's to ask for: the officer who took the call may be away.
        for officer in [People.kenya, People.kenyaDeputy] {
            let steps = dueSteps(on: scene.state, for: officer, in: scene.context).filter {
                $0.deadline == "infoAnswer"
            }
            #expect(steps.map(\.owner) == [.nfpReporting] && steps.map(\.isMine) == [true])
        }
    }
}
