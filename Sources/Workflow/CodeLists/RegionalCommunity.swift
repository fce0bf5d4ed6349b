/// A regional economic community, or the continental free trade area, and the countries in it.
public struct RegionalCommunity: Hashable, Sendable {
    /// The usual short name: `EAC`, `COMESA`, `SADC` or `AfCFTA`.
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

    /// Every community that Tatua knows.
    public static let all: [RegionalCommunity] = [.eac, .comesa, .sadc, .afcfta]
}
