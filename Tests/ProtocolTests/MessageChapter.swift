import CaseProtocol

/// The messages of the specification, in the order of a conversation.
enum MessageChapter {
    struct Group {
        let title: String
        let about: String
        let names: [String]
    }

    static let groups = [
        Group(title: "Conversation", about: "", names: conversation),
        Group(
            title: "Lines of a page", about: "",
            names: ["pull-leave", "pull-enter", "pull-gone", "pull-row", "pull-end"]),
        Group(
            title: "Commands", about: "Envelopes, as in `commands` of a push.",
            names: ["case.open", "case.act", "case.edit", "case.assign", "note.add", "case.recordHistory"]),
        Group(
            title: "Administrator's messages", about: "For loopback, with the token of the data folder.",
            names: administration),
        Group(
            title: "Events",
            about: "What the server's rules say of a command. Kept by the server, never sent: no client needs them.",
            names: Samples.events.map(\.name)),
    ]

    private static let conversation = [
        "hello", "login-request", "login-reply", "push-request", "push-reply", "pull-request", "problem",
        "public-cards",
    ]
    private static let administration = [
        "add-user-request", "reset-password-request", "import-request", "import-report", "catalogue-item",
        "catalogue-report", "migration-request", "migration-report", "recount-request", "recount-report",
    ]
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
                let isEvent = name.hasPrefix("event-")
                let shape = (json.object ?? [:]).keys.sorted().joined(separator: ",")
                text += "#### \(name)\n\n[Schema](Schemas/\(name).schema.json)\n\n"
                if isEvent, !shapes.insert(shape).inserted { continue }
                text += "```json\n\(json.readable())\n```\n\n"
            }
            return text
        }
    }
}
