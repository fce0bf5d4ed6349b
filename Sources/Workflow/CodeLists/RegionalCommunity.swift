/// A regional economic community, or the continental free trade area, and the countries in it.
public struct RegionalCommunity: Hashable, Sendable {
    /// The usual short name, such as `EAC`, `COMESA` or `AfCFTA`.
    public let id: String
    /// The full name.
    public let title: String
    /// ISO 3166-1 alpha-2 codes of the members, as of 2026.
    public let members: Set<String>

    /// Makes a community of `members`, which are ISO 3166-1 alpha-2 codes.
    public init(id: String, title: String, members: Set<String>) {
        self.id = id
        self.title = title
        self.members = members
    }

    /// Finds a community by its short name, in upper or lower case; `nil` when there is none of that name.
    public static func named(_ id: String) -> RegionalCommunity? {
        let wanted = id.lowercased()
        return all.first { $0.id.lowercased() == wanted }
    }

    /// The communities of the joint NTB mechanism before which a matter between `countries` can come.
    ///
    /// - Returns: those of EAC, COMESA and SADC that have all of `countries` as members, in this order. All three,
    ///   as the joint mechanism, when no single one has, or when `countries` is empty.
    public static func tripartite(for countries: Set<String>) -> [RegionalCommunity] {
        let three = [eac, comesa, sadc]
        let common = three.filter { countries.isSubset(of: $0.members) }
        return common.isEmpty ? three : common
    }
}

extension RegionalCommunity {
    /// The East African Community.
    public static let eac = RegionalCommunity(
        id: "EAC", title: "East African Community", members: ["BI", "CD", "KE", "RW", "SO", "SS", "TZ", "UG"])

    /// The Common Market for Eastern and Southern Africa.
    public static let comesa = RegionalCommunity(
        id: "COMESA", title: "Common Market for Eastern and Southern Africa",
        members: [
            "BI", "CD", "DJ", "EG", "ER", "ET", "KE", "KM", "LY", "MG", "MU", "MW", "RW", "SC", "SD", "SO", "SZ", "TN",
            "UG", "ZM", "ZW",
        ])

    /// The Southern African Development Community.
    public static let sadc = RegionalCommunity(
        id: "SADC", title: "Southern African Development Community",
        members: [
            "AO", "BW", "CD", "KM", "LS", "MG", "MU", "MW", "MZ", "NA", "SC", "SZ", "TZ", "ZA", "ZM", "ZW",
        ])

    /// The African Continental Free Trade Area: its 54 signatories, which are the member states of the African Union
    /// without Eritrea. Some have not ratified it or do not trade under it yet. `EH` is the Sahrawi Republic.
    public static let afcfta = RegionalCommunity(
        id: "AfCFTA", title: "African Continental Free Trade Area",
        members: [
            "AO", "BF", "BI", "BJ", "BW", "CD", "CF", "CG", "CI", "CM", "CV", "DJ", "DZ", "EG", "EH", "ET", "GA", "GH",
            "GM", "GN", "GQ", "GW", "KE", "KM", "LR", "LS", "LY", "MA", "MG", "ML", "MR", "MU", "MW", "MZ", "NA", "NE",
            "NG", "RW", "SC", "SD", "SL", "SN", "SO", "SS", "ST", "SZ", "TD", "TG", "TN", "TZ", "UG", "ZA", "ZM", "ZW",
        ])

    /// The Community of Sahel-Saharan States: the 24 members that the African Union lists. Other lists have up to 29, with
    /// `CV`, `GN`, `KE`, `LR` and `ST`. Recalled, medium confidence.
    public static let cenSAD = RegionalCommunity(
        id: "CEN-SAD", title: "Community of Sahel-Saharan States",
        members: [
            "BF", "BJ", "CF", "CI", "DJ", "EG", "ER", "GH", "GM", "GW", "KM", "LY", "MA", "ML", "MR", "NE", "NG", "SD",
            "SL", "SN", "SO", "TD", "TG", "TN",
        ])

    /// The Economic Community of Central African States. `RW` announced in June 2025 that it leaves; it is kept until that
    /// is confirmed. Recalled, medium confidence.
    public static let eccas = RegionalCommunity(
        id: "ECCAS", title: "Economic Community of Central African States",
        members: ["AO", "BI", "CD", "CF", "CG", "CM", "GA", "GQ", "RW", "ST", "TD"])

    /// The Economic Community of West African States, without `BF`, `ML` and `NE`, which left on 29 January 2025. Recalled,
    /// high confidence.
    public static let ecowas = RegionalCommunity(
        id: "ECOWAS", title: "Economic Community of West African States",
        members: ["BJ", "CI", "CV", "GH", "GM", "GN", "GW", "LR", "NG", "SL", "SN", "TG"])

    /// The Intergovernmental Authority on Development. `ER` announced in December 2025 that it leaves again; it is kept
    /// until that is confirmed. Recalled, medium confidence.
    public static let igad = RegionalCommunity(
        id: "IGAD", title: "Intergovernmental Authority on Development",
        members: ["DJ", "ER", "ET", "KE", "SD", "SO", "SS", "UG"])

    /// The Arab Maghreb Union. Recalled, high confidence.
    public static let uma = RegionalCommunity(
        id: "UMA", title: "Arab Maghreb Union", members: ["DZ", "LY", "MA", "MR", "TN"])

    /// The eight communities that the African Union recognises, in the order of their names.
    public static let recognised: [RegionalCommunity] = [.cenSAD, .comesa, .eac, .eccas, .ecowas, .igad, .sadc, .uma]

    /// Every community that Tatua knows: those that it has procedures for, then the others.
    public static let all: [RegionalCommunity] = [
        .eac, .comesa, .sadc, .afcfta, .cenSAD, .eccas, .ecowas, .igad, .uma,
    ]
}

extension CodeList {
    /// The communities of ``RegionalCommunity/recognised``, for fields that name one.
    public static let regionalCommunities = CodeList(
        id: "rec", title: "Regional economic communities", edition: "2026", provenance: .recalledHigh,
        codes: RegionalCommunity.recognised.map { Code($0.id, $0.title) })
}
