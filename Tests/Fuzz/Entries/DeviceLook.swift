import CaseProtocol
import ClientCore
import Workflow

/// Everything that people can look at on a device.
enum DeviceLook {
    static func all(of replica: Replica) throws {
        for header in try replica.cases().prefix(8) {
            let caseID = header.caseID
            guard let state = try? replica.state(of: caseID) else { continue }
            _ = (state.deadlines, try? replica.moves(on: caseID), try? replica.explain(caseID))
            for reference in header.references.prefix(3) { _ = try? replica.find(reference) }
            _ = matrix(state)
        }
        _ = (try? replica.inbox(), try replica.search("malaba"), try replica.directory())
    }

    private static func matrix(_ state: CaseState) -> Bool { OtherCase(state, in: .standard) != nil }

    /// The digests that are kept as rows come and go are those that come of counting all of them.
    static func digests(of replica: Replica) throws {
        let kept = try held(replica)
        try replica.recount()
        try expect(try held(replica) == kept, "the digests that are kept are not those that are counted")
    }

    private static func held(_ replica: Replica) throws -> [Compartment: DigestSum] {
        let held = try replica.store.read { try $0.heldCompartments() }
        return Dictionary(
            held.filter { $0.digest != .zero }.map { ($0.compartment, $0.digest) },
            uniquingKeysWith: { first, _ in first })
    }

    /// The commands that wait for an outcome.
    static func pending(on replica: Replica) throws -> [CommandID] {
        try replica.outbox().filter(\.isPending).map(\.mid)
    }

    /// None of the commands that waited is lost. What was settled goes after ``Archive/days`` of the server's clock, which says
    /// anything here: then there is nothing to be seen.
    ///
    /// - Parameter latest: the latest moment that a server claimed.
    static func commands(_ waited: [CommandID], areOn replica: Replica, latest: Timestamp? = nil) throws {
        let claimed = try latest ?? replica.meta().asOf ?? Scene.start
        guard claimed.milliseconds < Scene.start.milliseconds + Archive.days * 86_400_000 else { return }
        try expect(Set(try replica.outbox().map(\.mid)).isSuperset(of: waited), "a command is lost")
    }

    /// The rows of the server's layer, as they are held.
    static func rows(of replica: Replica) throws -> [[UInt8]] {
        try replica.store.read { snapshot in
            try snapshot.rowIDs(in: .server).compactMap { try snapshot.row($0, in: .server)?.bytes }
        }
    }
}
