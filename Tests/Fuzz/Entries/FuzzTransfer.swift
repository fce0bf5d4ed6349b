import CaseProtocol
import ClientCore

/// A server that answers anything at all while files are moved.
enum FuzzTransfer {
    @Sendable static func run(_ bytes: [UInt8]) throws {
        guard let up = BlobID(digest: [UInt8](repeating: 1, count: 32)),
            let down = BlobID(digest: [UInt8](repeating: 2, count: 32))
        else { return }
        var machine = TransferMachine(
            [
                Transfer(.up, up, length: 100_000, isThumb: false),
                Transfer(.down, down, length: 50_000, isThumb: true),
            ], budgetBytes: bytes.first.map { $0 < 128 ? 60_000 : nil } ?? nil)
        var action = machine.step(.begun)
        var place = 1
        while place + 10 <= bytes.count {
            let number = bytes[place + 2..<place + 10].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            let event = event(bytes[place], bytes[place + 1], number, after: action)
            place += 10
            switch action {
            case .finish, .fail: return
            default: action = machine.step(event)
            }
            try check(action, machine)
        }
    }

    private static func event(
        _ kind: UInt8, _ more: UInt8, _ number: UInt64, after action: TransferMachine.Action
    ) -> TransferMachine.Event {
        let standing = BlobStanding(offset: Int(number >> 1), isComplete: more == 255)
        switch kind % 6 {
        case 0: return .stood(standing)
        case 1: return .uploaded(standing, milliseconds: Int64(more) * 100)
        case 2: return .held(Int(number % 60_000))
        case 3:
            // A transport hands over no more than was asked for.
            if case .fetch(_, _, let count) = action {
                return .downloaded(min(count, Int(number % 70_000)), milliseconds: Int64(more) * 100)
            }
            return .downloaded(0, milliseconds: 1)
        case 4: return .checked(isRight: more & 1 == 1)
        default:
            let codes: [ProblemCode] = [.uploadOffset, .hashMismatch, .notFound, .busy]
            return .refused(
                Problem(codes[Int(more) % codes.count], "", allowed: [String(Int64(bitPattern: number))]))
        }
    }

    private static func check(_ action: TransferMachine.Action, _ machine: TransferMachine) throws {
        switch action {
        case .send(let transfer, let offset, let count), .fetch(let transfer, let offset, let count):
            try expect(offset >= 0 && count >= 0, "a part has less than no bytes")
            try expect(offset + count <= transfer.length, "a part goes beyond its file")
        default: break
        }
        try expect(machine.bytesMoved >= 0, "less than nothing was moved")
    }
}
