import ClientCore
import GRDB

extension RoomReserve {
    /// Runs `body`, and again after each piece that is given up where the disk is full. `body` undoes itself when it fails.
    ///
    /// - Throws: ``ReplicaFault/noRoom(_:)`` when nothing is left to give up.
    func yielding<Value>(_ body: () throws -> Value) throws -> Value {
        while true {
            do { return try body() } catch let error as DatabaseError where isOfFullDisk(error) {
                guard giveUpPiece() else { throw ReplicaFault.noRoom(forWorkWith: roomBytes) }
            }
        }
    }

    /// Runs `body` without giving anything up.
    ///
    /// - Parameter fault: what is said where the disk is full, with how many bytes are free.
    /// - Throws: `fault` where the disk is full.
    func untouched<Value>(
        saying fault: (Int?) -> ReplicaFault = ReplicaFault.noRoom(forIntakeWith:), _ body: () throws -> Value
    ) throws -> Value {
        do { return try body() } catch let error as DatabaseError where isOfFullDisk(error) {
            throw fault(roomBytes)
        }
    }

    /// Whether the disk being full is the reason: SQLite says so, or could not lay out one of its files while next to nothing is free.
    private func isOfFullDisk(_ error: DatabaseError) -> Bool {
        switch error.resultCode {
        case .SQLITE_FULL: true
        case .SQLITE_IOERR, .SQLITE_CANTOPEN: roomBytes.map { $0 < Self.scarceBytes } ?? false
        default: false
        }
    }

    /// Less than SQLite takes for its index of the journal and a few pages, in bytes.
    private static let scarceBytes = 262_144
}
