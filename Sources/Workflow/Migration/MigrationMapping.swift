public import CaseProtocol

/// What stages and time limits of earlier versions are called in a later one; whatever is not named keeps its name.
public struct MigrationMapping: Hashable, Sendable {
    public let stages: [StageID: StageID]
    public let limits: [DeadlineKey: DeadlineKey]

    public init(stages: [StageID: StageID] = [:], limits: [DeadlineKey: DeadlineKey] = [:]) {
        self.stages = stages
        self.limits = limits
    }

    /// From plain words, as a request has them.
    public init(stages: [String: String], limits: [String: String]) {
        self.init(
            stages: Dictionary(stages.map { (StageID($0), StageID($1)) }, uniquingKeysWith: { $1 }),
            limits: Dictionary(limits.map { (DeadlineKey($0), DeadlineKey($1)) }, uniquingKeysWith: { $1 }))
    }

    func stage(_ id: StageID) -> StageID { stages[id] ?? id }
    func limit(_ key: DeadlineKey) -> DeadlineKey { limits[key] ?? key }
}

extension MigrationMapping {
    /// What in it cannot be meant: names that no earlier version has, or that the later one has not.
    ///
    /// - Parameter earlier: the versions under which cases may run.
    public func faults(from earlier: [Procedure], to procedure: Procedure) -> [String] {
        var faults: [String] = []
        for (old, new) in stages.sorted(by: { $0.key < $1.key }) {
            if !earlier.contains(where: { $0.stage(old) != nil }) {
                faults.append("No earlier version has a stage “\(old)”.")
            }
            if procedure.stage(new) == nil { faults.append("Version \(procedure.version) has no stage “\(new)”.") }
        }
        for (old, new) in limits.sorted(by: { $0.key < $1.key }) {
            if !earlier.contains(where: { $0.deadline(old) != nil }) {
                faults.append("No earlier version has a time limit “\(old)”.")
            }
            if procedure.deadline(new) == nil {
                faults.append("Version \(procedure.version) has no time limit “\(new)”.")
            }
        }
        return faults
    }
}
