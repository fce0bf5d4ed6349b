import ArgumentParser
import CaseProtocol
import ClientCore
import Workflow

/// Adds a remark to a case.
struct AddNote: Verb {
    static let configuration = CommandConfiguration(
        commandName: "note", abstract: "Add a remark to a case.",
        discussion: """
            Without --class a remark of somebody who files is for the parties of the case, and one of an officer stays \
            inside their own government or body.
            """)

    @Argument(help: ArgumentHelp("What the case is called.", valueName: "ref"))
    var reference: String
    @Argument(help: "The remark.")
    var text: [String]
    @Option(name: .customLong("class"), help: ArgumentHelp("parties, internal or confidential.", valueName: "class"))
    var confidentiality: String?
    @OptionGroup var confidence: ConfidenceOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard let confidentiality, ConfidentialityClass(rawValue: confidentiality) == nil else { return }
        throw ValidationError(
            "There is no class “\(confidentiality)”; a note is for “parties”, “internal” or “confidential”.")
    }

    func answer(in world: World) async throws -> Answer {
        let replica = try world.replica()
        let caseID = try replica.find(reference)
        let chosen = confidentiality.flatMap { ConfidentialityClass(rawValue: $0) }
        let state = try replica.state(of: caseID)
        if let claim = try confidence.claim(in: chosen) {
            let prediction = try replica.note(
                on: caseID, text.joined(separator: " "), inConfidence: claim, summary: confidence.summary)
            return PredictionScreen.answer(
                prediction, did: "\(prediction.reference): noted, in confidence (\(claim.reason)).",
                more: ["class": "confidential"], try Standing(replica))
        }
        let kept = try chosen ?? Self.standard(for: replica.party, on: state)
        let prediction = try replica.note(on: caseID, text.joined(separator: " "), confidentiality: kept)
        return PredictionScreen.answer(
            prediction,
            did: "\(prediction.reference): noted, class \(kept.rawValue) (\(Self.readers(kept, of: state.header))).",
            more: ["class": .string(kept.rawValue)], try Standing(replica))
    }

    /// Whoever acts on the case as its filer writes to the parties; an officer writes to colleagues.
    static func standard(for party: Party, on state: CaseState) -> ConfidentialityClass {
        let role = caseRoles(of: party, in: state).first
        if let role { return RoleWords.filers.contains(role) ? .parties : .internal }
        return party.desk == nil ? .parties : .internal
    }

    /// Until a case is transmitted a remark to the parties stays with the filer and the own focal point.
    static func readers(_ confidentiality: ConfidentialityClass, of header: CaseHeader?) -> String {
        let isShared = header.map { $0.isTransmitted || $0.isImported } ?? false
        return switch confidentiality {
        case .public: "everybody reads it"
        case .parties where isShared: "everybody on the case reads it"
        case .internal: "only your own government or body reads it"
        case .parties: "the filer and the own side read it; everybody on the case, if it was transmitted meanwhile"
        case .confidential: "the filer and those the filer deals with read it"
        case .sealed: "only those who may know the complainant read it"
        }
    }
}
