import CaseCrypto
import CaseProtocol
import ClientCore
import ClientCrypto
import Server

/// A bundle on a stick: on its way to the server, or back to a device.
final class Parcel: @unchecked Sendable {
    // Unchecked: the simulator has one thread.
    let device: Int
    let bytes: [UInt8]
    let isForServer: Bool
    let heldUntil: Int

    init(device: Int, bytes: [UInt8], isForServer: Bool, heldUntil: Int) {
        (self.device, self.bytes, self.isForServer, self.heldUntil) = (device, bytes, isForServer, heldUntil)
    }
}

/// Bundles: made on a device, taken in at the server, answered, and taken in on the device; some twice, some late, beside
/// syncs over the network.
extension World {
    func makeBundle(_ device: SimDevice, _ replica: Replica) throws {
        guard !device.manner.isOld, !device.isSyncing else { return }
        let bytes = Bytes()
        let report = try replica.exportBundle { bytes.value += $0 }
        trace.note("bundle", device.index, report.commands)
        post(device.index, bytes.value, isForServer: true)
    }

    private func post(_ device: Int, _ bytes: [UInt8], isForServer: Bool) {
        let times = happens(.duplicate) ? 2 : 1
        for _ in 0..<times {
            parcels.append(
                Parcel(device: device, bytes: bytes, isForServer: isForServer, heldUntil: step + dice.within(1...40)))
        }
    }

    var readyParcels: [Int] { parcels.indices.filter { parcels[$0].heldUntil <= step || isHealing } }

    func deliverParcel(_ index: Int) {
        let parcel = parcels[index]
        if parcel.isForServer {
            guard server.isUp else { return }
            parcels.remove(at: index)
            takeInAtServer(parcel)
        } else {
            parcels.remove(at: index)
            takeInOnDevice(parcel)
        }
    }

    private func takeInAtServer(_ parcel: Parcel) {
        trace.note("parcel", parcel.device, 0)
        let core = server.core
        let generation = server.generation
        Task(executorPreference: thread) { [self] in
            do {
                let report = try await core.importBundle(BundleInput(parcel.bytes))
                count("bundles taken in")
                if let problem = report.problem { count("bundle refused \(problem.code)") }
                let ask = try await core.bundleAsk(of: report.replica)
                let parts = Parts()
                _ = try await core.exportBundle(
                    for: ask, partBytesMax: dice.percent(40) ? dice.within(300...2_000) : nil
                ) { _ in
                    let part = Bytes()
                    parts.value.append(part)
                    return ({ part.value += $0 }, {})
                }
                guard generation == server.generation else { return }
                try look()
                for part in parts.value {
                    try note(part.value, of: parcel.device)
                    post(parcel.device, part.value, isForServer: false)
                }
            } catch let problem as Problem {
                count("bundle refused \(problem.code)")
            } catch let found as Violation {
                violation = violation ?? found
            } catch {
                // The store failed or went: the courier comes again another day.
            }
        }
    }

    /// Opens an answer as its device will, so that it is known what its pages are of.
    private func note(_ bytes: [UInt8], of index: Int) throws {
        let person = devices[index].person
        let keys = try Cast.deviceKeys(person)
        var preamble: [UInt8] = []
        _ = try BundleHeader(BundleInput(bytes), preamble: &preamble)
        var records = BundleRecords()
        let mark = oracle.mark
        try SystemReplicaCrypto().open(
            BundleInput(bytes), preamble: preamble, from: try Cast.serverKeys(epoch: "").signing, with: keys
        ) { piece in
            for record in try records.take(piece) where record.kind == .page {
                guard let last = record.bytes.split(separator: UInt8(ascii: "\n")).last,
                    case .end(let trailer) = try PullLine(parsing: last)
                else { throw Violation("page", "a bundle has a page without a trailer") }
                snapshots[trailer.next] = (trailer.complete ? mark : nil, person, false)
            }
        }
    }

    private func takeInOnDevice(_ parcel: Parcel) {
        let device = devices[parcel.device]
        guard device.isRunning, !device.isSyncing, let replica = device.replica else { return }
        trace.note("parcel", parcel.device, 1)
        do {
            let report = try replica.importBundle(BundleInput(parcel.bytes))
            count(report.isStale ? "bundles too late" : "bundles answered")
            if let mismatch = report.sync.digestMismatch {
                throw Violation(
                    "I12",
                    "device \(device.index) has \(mismatch.mine) after a bundle, the server \(mismatch.server)")
            }
            try checkFlip(device)
        } catch let found as Violation {
            violation = violation ?? found
        } catch let problem as Problem where problem.code != .bundleDamaged {
            // It has synced meanwhile, or is another replica by now: the person is told to make a new one.
            count("bundle refused here \(problem.code)")
        } catch {
            check(error, of: device)
        }
    }
}

/// Bytes that a closure collects.
private final class Bytes: @unchecked Sendable {
    // Unchecked: the simulator has one thread.
    var value: [UInt8] = []
}

private final class Parts: @unchecked Sendable {
    // Unchecked: the simulator has one thread.
    var value: [Bytes] = []
}

/// Keys for bundles: of each person one pair for all their devices, so that an answer for another device of theirs opens
/// there too and has to be told apart.
extension Cast {
    static func deviceKeys(_ index: Int) throws -> DeviceKeys {
        try PlantedReading.of([UInt8(index)]) { try madeDeviceKeys(index) }
    }

    private static func madeDeviceKeys(_ index: Int) throws -> DeviceKeys {
        let signing = try SigningKey(rawBytes: Array(repeating: UInt8(index + 11), count: 32))
        let agreement = try AgreementKey(rawBytes: Array(repeating: UInt8(index + 51), count: 32))
        return DeviceKeys(
            signingSecret: Base64URL.encode(signing.rawBytes),
            signing: Base64URL.encode(signing.verifyingKey.rawBytes),
            agreementSecret: Base64URL.encode(agreement.rawBytes),
            agreement: Base64URL.encode(agreement.publicKey.rawBytes))
    }

    static func publicKeys(_ index: Int) throws -> DevicePublicKeys {
        DevicePublicKeys(
            signing: try SigningKey(rawBytes: Array(repeating: UInt8(index + 11), count: 32)).verifyingKey,
            agreement: try AgreementKey(rawBytes: Array(repeating: UInt8(index + 51), count: 32)).publicKey)
    }

    static func bundleKeys() throws -> BundleKeys {
        BundleKeys(
            signingKey: try SigningKey(rawBytes: Array(repeating: 101, count: 32)),
            agreementKey: try AgreementKey(rawBytes: Array(repeating: 102, count: 32)))
    }

    static func serverKeys(epoch: String, ledger: VerifyingKey? = nil) throws -> ServerKeys {
        let keys = try bundleKeys()
        return ServerKeys(
            signing: Base64URL.encode(keys.signingKey.verifyingKey.rawBytes),
            agreement: Base64URL.encode(keys.agreementKey.publicKey.rawBytes), epoch: epoch,
            ledger: ledger.map { Base64URL.encode($0.rawBytes) })
    }
}
