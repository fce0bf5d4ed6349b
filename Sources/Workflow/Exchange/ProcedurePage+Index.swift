import CaseProtocol

extension ProcedurePage {
    /// The page that leads to all others.
    public static func index(of procedures: [Procedure]) -> String {
        let rows = procedures.map { procedure in
            [
                "[\(Markdown.text(procedure.title))](\(ProcedurePage(procedure).fileName))",
                Markdown.code(procedure.id.rawValue), "\(procedure.version)", "\(procedure.stages.count)",
                "\(procedure.rules.count)", "\(procedure.deadlines.count)",
            ]
        }
        return
            ([
                remark,
                "", "# Procedures", "",
                "What this build ships, each as its table says it: stages, rules, clocks with authority and mark, fields. "
                    + "[The form in which procedures are exchanged](format.md)", "",
            ] + Markdown.table(["procedure", "id", "version", "stages", "rules", "clocks"], rows)).joined(
                separator: "\n") + "\n"
    }
}
