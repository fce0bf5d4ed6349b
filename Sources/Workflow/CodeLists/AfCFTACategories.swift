extension CodeList {
    /// Barrier categories of the AfCFTA mechanism: seven headings and their sub-codes, as tradebarriers.africa prints
    /// them.
    ///
    /// The same code means something else than in ``tripartiteCategories``.
    public static let afcftaCategories = CodeList(
        id: "ntb.afcfta.categories", title: "NTB categories, AfCFTA", edition: "2026", provenance: .verified,
        codes: [
            Code("1", "Government Participation in Trade and Restrictive Practices Tolerated by Governments"),
            Code("1.1", "Government aids, including subsidies and tax benefits", parent: "1"),
            Code("1.2", "Restrictive practices tolerated by governments", parent: "1"),
            Code("1.3", "Other", parent: "1"),
            Code("2", "Customs and Administrative Entry Procedures"),
            Code("2.1", "Customs valuation", parent: "2"),
            Code("2.2", "Customs classification", parent: "2"),
            Code("2.3", "Consular formalities and documentation", parent: "2"),
            Code("2.4", "Samples", parent: "2"),
            Code("2.5", "Rules of origin", parent: "2"),
            Code("2.6", "Customs formalities", parent: "2"),
            Code("2.7", "Import licensing", parent: "2"),
            Code(
                "2.8", "Pre-shipment inspection and other formalities related to pre-shipment inspection", parent: "2"),
            Code("2.9", "Other", parent: "2"),
            Code("3", "Technical Barriers to Trade"),
            Code(
                "3.1", "Technical regulations, and standards including packaging, labelling and marking requirements",
                parent: "3"),
            Code("3.2", "Conformity assessments", parent: "3"),
            Code("3.3", "Certificate of Free Sale", parent: "3"),
            Code("3.4", "Other", parent: "3"),
            Code("4", "Sanitary and Phytosanitary Measures"),
            Code(
                "4.1",
                "SPS measures including chemical residue limits, disease freedom, specified product treatment, etc.",
                parent: "4"),
            Code("4.2", "Conformity assessments", parent: "4"),
            Code("4.3", "Other", parent: "4"),
            Code("5", "Specific Limitations"),
            Code("5.1", "Embargoes and other restrictions of similar effect", parent: "5"),
            Code("5.2", "Quantitative imports and export restrictions or prohibitions", parent: "5"),
            Code("5.3", "Tariff quotas", parent: "5"),
            Code("5.4", "Other", parent: "5"),
            Code("6", "Charges on Imports"),
            Code("6.1", "Prior import deposits", parent: "6"),
            Code("6.2", "Surcharges, port taxes, statistical taxes, etc.", parent: "6"),
            Code("6.3", "Credit restrictions", parent: "6"),
            Code("6.4", "Border tax adjustments", parent: "6"),
            Code("6.5", "Other", parent: "6"),
            Code("7", "Other"),
            Code("7.1", "Transport, Clearing and Forwarding", parent: "7"),
            Code("7.2", "Other", parent: "7"),
        ])
}
