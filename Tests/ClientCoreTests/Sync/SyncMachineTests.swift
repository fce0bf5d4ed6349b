import CaseProtocol
import ClientCore
import Testing

@Suite struct SyncMachineTests {
    private func hello(epoch: String = "e", _ range: ProtocolRange? = nil) -> SyncMachine.Event {
        .greeted(
            Hello(
                proto: range ?? ProtocolRange(min: .oldestSupported, max: .current), epoch: epoch, now: .start,
                limits: .standard, features: []))
    }

    private let known = Hello(
        proto: ProtocolRange(min: .oldestSupported, max: .current), epoch: "e", now: .start,
        limits: Limits(bodyBytesMax: 1_000, pushCommandsMax: 2, pageBytesMax: 3_000, textBytesMax: 4_000), features: [])

    private func page(complete: Bool, next: String = "c") throws -> PullPage {
        let trailer = PullTrailer(next: next, complete: complete, count: 0, last: 0, out: [], asOf: .start)
        return try #require(PullPage(parsing: try PullLine.end(trailer).wireBytes()))
    }

    private func pulling() -> SyncMachine {
        var machine = SyncMachine()
        _ = machine.step(.begun(epoch: "e", isRoundStaged: false))
        _ = machine.step(hello())
        _ = machine.step(.adopted)
        _ = machine.step(.nothingToPush)
        return machine
    }

    @Test func `it greets, pushes until nothing is left, pulls until complete, flips and ends`() throws {
        var machine = SyncMachine()
        #expect(machine.step(.begun(epoch: nil, isRoundStaged: false)) == .greet)
        #expect(machine.step(hello()) == .adopt(epoch: "e", dropsCursor: false))
        #expect(machine.step(.adopted) == .push(from: nil, .standard))
        #expect(machine.step(.pushed(through: 3, PushReply(last: 3, out: []))) == .push(from: 4, .standard))
        #expect(machine.step(.nothingToPush) == .pull)
        let first = try page(complete: false, next: "1")
        #expect(machine.step(.pulled(first)) == .stage(first))
        #expect(machine.step(.staged) == .pull)
        let last = try page(complete: true, next: "2")
        #expect(machine.step(.pulled(last)) == .stage(last))
        #expect(machine.step(.staged) == .flip)
        #expect(machine.step(.flipped) == .finish)
    }

    @Test func `a round that was complete before is flipped before anything is asked`() {
        var machine = SyncMachine()
        #expect(machine.step(.begun(epoch: "e", isRoundStaged: true)) == .flip)
        #expect(machine.step(.flipped) == .greet)
        #expect(machine.step(hello()) == .adopt(epoch: "e", dropsCursor: false))
    }

    @Test func `without a common version it ends before anything is sent`() {
        var machine = SyncMachine()
        _ = machine.step(.begun(epoch: nil, isRoundStaged: false))
        let range = ProtocolRange(min: ProtocolVersion(major: 9, minor: 0), max: ProtocolVersion(major: 9, minor: 2))
        guard case .fail(let problem) = machine.step(hello(range)) else {
            Issue.record("it went on")
            return
        }
        #expect(problem.code == .protocolUnsupported)
        #expect(problem.allowed == ["9.0", "9.2"])
    }

    @Test func `another epoch drops the cursor`() {
        var machine = SyncMachine()
        _ = machine.step(.begun(epoch: "old", isRoundStaged: false))
        #expect(machine.step(hello(epoch: "new")) == .adopt(epoch: "new", dropsCursor: true))
    }

    @Test func `an epoch that changes in mid-sync is greeted again, once`() {
        var machine = pulling()
        let problem = Problem(.epochChanged, "Another history.")
        #expect(machine.step(.refused(problem)) == .greet)
        #expect(machine.step(hello(epoch: "new")) == .adopt(epoch: "new", dropsCursor: true))
        _ = machine.step(.adopted)
        _ = machine.step(.nothingToPush)
        // A cursor that is still of another history goes; after that there is no remedy left.
        #expect(machine.step(.refused(problem)) == .dropCursor)
        _ = machine.step(.dropped)
        #expect(machine.step(.refused(problem)) == .fail(problem))
    }

    @Test func `a gap is answered from the number that the server expects, once for each`() {
        var machine = SyncMachine()
        _ = machine.step(.begun(epoch: "e", isRoundStaged: false))
        _ = machine.step(hello())
        _ = machine.step(.adopted)
        let gap = Problem(.gap, "A number is missing.", allowed: ["4"])
        #expect(machine.step(.refused(gap)) == .push(from: 4, .standard))
        #expect(machine.step(.refused(gap)) == .fail(gap))
    }

