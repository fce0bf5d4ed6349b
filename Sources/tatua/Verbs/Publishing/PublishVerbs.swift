import ArgumentParser

/// Makes texts of a case public, by two people.
struct PublishVerbs: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish", abstract: "Make texts of a case public, by two people; correct and withdraw them.",
        discussion: """
            One person marks what stays confidential, another reads the difference and releases. Nothing is released that \
            still holds a name, a telephone number, an e-mail address, a number plate or a marked passage.
            """,
        subcommands: [
            ListTexts.self, MarkText.self, ShowPublicTexts.self, ReleaseText.self, WithdrawText.self,
        ])
}
