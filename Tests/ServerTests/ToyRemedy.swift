import CaseProtocol
import Workflow

@testable import Server

extension Procedure {
    /// A trade remedy of four stages: what the tests of secrecy need of one.
    static let toyRemedy = Procedure(
        id: "toy.remedy", version: 1, title: "Toy remedy", numberPrefix: "TR", cast: .remedy,
        stages: [
            Stage("filed", public: nil, owner: .authorityHead, "It is examined in secret."),
            Stage("initiated", public: "Investigated", owner: .investigator, "It is investigated."),
            Stage("terminated", public: "Terminated", isFinal: true, owner: nil, "It ended."),
            Stage("merged", public: "Merged", isFinal: true, owner: nil, takesHistory: false, "It goes on elsewhere."),
        ],
        rules: [
            Rule(
                "file", from: .nothing, to: .stage("filed"), by: [.industryApplicant], requires: ["country"],
                accepts: ["product"], effects: [.markSubmitted, .issueNumber], source: design),
            Rule(
                "initiate", from: .stages(["filed"]), to: .stage("initiated"), by: [.authorityHead],
                effects: [.markInitiated], source: design),
            Rule(
                "terminate", from: .anyOpen, to: .stage("terminated"), by: [.authorityHead], source: design),
            Rule(
                "joinCase", from: .anyOpen, to: .stay, by: [.authorityHead, .investigator], requires: ["otherCase"],
                effects: [.link(.joint)], record: .internal, source: design),
            Rule(
                "unjoin", from: .any, to: .stay, by: [.authorityHead, .investigator], guards: [.linked(.joint)],
                effects: [.unlink(.joint)], record: .internal, source: design),
            Rule(
                "mergeDuplicate", from: .anyOpen, to: .stage("merged"), by: [.authorityHead], requires: ["otherCase"],
                effects: [.keepStage, .link(.duplicateOf), .mergeInto], source: design),
        ],
        deadlines: [],
        fields: [
            FieldSpec("country", .code(list: "iso3166-1"), onHeader: true, label: "Country", help: ""),
            FieldSpec("product", .text(bytesMax: 500), onHeader: true, label: "Product", help: ""),
            FieldSpec("otherCase", .caseReference, .internal, label: "Other case", help: ""),
        ], edits: [])

    private static let design = LegalSource("A test", .design)
}

extension Catalogue {
    /// Complaints whose cases can be linked, and remedies.
    static let linking = Catalogue([.ntbTripartite, .ntbTripartite2, .toyRemedy])
}

extension TestPerson {
    /// Files a complaint under the version that links cases.
    func fileLinkable(label: String? = nil) async throws -> CaseID {
        let caseID: CaseID = server.id()
        var opening = Self.opening(caseID, label: label)
        opening.version = 2
        _ = try await send(.open(opening))
        try await act("submit", on: caseID, Self.filing)
        return caseID
    }

    /// Applies for a remedy of Kenya.
    func fileRemedy(_ product: String = "Ceramic tiles", label: String? = nil) async throws -> CaseID {
        let caseID: CaseID = server.id()
        let outcome = try await send(
            .open(
                CaseOpen(
                    caseID: caseID, procedure: "toy.remedy", version: 1, action: "file", label: label,
                    fields: ["country": "KE", "product": .string(product)])))
        precondition(outcome == .applied, "\(outcome)")
        return caseID
    }
}

extension TestServer {
    func links(on caseID: CaseID) async throws -> [CaseLink] {
        try await store.read { CaseState(caseID: caseID, rows: try $0.rows(of: caseID)).links }
    }
}
