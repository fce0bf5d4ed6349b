extension CodeList {
    /// WTO agreements under which disputes are brought, by the short names that officials use.
    public static let wtoAgreements = CodeList(
        id: "wto.agreements", title: "WTO agreements", edition: "2026", provenance: .recalledHigh,
        codes: [
            Code("Marrakesh", "Marrakesh Agreement Establishing the World Trade Organization"),
            Code("GATT 1994", "General Agreement on Tariffs and Trade 1994"),
            Code("AD", "Anti-Dumping Agreement (Article VI of GATT 1994)"),
            Code("SCM", "Agreement on Subsidies and Countervailing Measures"),
            Code("SG", "Agreement on Safeguards"),
            Code("SPS", "Agreement on Sanitary and Phytosanitary Measures"),
            Code("TBT", "Agreement on Technical Barriers to Trade"),
            Code("Agriculture", "Agreement on Agriculture"),
            Code("TRIMs", "Agreement on Trade-Related Investment Measures"),
            Code("ROO", "Agreement on Rules of Origin"),
            Code("Licensing", "Agreement on Import Licensing Procedures"),
            Code("Customs Valuation", "Customs Valuation Agreement (Article VII of GATT 1994)"),
            Code("PSI", "Agreement on Preshipment Inspection"),
            Code("TFA", "Trade Facilitation Agreement"),
            Code("GATS", "General Agreement on Trade in Services"),
            Code("TRIPS", "Agreement on Trade-Related Aspects of Intellectual Property Rights"),
            Code("DSU", "Dispute Settlement Understanding"),
            Code("GPA", "Agreement on Government Procurement, between some members"),
            Code("ATC", "Agreement on Textiles and Clothing, ended in 2005"),
            Code("Accession", "Protocol of accession of a member"),
        ])
}
