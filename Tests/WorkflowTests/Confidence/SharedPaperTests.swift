import CaseProtocol
import Testing

@testable import Workflow

/// A paper that the complainant gave in confidence is shared with the imposing country's focal point, and taken back.
@Suite struct SharedPaperTests {
    private static let procedures: [ProcedureID] = ["ntb.tripartite", "ntb.afcfta", "ntb.eac"]
    private static let imposing = Players.holding(.nfpImposing)[0]
    private static let reporting = Players.holding(.nfpReporting)[2]
    private static let consent: [String: JSONValue] = ["paperConsentOn": "2026-11-02", "paperConsentHow": "spoken"]

    /// A Tanzanian complaint about Kenya, or about Tanzania itself, with two remarks of the complainant in confidence.
    private struct Scene {
        var player: TablePlayer
        let filer: Party
        let papers: [RowID] = (1...2).map { RowID(high: 0x7020, low: 0x8000_0000_0000_0000 + $0) }

        init(_ id: ProcedureID, imposing: String = "KE", papers count: Int = 2) throws {
            let procedure = try #require(Catalogue.standard.current(id))
            var route = try Route(procedure, by: .complainant, ["reportingCountry": "TZ"])
            filer = try #require(Players.openers(.complainant).first)
            let sides: [String: JSONValue] = ["imposingCountry": .string(imposing), "reportingCountry": .null]
            try route.act("submit", ["reportingCountry": "TZ"])
            switch id {
            case "ntb.tripartite":
                try route.act("register", sides)
                try route.act("acknowledge")
            case "ntb.afcfta": try route.act("sendRequest", sides)
            default:
                try route.act("accept")
                try route.act("notifyPartnerState", sides)
            }
            player = route.player
            for (index, paper) in papers.prefix(count).enumerated() {
                try player.perform(
                    .addNote(
                        NoteAdd(
                            caseID: TablePlayer.caseID, note: paper, text: "Cost sheet \(index)",
                            confidentiality: .confidential, confidence: nil)), by: filer)
            }
        }

        mutating func take(_ action: ActionID, by party: Party, _ index: Int = 0, _ more: [String: JSONValue] = [:])
            throws(Refusal)
        {
            let fields = ["paper": .string(papers[index].description)].merging(more) { $1 }
            try player.take(action, by: party, fields)
        }

        func refusal(_ action: ActionID, by party: Party, _ more: [String: JSONValue] = [:]) -> Refusal? {
            var scene = self
            do {
                try scene.take(action, by: party, 0, more)
                return nil
            } catch { return error }
        }

        /// The texts in confidence that somebody reads.
        func texts(_ party: Party) -> Set<String> {
            Set(
                player.seen(by: party).filter { $0.kind == .note && $0.compartment.confidentiality == .confidential }
                    .compactMap { $0["text"]?.string })
        }
    }

    @Test(arguments: procedures)
    func `the imposing focal point reads the one paper that was shared, until that is taken back`(_ id: ProcedureID)
        throws
    {
        var scene = try Scene(id)
        #expect(scene.texts(Self.imposing).isEmpty)
        try scene.take("sharePaper", by: scene.filer)
        #expect(scene.texts(Self.imposing) == ["Cost sheet 0"])
        let told = scene.player.seen(by: Self.imposing).filter { $0.kind == .event && $0["action"] == "sharePaper" }
        #expect(told.isEmpty, "where it lies and how it was agreed to is the complainant's")
        try scene.take("unsharePaper", by: scene.filer)
        #expect(scene.texts(Self.imposing).isEmpty)
        #expect(scene.texts(scene.filer) == ["Cost sheet 0", "Cost sheet 1"])
        try scene.take("sharePaper", by: scene.filer)
        #expect(scene.texts(Self.imposing) == ["Cost sheet 0"], "once more")
    }

