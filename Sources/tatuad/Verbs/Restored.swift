import ArgumentParser

/// Tells the store that it was put back to an earlier day.
struct Restored: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "After putting back a backup: have every device compare and send again what is missing.",
        discussion: """
            Run it once on a data directory that was restored from a copy, before people sync with it. The history gets a \
            new name; each device that comes back compares what it holds, and sends again what it did since the copy was \
            made, from an archive of 90 days. Numbers of cases go on at a distance, so that none stands for two cases.
            """)

    @OptionGroup var data: DataOptions

    func run() async throws {
        let epoch = try await DataFolder(data.folder).withAdmin { try await $0.rotateEpoch() }
        Output.say("The history of this server is now called \(epoch). Devices send again what it lost when they sync.")
    }
}
