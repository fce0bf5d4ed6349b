import CaseProtocol

extension Procedure {
    /// What `tatuad procedure list` prints: a line for each, in columns.
    public static func listing(of procedures: [Procedure]) -> [String] {
        let width = procedures.map { "\($0.id)@\($0.version)".count }.max() ?? 0
        return procedures.map { procedure in
            let name = "\(procedure.id)@\(procedure.version)"
            let padding = String(repeating: " ", count: width - name.count)
            return
                "\(name)\(padding)  \(procedure.title): \(procedure.stages.count) stages, \(procedure.rules.count) rules, "
                + "\(procedure.deadlines.count) clocks, \(procedure.fields.count) fields"
        }
    }
}

extension ProcedureFinding {
    /// What `tatuad procedure check` prints of one file: a line a finding, and a last one that sums up.
    public static func report(
        _ findings: [ProcedureFinding], on procedure: Procedure, in file: String
    ) -> [String] {
        let errors = findings.count { $0.severity == .error }
        let warnings = findings.count - errors
        let counts = [errors == 0 ? nil : plural(errors, "error"), warnings == 0 ? nil : plural(warnings, "warning")]
            .compactMap(\.self).joined(separator: ", ")
        let sum = counts.isEmpty ? "in order" : counts
        return findings.map { "\(file): \($0)" }
            + ["\(file): \(procedure.id), version \(procedure.version): \(sum)."]
    }

    private static func plural(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}
