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

    /// The rows of the server's layer, as they are held.
    static func rows(of replica: Replica) throws -> [[UInt8]] {
        try replica.store.read { snapshot in
            try snapshot.rowIDs(in: .server).compactMap { try snapshot.row($0, in: .server)?.bytes }
        }
    }
}
