import ArgumentParser

/// Procedures as tables: what ships, and what somebody wrote.
///
/// `load` and `migrate` work on a data directory and lie beside the other verbs that fill its catalogue; the others read
/// none.
struct ProcedureVerbs: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "procedure", abstract: "List, show, check, draw, load and migrate procedures.",
        discussion: "A procedure is a table of stages, rules, clocks and fields. docs/procedures describes its file.",
        subcommands: [
            ListProcedures.self, ShowProcedure.self, CheckProcedures.self, DrawProcedure.self, ProcedureLoad.self,
            ProcedureMigrate.self,
        ])
}
