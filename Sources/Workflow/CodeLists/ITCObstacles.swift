extension CodeList {
    /// Procedural obstacles by the letters of the International Trade Centre's surveys: what makes a measure hard to comply
    /// with, apart from the measure itself (``mastChapters``).
    public static let itcObstacles = CodeList(
        id: "itc.obstacles", title: "Procedural obstacles, ITC", edition: "2026", provenance: .verified,
        codes: [
            Code("A", "Administrative burdens"),
            Code("B", "Information/transparency issues"),
            Code("C", "Inconsistent or discriminatory behaviour of officials"),
            Code("D", "Time constraints"),
            Code("E", "Payment"),
            Code("F", "Infrastructural challenges"),
            Code("G", "Security"),
            Code("H", "Legal constraints"),
            Code("I", "Other"),
        ])
}
