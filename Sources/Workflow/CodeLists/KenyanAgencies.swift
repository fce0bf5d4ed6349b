extension CodeList {
    /// Kenyan bodies to which a report of malpractice is referred, by their usual short names. What each takes is recalled,
    /// not read in its statute.
    public static let kenyanAgencies = CodeList(
        id: "agencies.KE", title: "Agencies, Kenya", edition: "2026", provenance: .recalledHigh,
        codes: [
            Code("KRA", "Kenya Revenue Authority"),
            Code("ACA", "Anti-Counterfeit Authority"),
            Code("KEBS", "Kenya Bureau of Standards"),
            Code("CAK", "Competition Authority of Kenya"),
            Code("KEPHIS", "Kenya Plant Health Inspectorate Service"),
            Code("PHO", "Port Health Office"),
            Code("DVS", "Directorate of Veterinary Services"),
            Code("FRC", "Financial Reporting Centre"),
            Code("DCI", "Directorate of Criminal Investigations"),
            Code("ODPP", "Office of the Director of Public Prosecutions"),
        ])
}
