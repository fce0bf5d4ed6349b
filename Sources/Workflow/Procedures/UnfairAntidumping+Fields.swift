import CaseProtocol

extension UnfairAntidumping {
    static let fields: [FieldSpec] = [
        RemedyFields.own("homePrices", "Prices at home", "What the product sells for in the exporting country."),
        RemedyFields.own("exportPrices", "Export prices", "What it is sold for to this country."),
        RemedyFields.inner("dumpingEvidence", "Evidence of dumping", "What was found, and how sure it is."),
        RemedyFields.percent(
            "dumpingMargin", "Dumping margin",
            "Of the named exporter, in percent of the export price; where the whole case ends, the highest found."),
        FieldSpec(
            "provisionalBasis", .choice(["standard", "exportersRequest", "lesserDuty", "lesserDutyExportersRequest"]),
            label: "Length",
            help: "Four months; six or nine for exporters that ask, or while a lesser duty is examined."),
        RemedyFields.text(
            "exportersRequest", "Exporters' request", "Who asked, and what share of the trade they have.",
            bytesMax: 1_000),
        FieldSpec("governments", .list, label: "Governments", help: "Those that were told, each as two letters."),
        RemedyFields.date("informedOn", "Told on", "The day on which it was told, YYYY-MM-DD."),
    ]
}
