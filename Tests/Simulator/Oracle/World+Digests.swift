import CaseProtocol
import ClientCore
import Server
import ServerSQLite

/// I12: equal digests mean equal contents, and what is kept up to date is what counting anew gives.
extension World {
    /// Looks at what a device holds before it asks for anything more: each flip shows, however short a time.
    ///
    /// A device that compares digests although it has a cursor found that it does not hold what the server shows. Nothing that
    /// happens in a run excuses that: whatever takes the cursor away is compared without one.
    func watch(_ request: TransportRequest, of device: SimDevice) {
        guard violation == nil, device.isRunning, let replica = device.replica else { return }
        do {
            let meta = try replica.meta()
            guard let cursor = meta.cursor, meta.stagedCursor == nil else { return }
            if cursor != device.cursor || request.path == Endpoint.digest { try checkFlip(device) }
            if request.path == Endpoint.digest {
                throw Violation("I12", "device \(device.index) compares digests, though nothing damaged what it holds")
            }
        } catch let found as Violation {
            violation = violation ?? found
        } catch {
            // Its disk fails; the next look reads it.
        }
    }

    /// The server's digests, kept with each commit, against those counted anew.
    func checkServerDigests() throws {
        guard server.isUp else { return }
        let compartments = oracle.compartmentDigests(at: oracle.head)
        do {
            try server.store.readNow { snapshot in
                guard try snapshot.head() == oracle.head else { return }
                var audiences: Set<AudienceID> = []
                for person in plan.people {
                    let user = Cast.id(person)
                    let stored = try snapshot.digests(of: user)
                    let counted = oracle.digests(of: user, at: oracle.head, compartments)
                    guard stored == counted else {
                        let names = Set(stored.keys).union(counted.keys).filter { stored[$0] != counted[$0] }.sorted()
                        throw Violation("I12", "the server's digest of \(names) is not that of its rows")
                    }
                    audiences.formUnion(stored.keys)
                }
                guard let audience = audiences.sorted().first else { return }
                for (compartment, digest) in try snapshot.digests(in: audience)
                where digest != compartments[compartment] ?? .zero {
                    throw Violation("I12", "the server's digest of \(compartment) is not that of its rows")
                }
            }
        } catch let found as Violation {
            throw found
        } catch {
            guard plan.failsServerDisk else { throw error }
        }
    }

    /// A device's digests against those of the same rows, counted anew by definition.
    func checkDigests(_ device: SimDevice, _ replica: Replica, at mark: Oracle.Mark) throws {
        let compartments = oracle.compartmentDigests(at: mark.head)
        let expected = oracle.digests(of: Cast.id(device.person), at: mark.head, compartments)
        let (root, held) = try replica.store.read { (try $0.meta()?.root, try $0.heldCompartments()) }
        for held in held where held.digest != compartments[held.compartment] ?? .zero {
            throw Violation(
                "I12", "device \(device.index) has a digest of \(held.compartment) that is not that of its rows")
        }
        guard let root, root != DigestHashing.system.root(of: expected) else { return }
        throw Violation("I12", "device \(device.index) has another root than its rows as of commit \(mark.head)")
    }
}
