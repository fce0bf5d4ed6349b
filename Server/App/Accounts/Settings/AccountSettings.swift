internal import CaseProtocol

/// What the administrator has set about accounts, as it stands in the store.
struct AccountSettings: Hashable, Sendable {
    /// After how many days in an officer's role an account must have a second factor; `nil`: never.
    var secondFactorDays: Int? = 14
    /// Whether traders make accounts by themselves.
    var isRegistrationOpen = false
    /// How many accounts of receipt codes are made in an hour; `nil`: none.
    var namelessPerHour: Int? = 60

    static let secondFactorName = "second-factor-days"
    static let registrationName = "registration"
    static let namelessName = "without-name"
    private static let names = [registrationName, secondFactorName, namelessName]
    private static let secondFactorDaysMax = 366
    private static let namelessPerHourMax = 10_000

    /// Where a setting lies in the store.
    private static func key(_ name: String) -> String { "account/" + name }

    init() {}

    /// Reads what was set; the rest is as it comes.
    init(in snapshot: any CaseSnapshot) throws {
        for name in Self.names {
            guard let value = try snapshot.setting(Self.key(name)) else { continue }
            do { try set(name, value) } catch { throw StoreError.damaged("setting \(Self.key(name))") }
        }
    }

    /// - Throws: a ``Problem`` naming what a setting is called, or may be.
    mutating func set(_ name: String, _ value: String) throws(Problem) {
        switch name {
        case Self.secondFactorName:
            if value == "off" {
                secondFactorDays = nil
            } else if let days = Int(value), String(days) == value, (0...Self.secondFactorDaysMax).contains(days) {
                secondFactorDays = days
            } else {
                throw Problem(
                    .invalidField, "This is a number of days from 0 to \(Self.secondFactorDaysMax), or off.",
                    path: "value")
            }
        case Self.registrationName:
            guard ["on", "off"].contains(value) else {
                throw Problem(.invalidField, "This is on or off.", path: "value", allowed: ["off", "on"])
            }
            isRegistrationOpen = value == "on"
        case Self.namelessName:
            if value == "off" {
                namelessPerHour = nil
            } else if let count = Int(value), String(count) == value, (1...Self.namelessPerHourMax).contains(count) {
                namelessPerHour = count
            } else {
                throw Problem(
                    .invalidField, "This is a number from 1 to \(Self.namelessPerHourMax), or off.", path: "value")
            }
        default:
            throw Problem(
                .unknownCode, "There is no setting “\(name)”.", path: "name",
                allowed: Self.names)
        }
    }

    static func write(_ request: ChangeSettingRequest, in transaction: any CaseTransaction) throws -> AccountSettings {
        var settings = try AccountSettings(in: transaction)
        try settings.set(request.name, request.value)
        try transaction.setSetting(key(request.name), request.value)
        return settings
    }

    /// In words, by name.
    var list: ServerSettings {
        ServerSettings(settings: [
            ServerSetting(
                name: Self.registrationName, value: isRegistrationOpen ? "on" : "off",
                about: "Whether traders make accounts by themselves: on or off."),
            ServerSetting(
                name: Self.secondFactorName, value: secondFactorDays.map(String.init) ?? "off",
                about:
                    "After how many days in their role officers must have a second factor: 0 to \(Self.secondFactorDaysMax), or off."
            ),
            ServerSetting(
                name: Self.namelessName, value: namelessPerHour.map(String.init) ?? "off",
                about:
                    "How many people in an hour may begin to file without a name, by a receipt code: 1 to \(Self.namelessPerHourMax), or off."
            ),
        ])
    }
}
