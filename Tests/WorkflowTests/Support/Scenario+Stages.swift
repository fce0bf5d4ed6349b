import CaseProtocol
import Workflow

extension Scenario {
    /// How a case came to a stage.
    struct Path {
        var opener: Party = People.amina
        var isLead = false
        /// The country whose measure is complained of: `KE` makes a national matter.
        var imposing = "TZ"
        var filing: [String: JSONValue] = [:]
    }

    /// A Kenyan complaint at `stage`, brought there by lawful acts.
    static func at(_ stage: StageID, _ path: Path = Path()) throws -> Scenario {
        var scenario = Scenario()
        try scenario.bring(to: stage, path)
        return scenario
    }

    /// Imported history at `stage`, not adopted.
    static func imported(at stage: StageID, _ fields: [String: JSONValue]? = nil) throws -> Scenario {
        var scenario = Scenario()
        try scenario.perform(
            .recordHistory(
                HistoryRecord(
                    caseID: caseID, procedure: "ntb.tripartite", number: "NTB-000-324", publishedStatus: "In process",
                    stage: stage,
                    fields: fields ?? ["reportingCountry": "KE", "imposingCountry": "TZ", "place": "Namanga"],
                    entries: [], flags: [])), by: .system)
        return scenario
    }

    private mutating func bring(to stage: StageID, _ path: Path) throws {
        let imposer = path.imposing == "KE" ? People.kenya : People.tanzania
        let reporter = path.opener == People.nomad ? People.eac : People.kenya
        switch stage {
        case "draft" where path.isLead:
            try bring(to: "lead", path)
            try act("convertLead", by: People.kenya)
        case "draft": try open(by: path.opener)
        case "lead": try open("recordLead", by: People.kenya, Sample.of(["phone", "text", "receivedAt"]))
        case "closedLead": try from("lead", path) { try $0.act("closeLead", by: People.kenya) }
        case "submitted":
            try from("draft", path) { try $0.act("submit", by: path.isLead ? People.kenya : path.opener, path.filing) }
        case "infoRequested": try from("submitted", path) { try $0.act("askInfo", by: reporter) }
        case "dormant":
            try from("infoRequested", path) {
                $0.wait(days: 31)
                try $0.runScheduler()
            }
        case "abandoned":
            try from("dormant", path) {
                $0.wait(days: 367)
                try $0.runScheduler()
            }
        case "rejected": try from("submitted", path) { try $0.act("reject", by: reporter) }
        case "registered":
            try from("submitted", path) {
                try $0.act("register", by: reporter, ["imposingCountry": .string(path.imposing)])
            }
        case "transmitted": try from("registered", path) { try $0.act("transmit", by: .system) }
        case "consultation": try from("transmitted", path) { try $0.act("acknowledge", by: imposer) }
        case "bilateral": try from("consultation", path) { try $0.act("callBilateral", by: imposer) }
        case "timeBound": try from("consultation", path) { try $0.act("enterMatrix", by: People.kenyaChair) }
        case "regionalForum": try from("consultation", path) { try $0.act("tableRegional", by: People.eac) }
        case "policyOrgan": try from("regionalForum", path) { try $0.act("escalate", by: People.eac) }
        case "resolutionProposed": try from("consultation", path) { try $0.act("proposeResolution", by: imposer) }
        case "resolved":
            try from("resolutionProposed", path) {
                try $0.act("confirm", by: path.imposing == "KE" ? People.kenyaChair : People.kenya)
            }
        case "notAnNtb":
            try from("consultation", path) {
                try $0.act("proposeResolution", by: imposer, ["outcome": "notAnNtb"])
                try $0.act("confirm", by: path.imposing == "KE" ? People.kenyaChair : People.kenya)
            }
        case "escalatedToDispute": try from("consultation", path) { try $0.act("openDispute", by: People.kenyaLegal) }
        case "withdrawn":
            try from("consultation", path) { try $0.act("withdraw", by: path.isLead ? People.kenya : path.opener) }
        case "transferred": try from("consultation", path) { try $0.act("transfer", by: reporter) }
        default: throw Refusal.guardFailed("bring", "no way to \(stage) is known")
        }
    }

    private mutating func from(_ stage: StageID, _ path: Path, _ step: (inout Scenario) throws -> Void) throws {
        try bring(to: stage, path)
        try step(&self)
    }
}
