import CaseProtocol

/// The messages of the specification, in the order of a conversation. A new one finds its group by its name.
enum MessageChapter {
    struct Group {
        let title: String
        let about: String
        let names: [String]
    }

    static let groups = [
        Group(
            title: "Conversation", about: "",
            names: conversation
                + all.filter { !isLine($0) && !isCommand($0) && !isEvent($0) && !isListed($0) }),
        Group(title: "Lines of a page", about: "", names: all.filter(isLine)),
        Group(title: "Commands", about: "Envelopes, as in `commands` of a push.", names: all.filter(isCommand)),
        Group(
            title: "Administrator's messages", about: "For loopback, with the token of the data folder.",
            names: administration),
        Group(
            title: "Events",
            about: "What the server's rules say of a command. Kept by the server, never sent: no client needs them.",
            names: all.filter(isEvent)),
    ]

    private static let all = (Samples.all + Samples.events).map(\.name)
    private static let conversation = [
        "hello", "login-request", "login-reply", "push-request", "push-reply", "pull-request", "problem",
        "public-cards", "public-counts",
    ]
    private static let administration = [
        "add-user-request", "reset-password-request", "forget-factor-request", "change-user-request", "wipe-request",
        "user-list",
        "user-sessions-request", "revoke-user-request", "reset-code-request", "one-time-code", "invite-request",
        "load-terms-request", "terms-acceptances", "server-settings", "change-setting-request",
        "hold-request", "hold-list", "erase-request", "erasure-report", "erase-person-request", "person-erasure-report",
        "retention-request", "retention-report",
        "import-request", "import-report",
        "catalogue-item",
        "catalogue-report", "migration-request", "migration-report", "recount-request", "recount-report",
    ]

    private static func isEvent(_ name: String) -> Bool { name.hasPrefix("event-") }
    private static func isCommand(_ name: String) -> Bool { name.contains(".") }
    private static func isLine(_ name: String) -> Bool {
        name.hasPrefix("pull-") && !name.hasPrefix("pull-request")
    }
    private static func isListed(_ name: String) -> Bool { (conversation + administration).contains(name) }
}

extension MessageChapter.Group {
    /// Events are shown by one example of each shape; everything else in full.
    var text: String {
        get throws {
            var text = "### \(title)\n\n" + (about.isEmpty ? "" : about + "\n\n")
            var shapes: Set<String> = []
            for name in names {
                guard let sample = (Samples.all + Samples.events).first(where: { $0.name == name }) else { continue }
                let json = try JSONValue(parsing: try sample.bytes())
                let shape = (json.object ?? [:]).keys.sorted().joined(separator: ",")
                text += "#### \(name)\n\n[Schema](Schemas/\(name).schema.json)\n\n"
                if name.hasPrefix("event-"), !shapes.insert(shape).inserted { continue }
                text += "```json\n\(json.readable())\n```\n\n"
            }
            return text
        }
    }
}
