import CaseProtocol
import Synchronization
import Workflow

/// What this build ships together with the procedures, calendars and code lists that came from the server, read once as long
/// as no others come. Copies of one ``Replica`` share it.
///
/// It is a memory of what was worked out and nothing else: without it the answers are the same, and take longer.
final class KnownCatalogue: Sendable {
    private let shipped: Catalogue
    private let read = Mutex<(rows: [RowID], catalogue: Catalogue)?>(nil)

    init(_ shipped: Catalogue) { self.shipped = shipped }

    /// The catalogue as the rows of the snapshot make it. A row of a catalogue never changes: a new version is a new row, so
    /// which ones there are says what they hold.
    func catalogue(in snapshot: any ReplicaSnapshot) throws -> Catalogue {
        let ids = try snapshot.rowIDs(in: Self.compartment, layer: .server)
        if ids.isEmpty { return shipped }
        if let known = read.withLock({ $0 }), known.rows == ids { return known.catalogue }
        let rows = try Self.kinds.flatMap { try snapshot.rows(ofKind: $0, in: .server) }
        let shared = rows.filter { $0.compartment == Self.compartment }
        #if PLANTED_BUGS
            let catalogue = PlantedReading.of(shared.flatMap(\.bytes)) { shipped.adding(shared.compactMap(\.row)) }
        #else
            let catalogue = shipped.adding(shared.compactMap(\.row))
        #endif
        read.withLock { $0 = (ids, catalogue) }
        return catalogue
    }

    /// Where what everybody works with lies.
    private static let compartment = Compartment(caseID: nil, .public)
    private static let kinds: [RowKind] = [.procedure, .calendar, .codeList]
}
