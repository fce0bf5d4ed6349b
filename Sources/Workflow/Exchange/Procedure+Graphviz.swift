import CaseProtocol

extension Procedure {
    /// The stages and the moves between them in the language of Graphviz' `dot`. Stages that have ended have a double border;
    /// ways that only the system goes are dashed.
    public var graphviz: String {
        let diagram = Diagram(self)
        let starts = Set(diagram.arrows.map(\.start))
        var lines = [
            "digraph procedure {", "  label=\(Self.quoted("\(title) (\(id), version \(version))"));", "  rankdir=TB;",
            "  node [shape=box, style=rounded, fontname=\"sans-serif\", fontsize=11];",
            "  edge [fontname=\"sans-serif\", fontsize=9];",
        ]
        if starts.contains(.opening) { lines.append("  opening [label=\"\", shape=circle, style=filled, width=0.15];") }
        for (place, stage) in diagram.stages.enumerated() {
            let border = stage.isFinal ? ", peripheries=2" : ""
            lines.append("  s\(place) [label=\(Self.quoted(stage.id.rawValue))\(border)];")
        }
        if starts.contains(.anyOpen) {
            lines.append("  anyOpen [label=\"any open stage\", shape=plaintext, style=\"\"];")
        }
        if starts.contains(.any) { lines.append("  any [label=\"any stage\", shape=plaintext, style=\"\"];") }
        for arrow in diagram.arrows {
            let label = arrow.labels.map(Self.escaped).joined(separator: "\\n")
            let dashes = arrow.isSystem ? ", style=dashed" : ""
            lines.append("  \(arrow.start.node) -> s\(arrow.end) [label=\"\(label)\"\(dashes)];")
        }
        return (lines + ["}", ""]).joined(separator: "\n")
    }

    private static func quoted(_ text: String) -> String { "\"\(escaped(text))\"" }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": escaped += "\\" + String(scalar)
            case _ where scalar.value < 0x20: escaped += " "
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}

extension Diagram.Start {
    fileprivate var node: String {
        switch self {
        case .opening: "opening"
        case .stage(let place): "s\(place)"
        case .anyOpen: "anyOpen"
        case .any: "any"
        }
    }
}
