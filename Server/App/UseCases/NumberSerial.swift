internal import CaseProtocol
internal import Workflow

/// The next number of a procedure; used up only when it is issued. One running serial for each prefix and year. Where cases
/// begin in secret the serial is drawn instead: gaps in a count would tell how many cases nobody may know of (ADA 5.5).
struct NumberSerial {
    let number: String
    /// What to remember when the number is issued; `nil` for a drawn one, which the case's own reference remembers.
    private let counted: (key: String, serial: Int)?

    /// - Returns: `nil` where nothing can be issued: the procedure is not known here, or the case has a number.
    init?(
        for command: CaseCommand, state: CaseState?, catalogue: Catalogue, on today: CivilDate,
        random: any RandomSource, in snapshot: any CaseSnapshot
    ) throws {
        let procedure: Procedure?
        switch command {
        case .open(let open): procedure = catalogue.current(open.procedure)
        case .act:
            procedure = state?.header.flatMap { $0.number == nil ? catalogue.procedure(of: $0) : nil }
        case .edit, .assign, .addNote, .addEvidence, .recordHistory, .settle, .draftText, .releaseText, .withdrawText,
            .setConfidence, .requestIdentity, .answerIdentity:
            procedure = nil
        }
        guard let procedure else { return nil }
        let prefix = procedure.numberPrefix
        guard !procedure.cast.isByAssignment else {
            number = try Self.drawn(prefix: prefix, year: today.year, random, in: snapshot)
            counted = nil
            return
        }
        let key = "serial/\(prefix)/\(today.year)"
        let serial = try Self.last(key, in: snapshot) + 1
        number = CaseNumber.make(prefix: prefix, year: today.year, serial: serial)
        counted = (key, serial)
    }

    /// A number that no case has: of five digits, and of one more whenever the draws keep meeting taken ones.
    private static func drawn(
        prefix: String, year: Int, _ random: any RandomSource, in snapshot: any CaseSnapshot
    ) throws -> String {
        var first = 10_000
        while true {
            for _ in 0..<drawsMax {
                let serial = first + Int(random.word().multipliedFullWidth(by: UInt64(9 * first)).high)
                let number = CaseNumber.make(prefix: prefix, year: year, serial: serial)
                if try snapshot.cases(withReference: ReferenceText.folded(number)).isEmpty { return number }
            }
            // Twelve digits are more than there will ever be cases; a store that says otherwise is damaged.
            guard first < 100_000_000_000 else { throw StoreError.damaged("references \(prefix)") }
            first *= 10
        }
    }

    /// How many draws of one length meet taken numbers before it counts as full.
    private static let drawsMax = 16

    /// How far apart the numbers before and after a restore are, at least.
    private static let skippedMin = 1_000

    /// Leaves room for numbers that were issued and that this store does not know of.
    static func skip(prefix: String, year: Int, in transaction: any CaseTransaction) throws {
        let key = "serial/\(prefix)/\(year)"
        let next = (try last(key, in: transaction) + 2 * skippedMin - 1) / skippedMin * skippedMin
        try transaction.setSetting(key, String(next))
    }

    private static func last(_ key: String, in snapshot: any CaseSnapshot) throws -> Int {
        guard let text = try snapshot.setting(key) else { return 0 }
        guard let last = Int(text) else { throw StoreError.damaged("setting \(key)") }
        return last
    }

    /// Writes that the number was issued.
    func use(in transaction: any CaseTransaction) throws {
        guard let counted else { return }
        try transaction.setSetting(counted.key, String(counted.serial))
    }
}
