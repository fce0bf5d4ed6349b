public import CaseProtocol
internal import Logging
internal import Synchronization

extension ServerCore {
    /// How what an administrator may set about accounts stands.
    public func settings() async throws -> ServerSettings { try await accountSettings().list }

    /// Sets one, for everybody, from now on.
    ///
    /// - Throws: a ``Problem`` naming what may be set.
    @discardableResult
    public func changeSetting(_ request: ChangeSettingRequest) async throws -> ServerSettings {
        let settings = try await store.write { try AccountSettings.write(request, in: $0) }
        knownSettings.withLock { $0 = settings }
        sessions.forgetAll()
        log.notice("a setting was changed", metadata: ["name": "\(request.name)", "value": "\(request.value)"])
        return settings.list
    }

    /// Read once: only ``changeSetting(_:)`` changes them.
    func accountSettings() async throws -> AccountSettings {
        if let settings = knownSettings.withLock({ $0 }) { return settings }
        let settings = try await store.read { try AccountSettings(in: $0) }
        if store.writeCount != nil { knownSettings.withLock { $0 = $0 ?? settings } }
        return settings
    }
}
