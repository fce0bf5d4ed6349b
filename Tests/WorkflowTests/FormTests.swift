import CaseProtocol
import Testing

@testable import Workflow

/// A table with questions that hang on others: of goods that spoil a proof is asked for.
private enum Toy {
    static let source = LegalSource("A test", .design)
    static let fields: [FieldSpec] = [
        FieldSpec(
            "proof", .text(bytesMax: 100), onHeader: true, label: "Proof", help: "That they spoil.",
            askedWhen: AskedWhen("perishable", is: "true"), unit: "pages"),
        FieldSpec("perishable", .bool, onHeader: true, lasting: true, label: "Do the goods spoil?", help: "Yes or no."),
        FieldSpec("kind", .choice(["fish", "fruit", "tins"]), label: "Kind", help: "What they are."),
        FieldSpec(
            "coldFor", .integer(0...30), label: "Kept cold for", help: "How long.",
            askedWhen: AskedWhen("kind", is: "fish", "fruit"), unit: "days"),
        FieldSpec("reason", .text(bytesMax: 100), label: "Reason", help: "Why."),
    ]
    static let procedure = Procedure(
        id: "toy", version: 1, title: "Toy", numberPrefix: "TY",
        stages: [Stage("open", public: nil, owner: .complainant, "It stands here.")],
        rules: [
            Rule(
                "open", from: .nothing, to: .stage("open"), by: [.complainant], requires: ["proof", "perishable"],
                source: source),
            Rule(
                "show", from: .stages(["open"]), to: .stay, by: [.complainant], requires: ["proof"],
                choices: ["proof": ["letter", "picture"]], source: source),
            Rule(
                "pack", from: .stages(["open"]), to: .stay, by: [.complainant], requires: ["kind", "coldFor"],
                source: source),
            Rule(
                "sell", from: .stages(["open"]), to: .stay, by: [.complainant],
                requiresWhen: [ConditionalField("reason", when: "perishable", is: "true")], source: source),
        ], deadlines: [], fields: fields,
        edits: [EditRule(["proof", "perishable"], by: [.complainant], from: .anyOpen)])

    static let caseID = CaseID(high: 0x7001, low: 0x8000_0000_0000_0009)
    static let filer = Party(
        id: UserID(high: 0x7000, low: 0x8000_0000_0000_0031), name: "Fishmonger",
        appointments: [Appointment(.complainant, scope: "KE")])

    static func context(_ number: UInt64, isAuthoritative: Bool = true) -> DecisionContext {
        DecisionContext(
            now: Timestamp(milliseconds: 1_795_000_000_000),
            mid: CommandID(high: 0x7002, low: 0x8000_0000_0000_0000 + number * 1_000),
            catalogue: Catalogue([procedure]), isAuthoritative: isAuthoritative)
    }

    static func opening(_ fields: [String: JSONValue]) -> CaseCommand {
        .open(CaseOpen(caseID: caseID, procedure: "toy", version: 1, action: "open", label: nil, fields: fields))
    }

    /// A case whose goods spoil, or do not.
    static func opened(perishable: Bool) throws -> CaseState {
        var fields: [String: JSONValue] = ["perishable": .bool(perishable)]
        if perishable { fields["proof"] = "A picture." }
        let decision = try decide(opening(fields), on: nil, by: filer, in: context(1))
        var state = CaseState(caseID: caseID)
        _ = apply(decision.events, to: &state)
        return state
    }

    /// What a command is refused with, by the server and by a client alike; `nil` when it is not.
    static func refusal(of command: CaseCommand, on state: CaseState? = nil) -> Refusal? {
        let answers = [true, false].map { isAuthoritative -> Refusal? in
            do throws(Refusal) {
                _ = try decide(command, on: state, by: filer, in: context(2, isAuthoritative: isAuthoritative))
                return nil
            } catch {
                return error
            }
        }
        #expect(answers[0] == answers[1])
        return answers[0]
    }

    static func act(_ action: ActionID, _ fields: [String: JSONValue] = [:]) -> CaseCommand {
        .act(CaseAct(caseID: caseID, action: action, from: "open", fields: fields))
    }
}

@Suite struct FormTests {
    @Test func `a required question is required only where it is asked`() {
        #expect(Toy.refusal(of: Toy.opening(["perishable": false])) == nil)
        #expect(Toy.refusal(of: Toy.opening(["perishable": true])) == .missingFields(["proof"]))
        #expect(Toy.refusal(of: Toy.opening(["perishable": true, "proof": "A picture."])) == nil)
        #expect(Toy.refusal(of: Toy.opening([:])) == .missingFields(["perishable"]))
    }

