import CaseProtocol
import Workflow

/// Files with one thing wrong, and what is said of each.
enum MalformedFiles {
    typealias Malformed = ProcedureJSONTests.Malformed

    static let all: [Malformed] = [
        Malformed(path: [.name("title")], value: nil, says: "title: is missing"),
        Malformed(path: [.name("title")], value: "", says: "title: is empty"),
        Malformed(path: [.name("title")], value: 7, says: "title: must be text"),
        Malformed(
            path: [.name("title")], value: "a\u{1B}[2J",
            says: "title: holds a line break or a character that cannot be seen"),
        Malformed(path: [.name("version")], value: 0, says: "version: must be within 1 and 1000000"),
        Malformed(path: [.name("version")], value: "1", says: "version: must be a whole number"),
        Malformed(path: [.name("colour")], value: "red", says: "colour: is no member that belongs here"),
        Malformed(
            path: [.name("id")], value: "a b",
            says: "id: “a b” is no name: 1 to 80 letters A to Z, digits, dots, hyphens and underscores"),
        Malformed(
            path: [.name("cast"), .name("is")], value: "circus",
            says: "cast.is: “circus” is not one of complaint, dispute, remedy, desk, request"),
        Malformed(path: [.name("stages")], value: "none", says: "stages: must be an array"),
        Malformed(
            path: [.name("stages"), .at(1), .name("final")], value: "yes",
            says: "stage answered, stages[1].final: must be true or false"),
        Malformed(
            path: [.name("stages"), .at(1), .name("id")], value: "asked",
            says: "stage asked, stages[1].id: stands twice"),
        Malformed(path: [.name("rules"), .at(1)], value: "reply", says: "rule 2 (2), rules[1]: must be an object"),
        Malformed(
            path: [.name("rules"), .at(3), .name("guards"), .at(0), .name("is")], value: "mood",
            says: "rule 4 (giveUp), rules[3].guards[0].is: “mood” is not one of …"),
        Malformed(
            path: [.name("rules"), .at(3), .name("guards"), .at(0), .name("deadline")], value: nil,
            says: "rule 4 (giveUp), rules[3].guards[0].deadline: is missing"),
        Malformed(
            path: [.name("rules"), .at(3), .name("guards"), .at(0), .name("key")], value: "x",
            says: "rule 4 (giveUp), rules[3].guards[0].key: is no member that belongs here"),
        Malformed(
            path: [.name("rules"), .at(1), .name("requires"), .at(2)], value: "a/b",
            says:
                "rule 2 (reply), rules[1].requires[2]: “a/b” is no name: 1 to 80 letters A to Z, digits, dots, hyphens "
                + "and underscores"),
        Malformed(
            path: [.name("rules"), .at(1), .name("from")], value: "everywhere",
            says: "rule 2 (reply), rules[1].from: “everywhere” is not one of nothing, anyOpen, any"),
        Malformed(
            path: [.name("rules"), .at(1), .name("from")], value: [],
            says: "rule 2 (reply), rules[1].from: is missing or empty"),
        Malformed(
            path: [.name("rules"), .at(1), .name("roles")], value: nil,
            says: "rule 2 (reply), rules[1].roles: is missing or empty"),
        Malformed(
            path: [.name("rules"), .at(1), .name("to")], value: 4,
            says: "rule 2 (reply), rules[1].to: must be a stage or an object"),
        Malformed(
            path: [.name("rules"), .at(1), .name("record")], value: "secret",
            says:
                "rule 2 (reply), rules[1].record: “secret” is not one of public, parties, internal, confidential, sealed"
        ),
        Malformed(
            path: [.name("deadlines"), .at(0), .name("length"), .name("days")], value: -1,
            says: "deadline answer, deadlines[0].length.days: must be within 0 and 20000"),
        Malformed(
            path: [.name("deadlines"), .at(0), .name("source"), .name("mark")], value: "X",
            says: "deadline answer, deadlines[0].source.mark: “X” is not one of V, V2, R-H, R-M, R-L, D"),
        Malformed(
            path: [.name("deadlines"), .at(0)], value: lowConfidence,
            says:
                "deadline answer, deadlines[0].enforced: a figure that was recalled with low confidence (R-L) is never "
                + "enforced"),
        Malformed(
            path: [.name("fields"), .at(0), .name("type"), .name("bytesMax")], value: 0,
            says: "field text, fields[0].type.bytesMax: must be within 1 and 100000"),
        Malformed(
            path: [.name("fields"), .at(2), .name("id")], value: "text", says: "field text, fields[2].id: stands twice"),
        Malformed(
            path: [.name("edits"), .at(0), .name("onlyUnknown")], value: "no",
            says: "edit 1, edits[0].onlyUnknown: must be true or false"),
    ]

    private static let lowConfidence: JSONValue = [
        "key": "answer", "kind": "obligation", "length": ["is": "workingDays", "days": 5], "owner": "focalPoint",
        "lapse": ["is": "rightEnds"], "title": "Answer", "source": ["authority": "A draft", "mark": "R-L"],
        "enforced": true,
    ]
}