    @Test func `a number used for another command leads to a new id, and is reported`() {
        var machine = SyncMachine()
        _ = machine.step(.begun(epoch: "e", isRoundStaged: false))
        _ = machine.step(hello())
        _ = machine.step(.adopted)
        let problem = Problem(.mutationMismatch, "Used.")
        #expect(machine.step(.refused(problem)) == .renewIdentity)
        #expect(machine.step(.renewed) == .fail(problem))
    }

    @Test func `a deferred command stops the push and not the pull`() {
        var machine = SyncMachine()
        _ = machine.step(.begun(epoch: "e", isRoundStaged: false))
        _ = machine.step(hello())
        _ = machine.step(.adopted)
        #expect(machine.step(.pushed(through: 5, PushReply(last: 2, out: []))) == .pull)
    }

    @Test(arguments: [false, true])
    func `a server that breaks on a push keeps nobody from reading on`(isRemembered: Bool) {
        var machine = SyncMachine()
        if isRemembered {
            guard case .greeted(let known) = hello() else { return }
            #expect(
                machine.step(.begun(epoch: "e", isRoundStaged: false, known: known)) == .push(from: nil, .standard))
        } else {
            _ = machine.step(.begun(epoch: "e", isRoundStaged: false))
            _ = machine.step(hello())
            _ = machine.step(.adopted)
        }
        let problem = Problem(.internal, "Something broke.")
        #expect(machine.step(.refused(problem)) == .pull)
        #expect(machine.step(.pulledNothing) == .fail(problem))
    }

    @Test func `a refused cursor is dropped once`() {
        var machine = pulling()
        let problem = Problem(.cursorInvalid, "What is this?")
        #expect(machine.step(.refused(problem)) == .dropCursor)
        #expect(machine.step(.dropped) == .pull)
        #expect(machine.step(.refused(problem)) == .fail(problem))
    }

    @Test func `damaged pages are asked for again three times`() {
        var machine = pulling()
        for _ in 0..<SyncMachine.damagedPagesMax { #expect(machine.step(.pulled(nil)) == .pull) }
        #expect(machine.step(.pulled(nil)) == .giveUp)
    }

    @Test func `a server that never moves on is given up`() throws {
        var machine = pulling()
        let page = try page(complete: false, next: "same")
        #expect(machine.step(.pulled(page)) == .stage(page))
        #expect(machine.step(.staged) == .pull)
        #expect(machine.step(.pulled(page)) == .giveUp)
    }

    @Test func `a server that is remembered is not greeted`() {
        var machine = SyncMachine()
        #expect(
            machine.step(.begun(epoch: "e", isRoundStaged: false, known: known)) == .push(from: nil, known.limits))
        #expect(machine.step(.nothingToPush) == .pull)
        #expect(machine.step(.pulledNothing) == .finish)
    }

    @Test func `a memory of another history is no reason not to greet`() {
        var machine = SyncMachine()
        #expect(machine.step(.begun(epoch: "other", isRoundStaged: false, known: known)) == .greet)
        var first = SyncMachine()
        #expect(first.step(.begun(epoch: "e", isRoundStaged: true, known: known)) == .flip)
        #expect(first.step(.flipped) == .push(from: nil, known.limits))
    }

    @Test(arguments: [ProblemCode.epochChanged, .protocolUnsupported, .encodingUnsupported, .bodyTooLarge, .tooLong])
    func `what may come of a memory that is no longer true leads to a greeting, once`(code: ProblemCode) {
        var machine = SyncMachine()
        _ = machine.step(.begun(epoch: "e", isRoundStaged: false, known: known))
        #expect(machine.step(.refused(Problem(code, "No."))) == .greet)
        #expect(machine.step(hello()) == .adopt(epoch: "e", dropsCursor: false))
        #expect(machine.step(.adopted) == .push(from: nil, .standard))
        #expect(machine.step(.nothingToPush) == .pull)
        guard code != .epochChanged else { return }
        let problem = Problem(code, "No.")
        #expect(machine.step(.refused(problem)) == .fail(problem))
    }

    @Test func `a cursor that is refused by a server that is remembered is dropped, and the server is greeted first`() {
        var machine = SyncMachine()
        _ = machine.step(.begun(epoch: "e", isRoundStaged: false, known: known))
        _ = machine.step(.nothingToPush)
        #expect(machine.step(.refused(Problem(.cursorInvalid, "What is this?"))) == .dropCursor)
        #expect(machine.step(.dropped) == .greet)
        #expect(machine.step(hello(epoch: "new")) == .adopt(epoch: "new", dropsCursor: true))
    }

    @Test(arguments: [ProblemCode.notSignedIn, .busy, .internal, .replicaForeign, .malformedBody])
    func `any other refusal ends the sync as it was said`(code: ProblemCode) {
        var machine = pulling()
        let problem = Problem(code, "No.")
        #expect(machine.step(.refused(problem)) == .fail(problem))
    }
}
