extension CodeList {
    /// The desks among which enquiries are shared out; a service design, not law.
    public static let enquiryDesks = CodeList(
        id: "enquiry.desks", title: "Enquiry desks", edition: "2026", provenance: .design,
        codes: [
            Code("goods", "Trade in goods: duties, licences, papers"),
            Code("spsTbt", "Standards, food safety, animal and plant health"),
            Code("origin", "Rules and certificates of origin"),
            Code("str", "Simplified Trade Regime for small consignments"),
            Code("remedies", "Dumping, subsidies and safeguards"),
            Code("market", "Markets and buyers abroad"),
        ])
}
