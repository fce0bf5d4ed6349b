import CaseProtocol
import ClientCore
import ClientCrypto
import Testing

/// What a sync does when digests differ or the cursor is gone.
@Suite struct RepairMachineTests {
    private static let hashing = DigestHashing { SystemReplicaCrypto().sha256($0) }
    private let held = (1...200).map {
        HeldCompartment(
            Compartment(caseID: .sample($0), .parties), digest: DigestSum(count: 1, high: 1, low: UInt64($0)),
            audiences: ["a"])
    }

    private func walk(isResync: Bool) -> RepairWalk { RepairWalk(held, Self.hashing, isResync: isResync) }

    private func page(complete: Bool, next: String) throws -> PullPage {
        let trailer = PullTrailer(next: next, complete: complete, count: 0, last: 0, out: [], asOf: .start)
        return try #require(PullPage(parsing: try PullLine.end(trailer).wireBytes()))
    }

    private func pulling() -> SyncMachine {
        var machine = SyncMachine()
        _ = machine.step(.begun(epoch: "e", isRoundStaged: false))
        _ = machine.step(
            .greeted(
                Hello(
                    proto: ProtocolRange(min: .oldestSupported, max: .current), epoch: "e", now: .start,
                    limits: .standard, features: [])))
        _ = machine.step(.adopted)
        _ = machine.step(.nothingToPush)
        return machine
    }

    private func flipped() throws -> SyncMachine {
        var machine = pulling()
        let page = try page(complete: true, next: "1")
        _ = machine.step(.pulled(page))
        #expect(machine.step(.staged) == .flip)
        return machine
    }

    /// The sums of audiences, and what is listed below the only one.
    private func replies(_ shown: [HeldCompartment]) -> (sums: DigestReply, list: ([DigestAsk]) -> DigestReply) {
        let tree = DigestTree(
            Dictionary(shown.map { ($0.compartment, $0.digest) }, uniquingKeysWith: { first, _ in first }),
            Self.hashing)
        return (
            DigestReply(next: "walk", nodes: [DigestNode(aud: "a", .part(""), tree.sum(at: ""))]),
            { ask in
                let nodes = ask.flatMap { tree.nodes(at: $0.at) }
                return DigestReply(next: "later", nodes: nodes.map { DigestNode(aud: "a", $0.place, $0.digest) })
            }
        )
    }

    /// Answers the walk until a plan comes.
    private func plan(
        _ machine: inout SyncMachine, from first: SyncMachine.Action, _ shown: [HeldCompartment]
    ) throws -> RepairPlan {
        let (sums, list) = replies(shown)
        var action = first
        for _ in 0..<20 {
            switch action {
            case .compare(let ask): action = machine.step(.compared(ask.isEmpty ? sums : list(ask)))
            case .repair(let plan): return plan
            default: break
            }
        }
        return try #require(nil, "no plan came")
    }

    @Test func `a root that differs leads to a walk, a plan, a pull and another flip`() throws {
        var machine = try flipped()
        let first = machine.step(.disagreed(walk(isResync: false)))
        #expect(first == .compare([]))
        let plan = try plan(&machine, from: first, Array(held.dropLast()))
        #expect(plan.again == [held[199].compartment] && plan.next == "walk" && !plan.isLarge)
        #expect(machine.step(.repairing) == .pull)
        let page = try page(complete: true, next: "2")
        #expect(machine.step(.pulled(page)) == .stage(page))
        #expect(machine.step(.staged) == .flip)
        #expect(machine.step(.flipped) == .finish)
    }

    @Test func `more than one request holds is staged in several rounds and flipped once`() throws {
        var machine = try flipped()
        let first = machine.step(.disagreed(walk(isResync: false)))
        let plan = try plan(&machine, from: first, Array(held.dropLast(70)))
        #expect(plan.again.count == 70)
        #expect(machine.step(.repairing) == .pull)
        let one = try page(complete: true, next: "2")
        #expect(machine.step(.pulled(one)) == .stage(one))
        #expect(machine.step(.stagedInPart) == .pull)
        let two = try page(complete: true, next: "3")
        #expect(machine.step(.pulled(two)) == .stage(two))
        #expect(machine.step(.staged) == .flip)
    }

    @Test func `after two walks it ends, whatever the roots say`() throws {
        var machine = try flipped()
        for round in 0..<2 {
            let first = machine.step(.disagreed(walk(isResync: false)))
            _ = try plan(&machine, from: first, Array(held.dropLast()))
            _ = machine.step(.repairing)
            let page = try page(complete: true, next: "again-\(round)")
            _ = machine.step(.pulled(page))
            #expect(machine.step(.staged) == .flip)
        }
        #expect(machine.step(.disagreed(walk(isResync: false))) == .finish)
    }

    @Test func `rows without a cursor are compared first, and everything comes when most of them differ`() throws {
        var machine = pulling()
        let first = machine.step(.cursorless(walk(isResync: true)))
        #expect(first == .compare([]))
        let plan = try plan(&machine, from: first, Array(held.prefix(20)))
        #expect(plan.isLarge && plan.isResync)
        #expect(machine.step(.repairing) == .pullAll)
    }

    @Test(arguments: [ProblemCode.tooManyAttempts, .busy])
    func `a server that has no time to compare is left in peace, and the sync is done`(code: ProblemCode) throws {
        var machine = try flipped()
        _ = machine.step(.disagreed(walk(isResync: false)))
        #expect(machine.step(.refused(Problem(code, "Later."))) == .finish)
        // Without a place to go on from there is nothing to be done but to come back.
        var other = pulling()
        _ = other.step(.cursorless(walk(isResync: true)))
        let problem = Problem(code, "Later.", waitSeconds: 60)
        #expect(other.step(.refused(problem)) == .fail(problem))
    }

    @Test func `a server that gives no digests sends everything`() {
        var machine = pulling()
        _ = machine.step(.cursorless(walk(isResync: true)))
        #expect(machine.step(.refused(Problem(.noRoute, "There is nothing here."))) == .pullAll)
    }
}
