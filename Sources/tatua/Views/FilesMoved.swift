import CaseProtocol
import ClientCore

/// What a sync did with files. That a link breaks while they move takes nothing back of what was synced before.
struct FilesMoved {
    /// Own files up to this size go with every sync; larger ones wait to be asked for.
    static let smallBytes = 204_800

    private(set) var report = TransferReport()
    /// Own files that wait for `--files`.
    private(set) var waiting = 0
    /// Own files that the server refused, now or before.
    private(set) var refused = 0
    /// Why moving them ended early.
    private(set) var interruption: String?

    /// - Parameter budgetBytes: how much may be moved now; `nil` for whatever there is.
    init(
        _ replica: Replica, _ shelf: any BlobShelf, _ transport: (any BlobTransport)?, all: Bool,
        budgetBytes: Int? = nil
    ) async throws {
        let wanted = try replica.transfers(
            on: shelf, originalBytesMax: all ? nil : Self.smallBytes, getsOriginals: all)
        if let transport, !wanted.isEmpty {
            do {
                report = try await TransferEngine(replica: replica, shelf: shelf, transport: transport)
                    .run(wanted, budgetBytes: budgetBytes)
            } catch let error as TransportError {
                interruption = error.sentence
            } catch let problem as Problem {
                interruption = problem.message
            } catch ReplicaFault.noRoom(let sentence) {
                interruption = sentence
            }
        }
        let refusals = try replica.uploadRefusals()
        refused = try shelf.uploadsDue().count { refusals[$0] != nil }
        waiting = try replica.uploadsWaiting(on: shelf)
        // Of what left this device, own files had to be sent first.
        if report.sent > 0 { try replica.prune(shelf) }
    }

    /// Whether there was something to do.
    var isSomething: Bool { report.sent + report.received > 0 || !report.refused.isEmpty || interruption != nil }

    /// Whether the budget ended it, and it goes on at once.
    var isMore: Bool { report.left > 0 && report.bytes > 0 && interruption == nil }

    /// Nothing where there was nothing to do.
    var sentences: [String] {
        var sentences: [String] = []
        if report.sent + report.received > 0 {
            sentences.append(
                "Sent \(Wording.count(report.sent, "file")), received \(Wording.count(report.received, "file")) "
                    + "(\(EvidenceScreen.size(report.bytes))).")
        }
        let refusals = report.refused.filter { $0.value.code != .notFound }
        for message in Set(refusals.values.map(\.message)).sorted() {
            sentences.append("A file was refused. \(message)")
        }
        if refused > 0 {
            sentences.append(
                "\(Wording.count(refused, "file")) of yours \(refused == 1 ? "is" : "are") not taken by the server:"
                    + " see tatua outbox.")
        }
        if let interruption {
            sentences.append("Moving files ended early; it goes on with the next sync. \(interruption)")
        }
        if waiting > 0 {
            sentences.append(
                "\(Wording.count(waiting, "file")) of yours \(waiting == 1 ? "is" : "are") still to be sent: sync --files."
            )
        }
        return sentences
    }

    var json: JSONValue {
        [
            "sent": .int(Int64(report.sent)), "received": .int(Int64(report.received)),
            "bytes": .int(Int64(report.bytes)), "waiting": .int(Int64(waiting)),
            "notTaken": .int(Int64(refused)),
            "refused": .object(
                Dictionary(
                    uniqueKeysWithValues: report.refused.map { ($0.key.description, ProblemView.json($0.value)) })),
            "interruption": interruption.json,
        ]
    }
}
