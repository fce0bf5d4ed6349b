import ArgumentParser
import CaseProtocol

/// What an administrator may set about accounts.
struct SettingVerbs: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "setting", abstract: "Show and change what holds for all accounts.",
        subcommands: [ListSettings.self, ChangeSetting.self])
}

/// Lists the settings.
struct ListSettings: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the settings.")

    @Flag(name: .customLong("json"), help: "Answer with one JSON object: settings, a list.")
    var isJSON = false
    @OptionGroup var data: DataOptions

    func run() async throws {
        let settings = try await DataFolder(data.folder).withAdmin { try await $0.settings() }
        if isJSON {
            try Output.say(json: settings)
            return
        }
        for setting in settings.settings {
            Output.say("\(setting.name) = \(setting.value)")
            Output.say("  \(setting.about)")
        }
    }
}

/// Changes one.
struct ChangeSetting: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Change a setting, at once and for everybody.",
        discussion:
            "second-factor-days: after how many days in their role officers must have a second factor, or off (for trials only). registration: whether traders make accounts by themselves, on or off."
    )

    @Argument(help: "The setting, as tatuad setting list names it.")
    var name: String
    @Argument(help: "What it is to be.")
    var value: String
    @OptionGroup var data: DataOptions

    func run() async throws {
        let request = ChangeSettingRequest(name: name, value: value)
        _ = try await DataFolder(data.folder).withAdmin { try await $0.changeSetting(request) }
        Output.say("\(name) = \(value)")
    }
}
