import CFaultDisk
import CaseProtocol
import ClientCore

/// I9: no word of a row that is gone is left on its device, in the index of words or in the files.
extension World {
    /// Notes what a device shows at a flip, and what it showed at the one before and shows no longer.
    func note(_ held: [RowID: [UInt8]], of device: SimDevice) {
        for (id, bytes) in device.held where held[id] == nil { device.gone[id] = bytes }
        device.held = held
    }

    /// By the end of a round that went well, what it took away is gone.
    func checkGone(_ device: SimDevice) throws {
        guard let replica = device.replica, !device.gone.isEmpty else { return }
        let words = Set(device.gone.values.flatMap(Self.canaries))
        device.gone = [:]
        try checkLeftovers(device, replica, words.sorted())
    }

    /// What anybody ever wrote into a remark and a device may not see at the end.
    func checkLeftovers(_ device: SimDevice, _ replica: Replica) throws {
        let words = oracle.current(.note).filter {
            !oracle.isVisible($0.compartment, to: Cast.id(device.person), at: oracle.head)
        }.flatMap { Self.canaries(in: Array(($0["text"]?.string ?? "").utf8)) }
        try checkLeftovers(device, replica, words)
    }

    private func checkLeftovers(_ device: SimDevice, _ replica: Replica, _ words: [String]) throws {
        guard !words.isEmpty else { return }
        let shown = try replica.store.read { snapshot in
            Set(
                try snapshot.rowIDs(in: .server).compactMap { try snapshot.row($0, in: .server)?.bytes }.flatMap(
                    Self.canaries))
        }
        let own = Set(try replica.outbox().flatMap { Self.canaries(in: Array($0.envelope.args.utf8)) })
        for word in words where !shown.contains(word) && !own.contains(word) {
            if try !replica.store.read({ try $0.cases(withWordPrefix: word) }).isEmpty {
                throw Violation(
                    "I9", "device \(device.index) still finds a word of a row that it may not see: \(origin(of: word))")
            }
            guard device.isOnDisk else { continue }
            let bytes = Array(word.utf8)
            if fault_disk_holds(device.disk, bytes, Int32(bytes.count)) != 0 {
                throw Violation(
                    "I9", "the files of device \(device.index) hold text that it may not see: \(origin(of: word))")
            }
        }
    }

    /// A word, and the versions of rows that hold it, for whoever reads of a failed run.
    private func origin(of word: String) -> String {
        let found = oracle.rowOrder.flatMap { oracle.rows[$0] ?? [] }.filter {
            Self.canaries(in: $0.bytes).contains(word)
        }
        let places = found.map { "\($0.row.kind) of commit \($0.commit) in \($0.compartment)" }
        return ([word] + places).joined(separator: ", ")
    }

    private static let canaryStart = "canary"

    /// The words in a text by which it is known again: each is in one text only, and ends with the letter after its digits.
    private static func canaries(in bytes: [UInt8]) -> [String] {
        guard bytes.count > canaryStart.utf8.count else { return [] }
        return String(decoding: bytes, as: UTF8.self).matches(of: /canary[0-9]+x/).map { String($0.output) }
    }
}
