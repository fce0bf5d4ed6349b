internal import CaseProtocol
internal import Workflow

/// The next number of a procedure: one running serial for each prefix and year. It is used up only when it is issued.
struct NumberSerial {
    let number: String
    private let key: String
    private let serial: Int

    /// - Returns: `nil` where the procedure is not known here: nothing can be issued then.
    init?(
        for command: CaseCommand, state: CaseState?, catalogue: Catalogue, on today: CivilDate,
        in snapshot: any CaseSnapshot
    ) throws {
        let procedure: Procedure?
        switch command {
        case .open(let open): procedure = catalogue.current(open.procedure)
        case .act:
            procedure = state?.header.flatMap { catalogue.procedure($0.procedure, version: $0.version) }
        case .edit, .assign, .addNote, .recordHistory: procedure = nil
        }
        guard let prefix = procedure?.numberPrefix else { return nil }
        key = "serial/\(prefix)/\(today.year)"
        serial = try Self.last(key, in: snapshot) + 1
        number = CaseNumber.make(prefix: prefix, year: today.year, serial: serial)
    }

    private static func last(_ key: String, in snapshot: any CaseSnapshot) throws -> Int {
        guard let text = try snapshot.setting(key) else { return 0 }
        guard let last = Int(text) else { throw StoreError.damaged("setting \(key)") }
        return last
    }

    /// Writes that the number was issued.
    func use(in transaction: any CaseTransaction) throws {
        try transaction.setSetting(key, String(serial))
    }
}
