import CaseProtocol

extension Procedure {
    /// The stages and the moves between them as a Mermaid state diagram. Mermaid has neither double borders nor dashed
    /// arrows between states: ended stages have a thick border and lead to the end mark, ways that only the system goes say
    /// so.
    public var mermaid: String {
        let diagram = Diagram(self)
        let starts = Set(diagram.arrows.map(\.start))
        var lines = ["stateDiagram-v2", "    classDef ended stroke-width:4px"]
        for (place, stage) in diagram.stages.enumerated() {
            lines.append("    state \"\(Self.escaped(stage.id.rawValue))\" as s\(place)")
        }
        if starts.contains(.anyOpen) { lines.append("    state \"any open stage\" as anyOpen") }
        if starts.contains(.any) { lines.append("    state \"any stage\" as anyStage") }
        for arrow in diagram.arrows {
            let label = arrow.labels.map(Self.escaped).joined(separator: ", ") + (arrow.isSystem ? " (system)" : "")
            lines.append("    \(arrow.start.node) --> s\(arrow.end) : \(label)")
        }
        for (place, stage) in diagram.stages.enumerated() where stage.isFinal {
            lines.append("    s\(place) --> [*]")
            lines.append("    class s\(place) ended")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Anything but letters, digits and a few harmless signs as an entity code.
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            let isPlain =
                scalar.properties.isAlphabetic || (0x30...0x39).contains(scalar.value)
                || " .-_,()[]".unicodeScalars.contains(scalar)
            escaped += isPlain ? String(scalar) : "#\(scalar.value);"
        }
        return escaped
    }
}

extension Diagram.Start {
    fileprivate var node: String {
        switch self {
        case .opening: "[*]"
        case .stage(let place): "s\(place)"
        case .anyOpen: "anyOpen"
        case .any: "anyStage"
        }
    }
}
