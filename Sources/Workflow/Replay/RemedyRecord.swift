public import CaseProtocol

/// One row of the register of trade-remedy cases, read and not yet judged. (The count of tariff lines is not taken over.)
public struct RemedyRecord: Hashable, Sendable {
    /// The columns of the register.
    public enum Column: String, Hashable, Sendable, CaseIterable {
        case number = "case_id"
        case instrument
        case country = "investigating_country"
        case origins = "exporting_country"
        case originNames = "exporting_country_name"
        case product
        case hsCodes = "hs_codes"
        case initiated = "initiation_date"
        case provisional = "provisional_date"
        case final = "final_date"
        case withdrawn = "withdrawn_date"
        case measure
        case nationalCaseNo = "national_case_no"
        case source
    }

    public enum Instrument: String, Hashable, Sendable, CaseIterable {
        case antidumping = "anti-dumping"
        case countervailing
        case safeguard

        public var procedure: ProcedureID {
            switch self {
            case .antidumping: "unfair.antidumping"
            case .countervailing: "unfair.countervailing"
            case .safeguard: "unfair.safeguard"
            }
        }
    }

    /// The register's own case id, as in `ZA-AD-TYRES-CN`.
    public let number: String
    public let instrument: Instrument
    /// The country that investigates.
    public let country: String
    public let origins: [String]
    /// Names as published; several are in one text.
    public let originNames: String?
    public let product: String?
    /// As published: of several editions, some with dots.
    public let hsCodes: [String]
    public let initiatedOn: PartialDate?
    public let provisionalOn: PartialDate?
    /// What it is the date of, ``collection`` tells.
    public let finalOn: PartialDate?
    public let withdrawnOn: PartialDate?
    public let measure: String?
    public let nationalCaseNo: String?
    public let source: String
    public let collection: RemedyCollection

    public init(_ row: RegisterRow) throws(RegisterFault) {
        number = try row.text(Column.number.rawValue)
        let kind = try row.text(Column.instrument.rawValue)
        guard let instrument = Instrument(rawValue: kind) else {
            throw RegisterFault(column: Column.instrument.rawValue, "“\(kind)” is not known here")
        }
        self.instrument = instrument
        country = try row.text(Column.country.rawValue)
        origins = row.parts(Column.origins.rawValue, separator: "; ")
        originNames = row.cells[Column.originNames.rawValue]
        product = row.cells[Column.product.rawValue]
        hsCodes = row.parts(Column.hsCodes.rawValue, separator: "; ")
        initiatedOn = try row.date(Column.initiated.rawValue)
        provisionalOn = try row.date(Column.provisional.rawValue)
        finalOn = try row.date(Column.final.rawValue)
        withdrawnOn = try row.date(Column.withdrawn.rawValue)
        measure = row.cells[Column.measure.rawValue]
        nationalCaseNo = row.cells[Column.nationalCaseNo.rawValue]
        source = try row.text(Column.source.rawValue)
        collection = RemedyCollection(source: source)
    }

    /// The dates of the row, by their columns.
    public var dates: [Column: PartialDate] {
        let dates: [Column: PartialDate?] = [
            .initiated: initiatedOn, .provisional: provisionalOn, .final: finalOn, .withdrawn: withdrawnOn,
        ]
        return dates.compactMapValues(\.self)
    }
}

/// Where a remedy row comes from; it decides what its `final_date` is.
public enum RemedyCollection: Hashable, Sendable {
    /// The anti-dumping list of WTO I-TIP: the day on which the measure came into force, empty where none did.
    case itip
    /// The list of countervailing orders of the United States: the day of the order. A row is an order, dated or not.
    case orders
    /// News and official pages read one by one: the day of the announcement.
    case pages

    init(source: String) {
        if source.hasSuffix("us-imposed-anti-dumpings_ver2.csv") {
            self = .itip
        } else if source.hasSuffix("edis_orders_itc.csv") {
            self = .orders
        } else {
            self = .pages
        }
    }

    /// What the final date is, in words.
    public var finalWords: String {
        switch self {
        case .itip: "in force"
        case .orders: "order"
        case .pages: "announced"
        }
    }
}
