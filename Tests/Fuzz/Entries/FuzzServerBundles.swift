import CaseCrypto
import CaseProtocol
import ClientCore
import ClientCrypto
import Server
import Workflow

/// The inside of a device's bundle, sealed as the trader's device would: from a byte 0xFF on as it is, else a record a line,
/// its kind (`m`, `p`, `l` for the pull, `s` for one that may be skipped) and its JSON. From 0xFE on it is the file itself.
enum FuzzServerBundles {
    @Sendable static func run(_ bytes: [UInt8]) async throws {
        let scene = try await Scene.shared
        let core = scene.server()
        let file = bytes.first == 0xFE ? Array(bytes.dropFirst()) : try sealed(BundleText.inside(bytes), scene)
        do {
            let report = try await core.importBundle(BundleInput(file))
            let ask = try await core.bundleAsk(of: report.replica)
            _ = try await core.exportBundle(for: ask, partBytesMax: 2_000) { _ in ({ _ in }, {}) }
        } catch is Problem {
            // It is not taken, and nobody fell over it.
        } catch {
            throw FuzzFinding("the server broke: \(error)")
        }
    }

    private static func sealed(_ inside: [UInt8], _ scene: Scene) throws -> [UInt8] {
        let crypto = SystemReplicaCrypto()
        let keys = try scene.device(of: 0).deviceKeys()
        let server = Base64URL.encode(scene.bundleKeys.agreementKey.publicKey.rawBytes)
        let preamble = try BundleHeader(
            kind: .toServer, from: try crypto.keyID(ofPublicKey: keys.signing),
            to: try crypto.keyID(ofPublicKey: server), created: Scene.start
        ).preamble()
        var file: [UInt8] = []
        let output: BundleOutput = { file += $0 }
        try crypto.seal(preamble: preamble, to: server, with: keys, into: output) { try $0(inside) }
        return file
    }
}

/// The inside of a bundle as text, so that a fuzzer need not keep count of bytes.
enum BundleText {
    static func inside(_ bytes: [UInt8]) -> [UInt8] {
        if bytes.first == 0xFF { return Array(bytes.dropFirst()) }
        let kinds: [UInt8: UInt8] = [
            UInt8(ascii: "m"): BundleRecord.Kind.manifest.rawValue, UInt8(ascii: "p"): BundleRecord.Kind.push.rawValue,
            UInt8(ascii: "l"): BundleRecord.Kind.pull.rawValue, UInt8(ascii: "g"): BundleRecord.Kind.page.rawValue,
            UInt8(ascii: "s"): 200,
        ]
        return bytes.split(separator: UInt8(ascii: "\n")).flatMap { line in
            // A page has lines of its own, here divided by tabs.
            let text = line.dropFirst().map { $0 == 0x09 ? UInt8(ascii: "\n") : $0 }
            return BundleRecord(BundleRecord.Kind(rawValue: kinds[line[line.startIndex]] ?? 9), text).framed
        }
    }
}
