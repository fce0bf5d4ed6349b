import CaseProtocol

/// A procedure as a page of Markdown: what it is, its diagram and every row of its table.
public struct ProcedurePage {
    let procedure: Procedure

    public init(_ procedure: Procedure) { self.procedure = procedure }

    /// The page's file in `docs/procedures`.
    public var fileName: String { "\(procedure.id).md" }

    /// The page as a file of the documentation.
    public var file: String { Self.remark + "\n\n" + markdown }

    static let remark =
        "<!-- Made from the table by `TATUA_RECORD=1 swift test --filter ProcedurePageTests`; do not edit. -->"

    public var markdown: String {
        var lines = head
        lines += section("Diagram", ["```mermaid"] + mermaidLines + ["```"])
        lines += section("Stages", stages)
        lines += section("Rules", rules)
        lines += section("Clocks", procedure.deadlines.isEmpty ? ["None."] : clocks)
        lines += section("Fields", procedure.fields.isEmpty ? ["None."] : fields)
        lines += section("Edits", procedure.edits.isEmpty ? ["No field may be edited outside a rule."] : edits)
        lines += section("Marks", Self.marks)
        return lines.joined(separator: "\n") + "\n"
    }

    private func section(_ title: String, _ lines: [String]) -> [String] { ["", "## \(title)", ""] + lines }

    private var mermaidLines: [String] {
        procedure.mermaid.split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
    }

    private var head: [String] {
        [
            "# \(Markdown.text(procedure.title))", "",
            "\(Markdown.code(procedure.id.rawValue)), version \(procedure.version). Numbers begin with "
                + "\(Markdown.code(procedure.numberPrefix)). Working days: \(Markdown.text(procedure.words(procedure.calendar))) "
                + "unless a clock says otherwise.",
            "", "On a case are \(Markdown.text(procedure.castWords)).",
        ]
    }

    private var stages: [String] {
        Markdown.table(
            ["stage", "what happens", "register says", "next step owed by", "clocks of adopted history"],
            procedure.stages.map { stage in
                [
                    Markdown.code(stage.id.rawValue) + (stage.isFinal ? " ■" : ""), Markdown.text(stage.summary),
                    stage.publicName.map(Markdown.text) ?? "–",
                    stage.owner.map { Markdown.text(RoleWords.bare($0)) } ?? "–",
                    stage.takesHistory ? Markdown.codes(stage.clocks.map(\.rawValue)) : "takes no history",
                ]
            }) + ["", "■ the case has ended there."]
    }

    private var edits: [String] {
        Markdown.table(
            ["fields", "by", "at", "only"],
            procedure.edits.map { edit in
                [
                    Markdown.codes(edit.fields.map(\.rawValue)), Self.roles(edit.roles),
                    Markdown.text(procedure.words(edit.from)), edit.onlyUnknown ? "where no usable value is known" : "",
                ]
            })
    }

    static func roles(_ roles: [RoleID]) -> String {
        roles.map { Markdown.text(RoleWords.bare($0)) }.joined(separator: ", ")
    }

    static func source(_ source: LegalSource) -> String {
        "\(Markdown.text(source.authority)) (\(source.provenance.rawValue))"
    }

    private static let marks = [
        "Every rule and clock says how sure we are of what it rests on:", "",
        "- **V** the official text, or a faithful copy of it, was read.",
        "- **V2** read only in a secondary copy that agrees with the known provision.",
        "- **R-H** recalled with high confidence; the text itself was not read.",
        "- **R-M** recalled with medium confidence: shown as unconfirmed.",
        "- **R-L** recalled with low confidence: the system never acts on such a limit by itself.",
        "- **D** our own service standard or design, not law.",
    ]
}
