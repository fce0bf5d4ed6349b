import CaseProtocol

/// The moves between stages as a drawing has them: one arrow for all actions that lead from one to the other.
struct Diagram {
    /// From where an arrow comes.
    enum Start: Hashable {
        case opening
        /// A place in the procedure's stages.
        case stage(Int)
        /// A rule that starts from every stage that has not ended would be an arrow from each: it is one, from here.
        case anyOpen
        case any
    }

    struct Arrow: Hashable {
        let start: Start
        /// A place in the procedure's stages.
        let end: Int
        /// Whether only the system goes this way.
        let isSystem: Bool
        /// Actions, with the word that decides where one leads to several stages.
        var labels: [String]
    }

    let stages: [Stage]
    /// In the order of their starts, then ends. Rules that leave a case where it stands have none.
    let arrows: [Arrow]

    init(_ procedure: Procedure) {
        stages = procedure.stages
        let places = Dictionary(
            procedure.stages.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        var arrows: [Arrow] = []
        var index: [Arrow: Int] = [:]
        for rule in procedure.rules {
            for start in Self.starts(of: rule, places) {
                for (stage, word) in Self.ends(of: rule.to) {
                    guard let end = places[stage] else { continue }
                    let label = rule.action.rawValue + (word.map { " [\($0)]" } ?? "")
                    let bare = Arrow(start: start, end: end, isSystem: rule.roles == [.system], labels: [])
                    if let place = index[bare] {
                        if !arrows[place].labels.contains(label) { arrows[place].labels.append(label) }
                    } else {
                        index[bare] = arrows.count
                        arrows.append(bare)
                        arrows[arrows.count - 1].labels.append(label)
                    }
                }
            }
        }
        self.arrows = arrows.enumerated()
            .sorted {
                ($0.element.start.order, $0.element.end, $0.offset) < (
                    $1.element.start.order, $1.element.end, $1.offset
                )
            }
            .map(\.element)
    }

    private static func starts(of rule: Rule, _ places: [StageID: Int]) -> [Start] {
        switch rule.from {
        case .nothing: [.opening]
        case .anyOpen: [.anyOpen]
        case .any: [.any]
        case .stages(let stages): stages.compactMap { places[$0].map { .stage($0) } }
        }
    }

    private static func ends(of destination: Destination) -> [(StageID, String?)] {
        switch destination {
        case .stay: []
        case .stage(let stage): [(stage, nil)]
        case .byProposal(_, let stages, let otherwise), .byField(_, let stages, let otherwise):
            stages.sorted { $0.key < $1.key }.map { ($0.value, $0.key) } + [(otherwise, "else")]
        case .back(let stages): stages.map { ($0, "back") }
        }
    }
}

extension Diagram.Start {
    fileprivate var order: Int {
        switch self {
        case .opening: -1
        case .stage(let place): place
        case .anyOpen: .max - 1
        case .any: .max
        }
    }
}
