import CaseProtocol
import Testing
import Workflow

/// Who complains, told to the imposing country's focal point: where the complainant agrees, once it was transmitted, and no
/// longer than both hold.
@Suite struct SharedIdentityTests {
    private static func place(_ country: String, on caseID: CaseID = Scenario.caseID) -> Compartment {
        Compartment(caseID: caseID, .confidential, holder: country)
    }

    private static func agreed(at stage: StageID) throws -> Scenario {
        var path = Scenario.Path()
        path.filing = ["shareWithImposing": true]
        return try Scenario.at(stage, path)
    }

    enum Change: CaseIterable, Sendable { case none, withdrawn, neverAsked, notTransmitted, withoutName, otherCountry }

    @Test(arguments: Change.allCases)
    func `they read it while the consent stands and the case is theirs, and a withheld name wins`(change: Change) throws
    {
        var state = try Self.agreed(at: "transmitted").state
        var header = try #require(state[RowID(Scenario.caseID)])
        var party = try #require(state.filerRow)
        switch change {
        case .none: break
        case .withdrawn: party.fields["shareWithImposing"] = false
        case .neverAsked: party.fields["shareWithImposing"] = nil
        case .notTransmitted: header.fields["transmittedOn"] = nil
        case .withoutName: header.fields["anonymous"] = true
        case .otherCountry: header.fields["imposingCountry"] = "UG"
        }
        state.put(header)
        state.put(party)
        #expect(audiences(of: Self.place("TZ"), in: state) == (change == .none ? ["fp:TZ"] : []))
    }

    @Test func `before it is transmitted there is nothing to read, and without a name nothing is copied`() throws {
        var scene = try Self.agreed(at: "registered")
        #expect(!scene.state.rows.values.contains { $0.compartment == Self.place("TZ") })
        var state = scene.state
        var header = try #require(state[RowID(Scenario.caseID)])
        header.fields["anonymous"] = true
        state.put(header)
        scene.replaceState(state)
        try scene.act("transmit", by: .system)
        #expect(scene.state.header?.isTransmitted == true)
        #expect(!scene.state.rows.values.contains { $0.compartment == Self.place("TZ") })
    }

    @Test func `their device knows whom they were told of, and that of a secretariat nobody`() throws {
        let scene = try Self.agreed(at: "transmitted")
        let told = scene.replica(of: People.tanzania)
        #expect(told.state.knownIdentity?.row["name"] == "Amina Wanjiru" && told.state.filerRow == nil)
        #expect(audiences(of: Self.place("TZ"), in: told.state) == ["fp:TZ"])
        #expect(told.state.knownIdentity?.row["privacyNotice"] == nil)
        for party in [People.eac, People.tanzaniaChair, People.kenyaMember] {
            #expect(scene.replica(of: party).state.knownIdentity == nil, "\(party.name)")
        }
        #expect(scene.replica(of: People.kenya).state.knownIdentity?.row == scene.state.filerRow)
    }

    /// An AfCFTA case comes back from another mechanism after the request was sent, and the trader is asked once more.
    @Test func `an answer after the transmission gives the consent, renews the contact, and takes the consent back`()
        throws
    {
        let (trader, kenya, registry) = (BarrierPlay.trader, BarrierPlay.kenya, "secretariatAfcfta")
        var played = try BarrierPlay(procedure: .ntbAfCFTA).submitted(on: "2026-11-02", ["shareWithImposing": false])
        try played.act(
            "sendRequest", by: kenya, on: "2026-11-05", ["imposingCountry": "UG", "receivedOn": "2026-11-05"])
        try played.act("transfer", by: registry, on: "2026-11-06")
        try played.act("returnFromRec", by: registry, on: "2026-11-09")
        let place = Self.place("UG", on: PlayedCase.caseID)
        func copies() -> [Row] { played.state.rows(.party).filter { $0.compartment == place } }
        func answer(_ given: [String: JSONValue]) throws {
            try played.act("askInfo", by: kenya, on: "2026-11-10")
            try played.act("supplyInfo", by: trader, on: "2026-11-10", given)
        }
        #expect(copies().isEmpty)
        try answer(["contact": "+254 700 111 111"])
        #expect(copies().isEmpty)
        try answer(["shareWithImposing": true])
        #expect(copies().map { $0["contact"] } == ["+254 700 111 111"])
        #expect(audiences(of: place, in: played.state) == ["fp:UG"])
        try answer(["contact": "+254 700 222 222"])
        #expect(copies().map { $0["contact"] } == ["+254 700 222 222"])
        try answer(["shareWithImposing": false, "contact": "+254 700 333 333"])
        #expect(copies().map { $0["contact"] } == ["+254 700 222 222"], "what they told afterwards is copied nowhere")
        #expect(audiences(of: place, in: played.state).isEmpty)
    }
}
