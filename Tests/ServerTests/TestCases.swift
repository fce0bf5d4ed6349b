import CaseProtocol
import Workflow

@testable import Server

/// Complaints for tests.
extension TestPerson {
    static let filing: [String: JSONValue] = [
        "ntbCategory": "2.3", "locationCountry": "UG", "place": "Busia", "incidentOn": "2026-11-02",
        "description": "A certificate of origin was not recognised.", "contact": "+254 700 000 000",
    ]

    /// Opens a draft.
    @discardableResult
    func open(_ caseID: CaseID? = nil, label: String? = "AB2C-1") async throws -> CaseID {
        let caseID = caseID ?? server.id()
        _ = try await send(.open(Self.opening(caseID, label: label)))
        return caseID
    }

    static func opening(_ caseID: CaseID, label: String? = "AB2C-1") -> CaseOpen {
        CaseOpen(
            caseID: caseID, procedure: "ntb.tripartite", version: 1, action: "open", label: label,
            fields: ["product": "Soap"])
    }

    /// Takes an action.
    @discardableResult
    func act(_ action: ActionID, on caseID: CaseID, _ fields: [String: JSONValue] = [:]) async throws -> Outcome {
        try await send(.act(CaseAct(caseID: caseID, action: action, from: nil, fields: fields)))
    }

    /// Opens a complaint and files it.
    func file() async throws -> CaseID {
        let caseID = try await open()
        try await act("submit", on: caseID, Self.filing)
        return caseID
    }

    /// Registers a complaint: it gets its number and goes to Uganda.
    @discardableResult
    func register(_ caseID: CaseID) async throws -> Outcome {
        try await act("register", on: caseID, ["imposingCountry": "UG", "policyOrRegulatory": false])
    }

    func note(_ caseID: CaseID, id: RowID? = nil, _ confidentiality: ConfidentialityClass = .parties) -> CaseCommand {
        .addNote(
            NoteAdd(
                caseID: caseID, note: id ?? server.id(), text: "A remark.", confidentiality: confidentiality,
                confidence: .sample(confidentiality)))
    }
}

extension ConfidenceClaim {
    /// What a file or remark of this class says of why, where the procedure demands it.
    static func sample(_ confidentiality: ConfidentialityClass) -> ConfidenceClaim? {
        confidentiality == .confidential
            ? ConfidenceClaim(reason: "businessSecret", noSummary: "It is one figure.") : nil
    }
}

extension TestServer {
    func header(_ caseID: CaseID) async throws -> CaseHeader? {
        try await store.read { try $0.row(RowID(caseID)).flatMap { CaseHeader($0) } }
    }

    func head() async throws -> Int { try await store.read { try $0.head() } }
}
