import CaseCrypto
import CaseProtocol
import ClientCore
import ClientCrypto
import Server
import Workflow

/// The inside of a device's bundle, sealed as the trader's device would: from a byte 0xFF on as it is, else a record a line,
/// its kind (`m`, `p`, `l` for the pull, `s` for one that may be skipped) and its JSON; the commands of a push are signed by the
/// device. From 0xFE on it is the file itself.
enum FuzzServerBundles {
    @Sendable static func run(_ bytes: [UInt8]) async throws {
        let scene = try await Scene.shared
        let core = scene.server()
        let isText = bytes.first.map { $0 < 0xFE } ?? true
        let inside = try BundleText.inside(bytes) { try signed($0, scene) }
        let file = bytes.first == 0xFE ? Array(bytes.dropFirst()) : try sealed(inside, scene)
        do {
            let report = try await core.importBundle(BundleInput(file))
            let ask = try await core.bundleAsk(of: report.replica)
            _ = try await core.exportBundle(for: ask, partBytesMax: 2_000) { _ in ({ _ in }, {}) }
        } catch let problem as Problem {
            // It is not taken, and nobody fell over it. By its signature only what is not signed here: else nothing that is made
            // up would reach the rules, and nobody would notice.
            try expect(
                !isText || ![.signatureMissing, .signatureWrong].contains(problem.code),
                "a command is not taken for its sender's")
        } catch {
            throw FuzzFinding("the server broke: \(error)")
        }
    }

    /// A push as the device sends it: the server takes nothing unsigned from it. What is no push stays as it is.
    private static func signed(_ push: [UInt8], _ scene: Scene) throws -> [UInt8] {
        guard var request = try? CanonicalJSON.decode(PushRequest.self, from: push) else { return push }
        request.commands = try request.commands.map { try scene.signed($0, by: 0) }
        return try CanonicalJSON.encode(request)
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
    /// - Parameter push: what becomes of a push in it.
    static func inside(_ bytes: [UInt8], push: ([UInt8]) throws -> [UInt8] = { $0 }) rethrows -> [UInt8] {
        if bytes.first == 0xFF { return Array(bytes.dropFirst()) }
        let kinds: [UInt8: UInt8] = [
            UInt8(ascii: "m"): BundleRecord.Kind.manifest.rawValue, UInt8(ascii: "p"): BundleRecord.Kind.push.rawValue,
            UInt8(ascii: "l"): BundleRecord.Kind.pull.rawValue, UInt8(ascii: "g"): BundleRecord.Kind.page.rawValue,
            UInt8(ascii: "s"): 200,
        ]
        return try bytes.split(separator: UInt8(ascii: "\n")).flatMap { line in
            // A page has lines of its own, here divided by tabs.
            let text = line.dropFirst().map { $0 == 0x09 ? UInt8(ascii: "\n") : $0 }
            let kind = BundleRecord.Kind(rawValue: kinds[line[line.startIndex]] ?? 9)
            return BundleRecord(kind, kind == .push ? try push(text) : text).framed
        }
    }
}