    @Test func `an answer to a question that is not asked is refused in a clear sentence`() {
        let refusal = Toy.refusal(of: Toy.opening(["perishable": false, "proof": "A picture."]))
        #expect(refusal == .invalidValue("proof", reason: "is asked only where “perishable” is yes"))
        #expect(refusal?.problem.message == "“proof” is asked only where “perishable” is yes.")
        #expect(refusal?.problem.path == "fields.proof")
    }

    @Test func `a blank answer to a question that is not asked is no answer`() {
        #expect(Toy.refusal(of: Toy.opening(["perishable": false, "proof": " "])) == nil)
    }

    @Test(arguments: [("fish", true), ("fruit", true), ("tins", false)])
    func `each word of the condition asks, and no other`(word: String, isAsked: Bool) throws {
        let state = try Toy.opened(perishable: false)
        let missing = Toy.refusal(of: Toy.act("pack", ["kind": .string(word)]), on: state)
        #expect(missing == (isAsked ? .missingFields(["coldFor"]) : nil))
        let given = Toy.refusal(of: Toy.act("pack", ["kind": .string(word), "coldFor": 3]), on: state)
        #expect(
            given == (isAsked ? nil : .invalidValue("coldFor", reason: "is asked only where “kind” is fish or fruit")))
    }

    @Test(arguments: [true, false])
    func `what the case keeps decides where the act does not say`(perishable: Bool) throws {
        let state = try Toy.opened(perishable: perishable)
        #expect(Toy.refusal(of: Toy.act("show"), on: state) == (perishable ? .missingFields(["proof"]) : nil))
        let shown = Toy.refusal(of: Toy.act("show", ["proof": "letter"]), on: state)
        #expect(
            shown == (perishable ? nil : .invalidValue("proof", reason: "is asked only where “perishable” is yes")))
    }

    @Test(arguments: [true, false])
    func `a field that another makes required sees a yes on the case`(perishable: Bool) throws {
        let state = try Toy.opened(perishable: perishable)
        #expect(Toy.refusal(of: Toy.act("sell"), on: state) == (perishable ? .missingFields(["reason"]) : nil))
        #expect(Toy.refusal(of: Toy.act("sell", ["reason": "Hunger."]), on: state) == nil)
    }

    @Test func `an edit answers no question that is not asked, unless it makes it asked`() throws {
        let state = try Toy.opened(perishable: false)
        let edit = { (fields: [String: JSONValue]) in
            CaseCommand.edit(CaseEdit(caseID: Toy.caseID, fields: fields, base: [:]))
        }
        #expect(
            Toy.refusal(of: edit(["proof": "A picture."]), on: state)
                == .invalidValue("proof", reason: "is asked only where “perishable” is yes"))
        #expect(Toy.refusal(of: edit(["perishable": true, "proof": "A picture."]), on: state) == nil)
        let spoiling = try Toy.opened(perishable: true)
        #expect(Toy.refusal(of: edit(["proof": "A letter."]), on: spoiling) == nil)
        #expect(Toy.refusal(of: edit(["perishable": .null, "proof": "A letter."]), on: spoiling) != nil)
        #expect(Toy.refusal(of: edit(["proof": .null]), on: state) == nil)
    }
}

@Suite struct FormMoveTests {
    private func move(_ action: ActionID, perishable: Bool) throws -> Move {
        let state = try Toy.opened(perishable: perishable)
        return try #require(moves(for: Toy.filer, on: state, in: Toy.context(3)).first { $0.action == action })
    }

    @Test func `a move leaves out what the case makes no question of`() throws {
        #expect(try move("show", perishable: true).requires.map(\.id) == ["proof"])
        #expect(try move("show", perishable: false).requires.isEmpty)
        #expect(try move("show", perishable: false).accepts.isEmpty)
    }

    @Test func `a move keeps a question that its own answers decide, with the condition`() throws {
        let pack = try move("pack", perishable: false)
        #expect(pack.requires.map(\.id) == ["kind", "coldFor"])
        #expect(pack.requires.last?.askedWhen == AskedWhen("kind", is: "fish", "fruit"))
    }

    @Test func `a move requires what the case makes required`() throws {
        #expect(try move("sell", perishable: true).requires.map(\.id) == ["reason"])
        #expect(try move("sell", perishable: false).requires.isEmpty)
        #expect(try move("sell", perishable: false).accepts.map(\.id) == ["reason"])
    }

    @Test func `words that a rule narrows a field to keep its condition and unit`() throws {
        let proof = try #require(try move("show", perishable: true).requires.first)
        #expect(proof.type == .choice(["letter", "picture"]))
        #expect(proof.askedWhen == AskedWhen("perishable", is: "true") && proof.unit == "pages")
    }
}
