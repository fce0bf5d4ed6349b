import CaseProtocol
import Testing

@testable import ClientCore

@Suite struct TransferMachineTests {
    private func transfer(
        _ byte: UInt8, _ direction: Transfer.Direction = .up, length: Int = 100_000, isThumb: Bool = false
    ) throws -> Transfer {
        Transfer(
            direction, try #require(BlobID(digest: [UInt8](repeating: byte, count: 32))), length: length,
            isThumb: isThumb)
    }

    private func standing(_ offset: Int, _ isComplete: Bool = false) -> TransferMachine.Event {
        .stood(BlobStanding(offset: offset, isComplete: isComplete))
    }

    @Test func `thumbnails go first, then own files, small ones before large ones`() throws {
        let thumb = try transfer(1, .down, length: 8_000, isThumb: true)
        let small = try transfer(2, length: 1_000)
        let large = try transfer(3)
        let other = try transfer(4, .down, length: 10)
        var machine = TransferMachine([other, large, small, thumb])
        #expect(machine.step(.begun) == .look(thumb))
        #expect(machine.left == [thumb, small, large, other])
        #expect(machine.step(.refused(Problem(.notFound, ""))) == .ask(small))
        #expect(machine.step(standing(0, true)) == .ask(large))
        #expect(machine.step(standing(100_000, true)) == .look(other))
        #expect(machine.done == [small, large] && machine.refused.map(\.transfer) == [thumb])
    }

    @Test func `an upload goes on where the server stands, and seeks when it is told`() throws {
        let file = try transfer(1)
        var machine = TransferMachine([file])
        _ = machine.step(.begun)
        #expect(machine.step(standing(70_000)) == .send(file, offset: 70_000, count: 16_384))
        let moved = Problem(.uploadOffset, "", allowed: ["90000"])
        #expect(machine.step(.refused(moved)) == .send(file, offset: 90_000, count: 10_000))
        #expect(
            machine.step(.uploaded(BlobStanding(offset: 100_000, isComplete: true), milliseconds: 5_000)) == .finish)
        #expect(machine.done == [file] && machine.bytesMoved == 10_000)
    }

    /// Found by fuzzing: what a server claims was added up until the sum did not fit.
    @Test func `a server that claims more than there is moves no more than the file`() throws {
        let file = try transfer(1)
        var machine = TransferMachine([file])
        _ = machine.step(.begun)
        _ = machine.step(standing(0))
        for _ in 0..<3 {
            _ = machine.step(.uploaded(BlobStanding(offset: .max, isComplete: false), milliseconds: 10))
            _ = machine.step(.uploaded(BlobStanding(offset: .min, isComplete: false), milliseconds: 10))
        }
        #expect(machine.bytesMoved <= 300_000)
    }

    @Test func `parts grow on a fast link and shrink on a slow one, within bounds`() throws {
        let file = try transfer(1, length: 20_000_000)
        var machine = TransferMachine([file])
        _ = machine.step(.begun)
        var action = machine.step(standing(0))
        var sizes: [Int] = []
        func went(_ milliseconds: Int64) {
            guard case .send(_, let offset, let count) = action else { return }
            sizes.append(count)
            action = machine.step(
                .uploaded(BlobStanding(offset: offset + count, isComplete: false), milliseconds: milliseconds))
        }
        for _ in 0..<6 { went(1_000) }
        #expect(sizes == [16_384, 32_768, 65_536, 131_072, 262_144, 262_144])
        sizes = []
        for _ in 0..<7 { went(9_000) }
        #expect(sizes == [262_144, 131_072, 65_536, 32_768, 16_384, 16_384, 16_384])
        sizes = []
        for _ in 0..<2 { went(6_000) }
        #expect(sizes == [16_384, 16_384])
    }

    @Test func `a budget ends the session, with the rest for another time`() throws {
        let (first, second) = (try transfer(1, length: 20_000), try transfer(2, length: 30_000))
        var machine = TransferMachine([first, second], budgetBytes: 25_000)
        _ = machine.step(.begun)
        _ = machine.step(standing(0))
        #expect(
            machine.step(.uploaded(BlobStanding(offset: 16_384, isComplete: false), milliseconds: 5_000))
                == .send(first, offset: 16_384, count: 3_616))
        _ = machine.step(.uploaded(BlobStanding(offset: 20_000, isComplete: true), milliseconds: 5_000))
        #expect(machine.step(standing(0)) == .send(second, offset: 0, count: 5_000))
        #expect(machine.step(.uploaded(BlobStanding(offset: 5_000, isComplete: false), milliseconds: 5_000)) == .finish)
        #expect(machine.left == [second] && machine.done == [first] && machine.bytesMoved == 25_000)
    }

    @Test func `what came down wrong is taken once more, then left`() throws {
        let file = try transfer(1, .down, length: 10)
        var machine = TransferMachine([file])
        #expect(machine.step(.begun) == .look(file))
        #expect(machine.step(.held(4)) == .fetch(file, offset: 4, count: 6))
        #expect(machine.step(.downloaded(6, milliseconds: 1)) == .check(file))
        #expect(machine.step(.checked(isRight: false)) == .look(file))
        #expect(machine.step(.held(0)) == .fetch(file, offset: 0, count: 10))
        #expect(machine.step(.downloaded(0, milliseconds: 1)) == .check(file))
        #expect(machine.step(.checked(isRight: false)) == .finish)
        #expect(machine.done == [] && machine.refused.first?.problem.code == .hashMismatch)
    }

    @Test func `an upload that is all there and not checked is asked for with an empty part`() throws {
        let file = try transfer(1)
        var machine = TransferMachine([file])
        _ = machine.step(.begun)
        #expect(machine.step(standing(100_000)) == .send(file, offset: 100_000, count: 0))
        #expect(machine.step(.uploaded(BlobStanding(offset: 100_000, isComplete: true), milliseconds: 1)) == .finish)
    }

    /// A server that answers anything: the machine ends all the same.
    @Test(arguments: 1...40) func `whatever a server answers, it ends`(seed: UInt64) throws {
        let random = SeededReplicaRandom(seed: seed)
        func draw(_ bound: Int) -> Int { Int(random.next() % UInt64(bound)) }
        var machine = TransferMachine(
            try (1...4).map { try transfer(UInt8($0), $0 % 2 == 0 ? .up : .down, length: draw(60_000) + 1) },
            budgetBytes: seed % 3 == 0 ? 100_000 : nil)
        var action = machine.step(.begun)
        let codes: [ProblemCode] = [.notFound, .hashMismatch, .uploadOffset, .contentRefused]
        for _ in 0..<2_000 {
            let problem = Problem(codes[draw(4)], "", allowed: draw(2) == 0 ? [String(draw(80_000))] : nil)
            let event: TransferMachine.Event
            switch action {
            case .finish, .fail: return
            case .ask: event = draw(4) == 0 ? .refused(problem) : standing(draw(80_000), draw(9) == 0)
            case .send(_, let offset, let count):
                event =
                    draw(4) == 0
                    ? .refused(problem)
                    : .uploaded(
                        BlobStanding(offset: offset + draw(count + 1), isComplete: false),
                        milliseconds: Int64(draw(20_000)))
            case .look: event = .held(draw(80_000))
            case .fetch(_, _, let count):
                event =
                    draw(4) == 0 ? .refused(problem) : .downloaded(draw(count + 1), milliseconds: Int64(draw(20_000)))
            case .check: event = .checked(isRight: draw(2) == 0)
            }
            action = machine.step(event)
        }
        Issue.record("it went on and on: \(action)")
    }
}