    @Test(arguments: procedures)
    func `nobody is offered to take back what was never shared, or to share what there is not`(_ id: ProcedureID) throws
    {
        let offered = { (scene: Scene, party: Party) in
            Set(moves(for: party, on: scene.player.state, in: scene.player.context()).map(\.action.rawValue))
                .intersection(["sharePaper", "unsharePaper"])
        }
        #expect(offered(try Scene(id, papers: 0), Self.reporting).isEmpty)
        var scene = try Scene(id)
        for party in [scene.filer, Self.reporting] { #expect(offered(scene, party) == ["sharePaper"]) }
        try scene.take("sharePaper", by: scene.filer)
        for party in [scene.filer, Self.reporting] {
            #expect(offered(scene, party) == ["sharePaper", "unsharePaper"])
        }
    }

    @Test(arguments: procedures)
    func `the reporting focal point shares with the consent on record, and without it not`(_ id: ProcedureID) throws {
        var scene = try Scene(id)
        #expect(
            scene.refusal("sharePaper", by: Self.reporting) == .missingFields(["paperConsentOn", "paperConsentHow"]))
        try scene.take("sharePaper", by: Self.reporting, 1, Self.consent)
        #expect(scene.texts(Self.imposing) == ["Cost sheet 1"])
        let records = scene.player.state.rows(.event).filter { $0["paperConsentHow"] == "spoken" }
        #expect(records.count == 1 && records[0].compartment.confidentiality == .confidential)
        #expect(scene.player.seen(by: scene.filer).contains { $0.id == records[0].id })
        try scene.take("unsharePaper", by: Self.reporting, 1, ["reason": "The trader called."])
        #expect(scene.texts(Self.imposing).isEmpty)
    }

    @Test(arguments: procedures)
    func `nobody else of either government or of a secretariat reads the copy, nor any other country`(_ id: ProcedureID)
        throws
    {
        var scene = try Scene(id)
        try scene.take("sharePaper", by: scene.filer)
        let sharing = try #require(scene.player.state.sharings.first)
        #expect(audiences(of: sharing.row.compartment, in: scene.player.state) == ["fp:KE"])
        scene.player.change(["imposingCountry": "UG"])
        #expect(audiences(of: sharing.row.compartment, in: scene.player.state).isEmpty)
        scene.player.change(["imposingCountry": "KE", "transmittedOn": .null])
        var header = try #require(scene.player.state.header?.row)
        header.fields["transmittedOn"] = nil
        scene.player.state.put(header)
        #expect(audiences(of: sharing.row.compartment, in: scene.player.state).isEmpty)
    }

    @Test(arguments: procedures)
    func `only whose paper it is and their focal point share it, each paper once`(_ id: ProcedureID) throws {
        var scene = try Scene(id)
        for role in [RoleID.nmcMember, .recOfficer, .ministryLegal] {
            for person in Players.holding(role) {
                #expect(scene.refusal("sharePaper", by: person, Self.consent) != nil)
            }
        }
        #expect(scene.refusal("sharePaper", by: Self.imposing, Self.consent) != nil)
        #expect(scene.refusal("unsharePaper", by: scene.filer) == .invalidValue("paper", reason: "is not shared"))
        try scene.take("sharePaper", by: scene.filer)
        #expect(scene.refusal("sharePaper", by: scene.filer) == .invalidValue("paper", reason: "is shared already"))
        // What the focal point wrote to the complainant is no paper of theirs.
        let written = RowID(high: 0x7021, low: 0x8000_0000_0000_0001)
        try scene.player.perform(
            .addNote(
                NoteAdd(
                    caseID: TablePlayer.caseID, note: written, text: "For you alone", confidentiality: .confidential,
                    confidence: nil)), by: Self.reporting)
        #expect(scene.refusal("sharePaper", by: scene.filer, ["paper": .string(written.description)]) != nil)
    }

    @Test func `of whoever complains without a name they alone share, and a matter of one country has nobody to tell`()
        throws
    {
        var scene = try Scene("ntb.tripartite")
        scene.player.change(["anonymous": true])
        #expect(scene.refusal("sharePaper", by: Self.reporting, Self.consent) != nil)
        #expect(scene.refusal("sharePaper", by: scene.filer) == nil)
        let national = try Scene("ntb.tripartite", imposing: "TZ")
        #expect(national.refusal("sharePaper", by: national.filer) != nil)
    }

    @Test func `versions of before know no sharing`() {
        for procedure in [Procedure.ntbTripartite3, .ntbAfCFTA2, .ntbEAC2] {
            #expect(!procedure.rules.contains { $0.action == "sharePaper" })
        }
    }
}
