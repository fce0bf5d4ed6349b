import CaseCrypto
import CaseProtocol
import ClientCore
import Server
import Workflow

/// The inside of a server's bundle, sealed as the server would for the trader's device, in the form of ``BundleText``; from a
/// byte 0xFE on the file itself. What is refused changes nothing.
enum FuzzDeviceBundles {
    @Sendable static func run(_ bytes: [UInt8]) async throws {
        let scene = try await Scene.shared
        let replica = try scene.device(of: 0)
        for header in try replica.cases().prefix(1) { _ = try? replica.edit(header.caseID, fields: ["place": "Busia"]) }
        let file = bytes.first == 0xFE ? Array(bytes.dropFirst()) : try sealed(BundleText.inside(bytes), scene, replica)
        let waited = try DeviceLook.pending(on: replica)
        let (rows, meta) = (try DeviceLook.rows(of: replica), try replica.meta())
        do {
            _ = try replica.importBundle(BundleInput(file))
        } catch let problem as Problem {
            try expect(try DeviceLook.rows(of: replica) == rows, "a bundle that was refused has changed rows")
            var left = meta
            if problem.code == .bundleOutOfOrder, try replica.meta().cursor == nil {
                // Of another history than the one that is known here: the next bundle asks for everything.
                (left.cursor, left.stagedCursor, left.again) = (nil, nil, nil)
            }
            try expect(try replica.meta() == left, "a bundle that was refused has left something")
        } catch is ReplicaFault {
            try expect(try DeviceLook.rows(of: replica) == rows, "a bundle that was refused has changed rows")
        }
        try DeviceLook.commands(waited, areOn: replica)
        try DeviceLook.all(of: replica)
        try DeviceLook.digests(of: replica)
        _ = try? replica.exportBundle(into: { _ in })
    }

    private static func sealed(_ inside: [UInt8], _ scene: Scene, _ replica: Replica) throws -> [UInt8] {
        let own = scene.bundleKeys
        guard let agreement = Base64URL.decode(try replica.deviceKeys().agreement) else { return [] }
        let preamble = try BundleHeader(
            kind: .toDevice, from: KeyID.text(of: own.signingKey.verifyingKey.rawBytes),
            to: KeyID.text(of: agreement), created: Scene.start
        ).preamble()
        var file: [UInt8] = []
        var sealer = try EnvelopeSealer(
            domain: BundleHeader.domain, preamble: preamble, to: try PublicAgreementKey(rawBytes: agreement),
            signedBy: own.signingKey, output: { file += $0 })
        try sealer.append(inside)
        try sealer.finish()
        return file
    }
}
