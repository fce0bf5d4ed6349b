/// What an administrator may set about accounts, and how it stands.
public struct ServerSetting: Hashable, Sendable, Codable {
    /// Such as `second-factor-days`.
    public var name: String
    public var value: String
    /// What it does, and what it may be.
    public var about: String

    public init(name: String, value: String, about: String) {
        self.name = name
        self.value = value
        self.about = about
    }
}

/// All settings, by name.
public struct ServerSettings: Hashable, Sendable, Codable {
    public var settings: [ServerSetting]

    public init(settings: [ServerSetting]) { self.settings = settings }
}

/// Sets one; the administrator's verb.
public struct ChangeSettingRequest: Hashable, Sendable, Codable {
    public var name: String
    public var value: String

    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}
