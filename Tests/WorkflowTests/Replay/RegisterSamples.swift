import CaseProtocol
import Workflow

/// Rows like those of the registers, in our own words: no row of theirs.
enum RegisterSamples {
    static let disputes = """
        number,complainant,complainant_iso2,respondent,respondent_iso2,title,agreements_cited,consultations_requested,panel_report_exists,panel_established,panel_report_circulated,ab_report_circulated,adopted,current_status
        DS9001,Kenya,KE,Ruritania,TZ,"Ruritania — Levy on maize, milled",GATT 1994: Art. I,2016-03-10,false,,,,,In consultations
        DS9002,Ecuador; Mexico,EC; MX,European Union,EU,European Union — Banana licences,Import Licensing: Art. 1 | GATT 1994: Art. X,1996-02,true,,,,,"Settled or terminated (withdrawn, mutually agreed solution)"
        DS9003,Uganda,UG,European Union and a Member State,,European Union and a Member State — Fish,,2011-05-11,false,,,,,Authority for panel lapsed
        DS9004,Kenya,KE,Uganda,UG,Uganda — Sugar,GATT 1994: Art. XI,2013-01-02,true,,,,,Panel composed
        DS9005,Uganda,UG,Kenya,KE,Kenya — Eggs,GATT 1994: Art. XI,2013-01-02,false,,,,,"Report(s) adopted, with recommendation to bring measure(s) into conformity"
        DS9006,Uganda,UG,Kenya,KE,Kenya — Tiles,GATT 1994: Art. XI,2018-01-02,,,,,,"Authorization to retaliate granted, authorization to retaliate granted"
        DS9007,Uganda,UG,Kenya,KE,Kenya — Paint,GATT 1994: Art. XI,2018-01-02,false,,,,,Asleep

        """

    static let itip = "elsewhere:us-imposed-anti-dumpings_ver2.csv"
    static let orders = "elsewhere:edis_orders_itc.csv"

    static let remedies = """
        case_id,instrument,investigating_country,exporting_country,exporting_country_name,product,hs_codes,hs_lines_published,initiation_date,provisional_date,final_date,withdrawn_date,measure,national_case_no,source
        T-AD-1,anti-dumping,US,AR,Argentina,Wire,731300; 731420,2,2001-02-28,,2002-02-28,2007-03-01,Anti-dumping,,\(itip)
        T-AD-2,anti-dumping,US,AR,Argentina,Pipe,730660,1,2001-02-28,,,2002-03-01,Anti-dumping,,\(itip)
        T-AD-3,anti-dumping,US,CA; MX,"Canada, Mexico",Towers,,,2001-02-28,,2002-02-28,2003-01-01,Anti-dumping,,\(itip)
        T-AD-4,anti-dumping,US,,Yugoslavia,Paint,,,,,1990-10-16,2000-01-02,Anti-dumping,,\(itip)
        T-AD-5,anti-dumping,US,BE,Belgium,Sugar,,,1996-06-13,,1996-06-13,,Anti-dumping,,\(itip)
        T-AD-6,anti-dumping,ZA,DK,Denmark,Poultry,0207.14.9,,2021-02-05,2021-12,2022-08-01,,Definitive duty,,https://a.example
        T-AD-7,anti-dumping,ZA,CN,China,Glass,,,2022-07-22,2023-02-10,2024-01-18,,"Provisional payments for 6 months, then investigation concluded",,https://a.example
        T-AD-8,anti-dumping,ZA,US,United States,Poultry,,,2022-11-09,,2024-04-17,,Duty extended,,https://a.example
        T-AD-9,anti-dumping,ZA,CN,China,Cups,,,2022-07-22,2022-09-19,,,,,https://a.example
        T-CV-1,countervailing,US,CN,China,Sinks,,,,,,,Countervailing duty order,C-1,\(orders)
        T-CV-2,countervailing,US,,,Racks,,,,,2014-09-10,,Countervailing duty order,C-2,\(orders)
        T-SG-1,safeguard,ZA,,all origins,Bolts,,,2020-05-15,,,,,,https://a.example
        T-SG-2,safeguard,MG,,all origins,Oils,,,,,,,,,https://a.example

        """

    static func rows(_ text: String) throws -> [RegisterRow] { try RegisterFile.read(Array(text.utf8))?.rows ?? [] }

    static func dispute(_ number: String) throws -> DisputeRecord? {
        try rows(disputes).first { $0.cells["number"] == number }.map { try DisputeRecord($0) }
    }

    static func remedy(_ number: String) throws -> RemedyRecord? {
        try rows(remedies).first { $0.cells["case_id"] == number }.map { try RemedyRecord($0) }
    }

    /// A remedy row of one's own: anti-dumping, from the list in which the final date is "in force".
    static func remedy(_ cells: [String: String]) throws -> RemedyRecord {
        let base = ["case_id": "T-1", "instrument": "anti-dumping", "investigating_country": "US", "source": itip]
        return try RemedyRecord(RegisterRow(line: 2, cells: base.merging(cells, uniquingKeysWith: { $1 })))
    }

    static let caseID = CaseID(high: 1, low: 2)

    /// The remedy procedures with the figures of the agreements, and nothing else.
    static let law = Catalogue([
        procedure(
            "unfair.antidumping",
            [
                limit(LimitCheck.provisionalGate, .gate, .calendarDays(60), "ADA 7.3"),
                limit(LimitCheck.provisionalCap, .cap, .months(4), longer: [6, 9], "ADA 7.4"),
                limit(LimitCheck.investigationTarget, .target, .months(12), "ADA 5.10"),
                limit(LimitCheck.investigationCap, .cap, .months(18), "ADA 5.10"),
                limit(LimitCheck.measureCap, .cap, .months(60), "ADA 11.3"),
                limit(LimitCheck.reviewTarget, .target, .months(12), "ADA 11.4"),
            ]),
        procedure("unfair.countervailing", []),
        procedure("dispute.wto", [limit("reply", .obligation, .calendarDays(10), "DSU 4.3")]),
    ])

    private static func procedure(_ id: ProcedureID, _ deadlines: [DeadlineSpec]) -> Procedure {
        Procedure(
            id: id, version: 1, title: "As in the agreement", numberPrefix: "T", stages: [], rules: [],
            deadlines: deadlines, fields: [], edits: [])
    }

    private static func limit(
        _ key: DeadlineKey, _ kind: DeadlineKind, _ length: DeadlineSpec.Length, longer: [Int] = [], _ article: String
    ) -> DeadlineSpec {
        DeadlineSpec(
            key, kind, length,
            variants: longer.map { DeadlineSpec.Variant(when: "longer", is: "\($0)", .months($0)) }, owner: .system,
            opens: .lastDay, lapse: .rightEnds, title: article, source: LegalSource(article, .verified))
    }
}
