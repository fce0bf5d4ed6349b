import CaseProtocol
import Testing
import Workflow

/// Procedures as files: what is written is read back, and what is malformed is refused with its row and field.
@Suite struct ProcedureJSONTests {
    @Test(arguments: Catalogue.standard.procedures)
    func `a procedure is the same after its file was written and read`(procedure: Procedure) throws {
        #expect(try Procedure(json: procedure.json) == procedure)
        #expect(try Procedure(json: try JSONValue(parsing: procedure.canonicalBytes)) == procedure)
        #expect(try Procedure(json: try JSONValue(parsing: procedure.prettyJSON.utf8)) == procedure)
    }

    @Test func `two procedures that differ in one word have other bytes`() {
        var table = ToyTable()
        let bytes = table.procedure.canonicalBytes
        #expect(bytes == ToyTable().procedure.canonicalBytes)
        table.deadlines[0] = DeadlineSpec(
            "answer", .obligation, .workingDays(6), owner: .focalPoint, lapse: .escalate(to: .focalPoint),
            title: "Answer", source: ToyTable.source)
        #expect(table.procedure.canonicalBytes != bytes)
    }

    @Test(arguments: VocabularySamples.guards)
    func `every condition is the same after it was written and read`(condition: Guard) throws {
        var table = ToyTable()
        table.add(guards: [condition])
        #expect(try Procedure(json: table.procedure.json).rules.last?.guards == [condition])
    }

    @Test(arguments: VocabularySamples.effects)
    func `every effect is the same after it was written and read`(effect: Effect) throws {
        var table = ToyTable()
        table.add(effects: [effect])
        #expect(try Procedure(json: table.procedure.json).rules.last?.effects == [effect])
    }

    @Test func `everything else of the vocabulary is the same after it was written and read`() throws {
        for table in VocabularySamples.tables { #expect(try Procedure(json: table.procedure.json) == table.procedure) }
    }

    @Test func `what says nothing is left out`() {
        #expect(
            ToyTable().procedure.json.object?["rules"]?.array?[2].canonicalText
                == #"{"action":"close","from":["answered"],"roles":["complainant"],"source":{"authority":"Our own rule","mark":"D"},"to":"closed"}"#
        )
    }

    /// The toy's file with one value changed; `nil` takes the member away.
    private static func file(_ path: [Step], _ value: JSONValue?) -> JSONValue {
        change(ToyTable().procedure.json, path[...], value) ?? .null
    }

    enum Step: Sendable {
        case name(String)
        case at(Int)
    }

    private static func change(_ json: JSONValue, _ path: ArraySlice<Step>, _ value: JSONValue?) -> JSONValue? {
        switch (path.first, json) {
        case (nil, _): return value
        case (.name(let name), .object(var members)):
            members[name] = change(members[name] ?? .null, path.dropFirst(), value)
            return .object(members)
        case (.at(let index), .array(var elements)):
            if let element = change(index < elements.count ? elements[index] : .null, path.dropFirst(), value) {
                if index < elements.count { elements[index] = element } else { elements.append(element) }
            } else {
                elements.remove(at: index)
            }
            return .array(elements)
        default: return json
        }
    }

    struct Malformed: Sendable, CustomTestStringConvertible {
        let path: [Step]
        let value: JSONValue?
        let says: String
        var testDescription: String { says }
    }

    @Test(arguments: MalformedFiles.all)
    func `a malformed file is refused with its row and field`(malformed: Malformed) {
        #expect { try Procedure(json: Self.file(malformed.path, malformed.value)) } throws: { error in
            let line = (error as? ProcedureFault)?.description ?? ""
            // A list of all kinds grows with them.
            let isSaid =
                malformed.says.hasSuffix("…") ? line.hasPrefix(malformed.says.dropLast()) : line == malformed.says
            if !isSaid { Issue.record("it says: \(line)") }
            return isSaid
        }
    }

    @Test func `a file that is no object is refused`() {
        #expect { try Procedure(json: []) } throws: { "\($0)" == "procedure: must be an object" }
    }

    @Test func `two hundred stages are read and one more is not`() throws {
        func table(_ count: Int) -> Procedure {
            var table = ToyTable()
            table.stages = (1...count).map {
                Stage(StageID("s\($0)"), public: nil, isFinal: true, owner: nil, "A stage.")
            }
            return table.procedure
        }
        #expect(try Procedure(json: table(200).json).stages.count == 200)
        #expect { try Procedure(json: table(201).json) } throws: {
            "\($0)" == "stages: has 201 elements; 200 are the most"
        }
    }

    @Test func `a name of eighty bytes is read and one of eighty-one is not`() throws {
        let most = String(repeating: "a", count: 80)
        #expect(try Procedure(json: Self.file([.name("id")], .string(most))).id.rawValue == most)
        #expect(throws: ProcedureFault.self) { try Procedure(json: Self.file([.name("id")], .string(most + "a"))) }
    }

    @Test func `a file of random damage never becomes half a procedure`() {
        // Every single member of the toy's file, one at a time, made a number of the wrong kind or taken away.
        func walk(_ json: JSONValue, _ path: [Step]) -> [[Step]] {
            switch json {
            case .object(let members):
                members.sorted { $0.key < $1.key }.flatMap {
                    [path + [.name($0.key)]] + walk($0.value, path + [.name($0.key)])
                }
            case .array(let elements):
                elements.enumerated().flatMap { [path + [.at($0.offset)]] + walk($0.element, path + [.at($0.offset)]) }
            default: []
            }
        }
        for path in walk(ToyTable().procedure.json, []) {
            #expect(throws: ProcedureFault.self, "\(path)") { try Procedure(json: Self.file(path, .int(-7))) }
        }
    }
}
