import CaseProtocol
import Testing
import Workflow

/// The reporting country decides whose focal point reads who complains.
@Suite struct ReportingCountryTests {
    private func edit(_ country: String, _ scene: Scenario) throws -> CaseCommand {
        let row = try #require(scene.state.header).row
        return .edit(
            CaseEdit(
                caseID: Scenario.caseID, fields: ["reportingCountry": .string(country)],
                base: ["reportingCountry": row.rev(of: "reportingCountry")]))
    }

    /// A complaint of somebody whose country is not known, about a measure of Tanzania.
    private func nomads(sharing: Bool = false) throws -> Scenario {
        var path = Scenario.Path()
        path.opener = People.nomad
        path.filing = ["shareWithImposing": .bool(sharing)]
        return try Scenario.at("submitted", path)
    }

    @Test(arguments: ["submitted", "infoRequested", "registered"] as [StageID])
    func `no officer hands a filed complaint to another country`(stage: StageID) throws {
        let scene = try Scenario.at(stage)
        #expect(
            scene.refusal(of: try edit("UG", scene), by: People.kenya)
                == .wrongStage("case.edit", at: stage, allowed: ["draft", "lead"]))
        guard
            case .notPermitted("case.edit", [.recOfficer], _)? = scene.refusal(
                of: try edit("UG", scene), by: People.eac)
        else {
            Issue.record("the secretariat changed the reporting country")
            return
        }
    }

    @Test func `the filer may change it while the complaint is with them`() throws {
        var scene = try Scenario.at("submitted")
        try scene.perform(try edit("UG", scene), by: People.amina)
        #expect(scene.state.header?.reportingCountry == "UG")
    }

    @Test func `the secretariat names a country that is missing, but not the one complained of`() throws {
        var scene = try nomads()
        guard case .guardFailed("case.edit", _)? = scene.refusal(of: try edit("TZ", scene), by: People.eac) else {
            Issue.record("the other side was told who complains")
            return
        }
        try scene.perform(try edit("KE", scene), by: People.eac)
        #expect(scene.state.header?.reportingCountry == "KE")
    }

    @Test func `with the filer's consent both sides may be one country`() throws {
        var scene = try nomads(sharing: true)
        try scene.perform(try edit("TZ", scene), by: People.eac)
        #expect(scene.state.header?.reportingCountry == "TZ")
    }

    @Test func `the other side is told by an edit of both countries no more than by one`() throws {
        let scene = try nomads()
        let both = CaseEdit(
            caseID: Scenario.caseID, fields: ["imposingCountry": "UG", "reportingCountry": "UG"], base: [:])
        let swapped = CaseEdit(
            caseID: Scenario.caseID, fields: ["imposingCountry": "UG", "reportingCountry": "TZ"], base: [:])
        for edit in [both, swapped] {
            guard case .guardFailed("case.edit", _)? = scene.refusal(of: .edit(edit), by: People.eac) else {
                Issue.record("taken: \(edit.fields)")
                continue
            }
        }
    }

    @Test func `an officer who answers for a caller does not move the complaint either`() throws {
        var path = Scenario.Path()
        path.isLead = true
        let scene = try Scenario.at("infoRequested", path)
        guard
            case .guardFailed("supplyInfo", _)? = scene.refusal(
                of: "supplyInfo", by: People.kenya, ["reportingCountry": "TZ"])
        else {
            Issue.record("the reporting country was changed")
            return
        }
        #expect(scene.refusal(of: "supplyInfo", by: People.kenya) == nil)
    }
}
