import CaseProtocol
import Testing
import Workflow

/// Drawings of tables, as text.
@Suite struct ProcedureDiagramTests {
    @Test func `a table is drawn in the language of dot`() {
        #expect(
            ToyTable().procedure.graphviz == """
                digraph procedure {
                  label="Toy (toy, version 1)";
                  rankdir=TB;
                  node [shape=box, style=rounded, fontname="sans-serif", fontsize=11];
                  edge [fontname="sans-serif", fontsize=9];
                  opening [label="", shape=circle, style=filled, width=0.15];
                  s0 [label="asked"];
                  s1 [label="answered"];
                  s2 [label="closed", peripheries=2];
                  opening -> s0 [label="ask"];
                  s0 -> s1 [label="reply"];
                  s1 -> s2 [label="close"];
                  s1 -> s2 [label="giveUp", style=dashed];
                }

                """)
    }

    @Test func `a table is drawn for Mermaid`() {
        #expect(
            ToyTable().procedure.mermaid == """
                stateDiagram-v2
                    classDef ended stroke-width:4px
                    state "asked" as s0
                    state "answered" as s1
                    state "closed" as s2
                    [*] --> s0 : ask
                    s0 --> s1 : reply
                    s1 --> s2 : close
                    s1 --> s2 : giveUp (system)
                    s2 --> [*]
                    class s2 ended

                """)
    }

    @Test func `several actions on one way are one arrow, and those from everywhere start at one place`() {
        var table = ToyTable()
        table.add("hurry", to: .stage("answered"))
        table.rules.append(ToyTable.rule("withdraw", from: .anyOpen, to: .stage("closed"), by: [.complainant]))
        table.add("sort", accepts: ["kind"], to: .byField("kind", ["plain": "closed"], otherwise: "answered"))
        let drawing = table.procedure.mermaid
        #expect(drawing.contains("s0 --> s1 : reply, hurry, sort [else]\n"))
        #expect(drawing.contains("s0 --> s2 : sort [plain]\n"))
        #expect(drawing.contains("state \"any open stage\" as anyOpen\n"))
        #expect(drawing.contains("anyOpen --> s2 : withdraw\n"))
        #expect(table.procedure.graphviz.contains(#"s0 -> s1 [label="reply\nhurry\nsort [else]"];"#))
    }

    @Test func `no word of a table breaks out of its drawing`() {
        var table = ToyTable()
        table.stages.append(Stage("a\"]; x -> y\\", public: nil, isFinal: true, owner: nil, "Odd."))
        table.add("b:\nc\"#;", to: .stage("a\"]; x -> y\\"))
        #expect(table.procedure.graphviz.contains(#"s3 [label="a\"]; x -> y\\", peripheries=2];"#))
        #expect(table.procedure.graphviz.contains(##"s0 -> s3 [label="b: c\"#;"];"##))
        #expect(table.procedure.mermaid.contains(##"state "a#34;]#59; x -#62; y#92;" as s3"##))
        #expect(table.procedure.mermaid.contains("s0 --> s3 : b#58;#10;c#34;#35;#59;\n"))
    }
}
