extension CodeList {
    /// What a report of unfair trade at home may be about. The three signs hint that a trade-remedy investigation may be
    /// needed; `tradeFraud` is a private quarrel.
    public static let malpracticeTypes = CodeList(
        id: "unfair.malpractice.types", title: "Unfair trade, kinds of malpractice", edition: "2026",
        provenance: .design,
        codes: [
            Code("counterfeit", "Counterfeit goods"),
            Code("substandard", "Goods below a compulsory standard"),
            Code("misinvoicing", "False invoices or undervaluation"),
            Code("misclassification", "Declared under a wrong tariff code"),
            Code("originFraud", "False origin"),
            Code("smuggling", "Smuggling, or transit goods sold on the way"),
            Code("falseLabelling", "False labels"),
            Code("anticompetitive", "Cartel, abuse of a dominant position, or other restraint of competition"),
            Code("importSurgeSignal", "Sign of a surge of imports"),
            Code("dumpingSignal", "Sign of dumping"),
            Code("subsidySignal", "Sign of a foreign subsidy"),
            Code("tradeFraud", "Fraud between private parties"),
        ])
}
