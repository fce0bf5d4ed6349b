import CaseProtocol
import ClientCore
import Workflow

extension TypedID {
    /// The `number`-th id of the tests.
    static func sample(_ number: Int) -> TypedID {
        TypedID(high: 0x0192_0000_0000_7000, low: 0x8000_0000_0000_0000 | UInt64(number))
    }
}

extension Timestamp {
    static let start = Timestamp(milliseconds: 1_795_255_200_000)
}

extension Row {
    /// A header of a case, in the shape that the rules give it.
    static func header(
        _ caseID: CaseID, number: String? = nil, label: String? = nil, stage: String = "submitted", rev: Int = 1,
        _ fields: [String: JSONValue] = [:]
    ) -> Row {
        var all: [String: JSONValue] = ["procedure": "ntb.tripartite", "version": 1, "stage": .string(stage)]
        if let number { all["number"] = .string(number) }
        if let label { all["label"] = .string(label) }
        return Row(
            id: RowID(caseID), kind: .caseHeader, compartment: Compartment(caseID: caseID, .parties), rev: rev,
            fields: all.merging(fields) { $1 })
    }

    static func note(
        _ id: RowID, on caseID: CaseID, _ text: String, _ confidentiality: ConfidentialityClass = .parties,
        holder: String? = nil
    ) -> Row {
        Row(
            id: id, kind: .note, compartment: Compartment(caseID: caseID, confidentiality, holder: holder),
            fields: ["text": .string(text)])
    }
}

extension Party {
    static let trader = Party(
        id: .sample(9_001), name: "amina", organisation: "Amina Foods",
        appointments: [Appointment(.complainant, scope: "KE")])
    static let officer = Party(
        id: .sample(9_002), name: "kamau", appointments: [Appointment(.focalPoint, scope: "KE")])

    var loginReply: LoginReply {
        LoginReply(
            token: name, user: id, name: name, roles: appointments.map(\.description), organisation: organisation)
    }
}
