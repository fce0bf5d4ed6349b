/// Tells this machine's administrator how to reach the server that runs on a folder. A disk that is full keeps nobody from
/// being served: it is tried again beside the serving until it is told, or this goes away.
final class Announcement: Sendable {
    private static let pause: Duration = .seconds(5)
    private let folder: DataFolder

    init(in folder: DataFolder) { self.folder = folder }

    /// Tells it before this returns, where it can be told.
    func begin(_ address: ServerAddress) {
        if isTold(address) { return }
        Output.complain(
            "tatuad: its address cannot be written into \(folder.path); is the disk full? Devices are served. The "
                + "administrator's verbs will reach it once there is room.")
        Task { [weak self] in
            while let announcement = self, !announcement.isTold(address) {
                try await Task.sleep(for: Self.pause)
            }
        }
    }

    /// Takes it back, as the last thing that the program does.
    func end() { folder.unpublish() }

    private func isTold(_ address: ServerAddress) -> Bool {
        do {
            try folder.publish(address)
            return true
        } catch {
            // What stands there tells of a server that is gone.
            folder.unpublish()
            return false
        }
    }
}
