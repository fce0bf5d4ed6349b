import CaseProtocol
import GRDB
import Server

extension Problem {
    /// Says in words what kept a copy from being made. The codes tell a full disk from the rest.
    static func spoken<Value>(_ what: String, _ body: () throws -> Value) throws -> Value {
        do { return try body() } catch is StorageFull {
            throw noRoom(what)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_FULL {
            throw noRoom(what)
        } catch let fault as FileFault {
            throw Problem(.invalidField, "\(what) was not made. \(fault)")
        } catch let error as DatabaseError {
            throw Problem(.internal, "\(what) was not made. SQLite says: \(error.message ?? "\(error.resultCode)").")
        } catch StoreError.damaged(let place) {
            throw Problem(.internal, "\(what) was not made. Damaged: \(place).")
        }
    }

    private static func noRoom(_ what: String) -> Problem {
        Problem(.storageFull, "\(what) was not made: there is no room for it. Nothing of it was left.")
    }
}
