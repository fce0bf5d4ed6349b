extension CodeList {
    /// Grounds on which a trade-remedy investigation ends without a measure (Anti-Dumping Agreement 5.8, SCM Agreement 11.9).
    public static let terminationGrounds = CodeList(
        id: "unfair.termination.grounds", title: "Grounds for ending an investigation", edition: "2026",
        provenance: .design,
        codes: [
            Code("deMinimis", "The margin is too small to act on"),
            Code("negligible", "The volume of imports is negligible"),
            Code("noInjury", "No injury was found"),
            Code("noLink", "The imports are not the cause of the injury"),
            Code("insufficient", "The evidence does not suffice"),
            Code("withdrawn", "The application was withdrawn"),
        ])
}
