public import CaseProtocol

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension Replica {
    /// What to ask a server with that may have ordered this replica to be erased.
    public func directiveInquiry() throws -> DirectiveInquiry {
        let meta = try meta()
        return DirectiveInquiry(replica: meta.session?.replica ?? meta.replica)
    }

    /// The directive in an answer, if this replica has to obey it: signed by the key that its server told at the sign-in, to this
    /// replica and its person. `nil` for anything else, which changes nothing here, whoever said it.
    public func directive(in reply: DirectiveReply) throws -> WipeDirective? {
        let meta = try meta()
        guard let signed = reply.wipe, let key = meta.serverKeys?.signing, let owner = meta.owner,
            [meta.session?.replica, meta.replica].contains(signed.directive.replica), signed.directive.user == owner,
            signed.directive.number > 0,
            crypto.isSignature(signed.signature, over: try signed.directive.signedBytes, by: key)
        else { return nil }
        return signed.directive
    }

    /// What to hand in before this replica is erased: everything that waits, as a bundle for the server. `nil` when nothing does.
    public func rescue(for directive: WipeDirective) throws -> RescueRequest? {
        guard try pendingCount > 0 else { return nil }
        let collect = BundleCollector()
        _ = try exportBundle { collect.bytes += $0 }
        return RescueRequest(collect.bytes, of: directive.replica)
    }

    /// Hands in the own files that the server does not have yet, in parts, as bundles for the server; the commands that they belong to
    /// come before (``rescue(for:)``).
    ///
    /// - Parameter hand: takes one bundle; nothing of it is kept here.
    /// - Returns: how many files.
    /// - Throws: what reading or `hand` throws; what was handed in before is handed in again the next time.
    public func rescueFiles(
        for directive: WipeDirective, from shelf: any BlobShelf, _ hand: (RescueRequest) async throws -> Void
    ) async throws -> Int {
        var count = 0
        var parts: [BundledPart] = []
        for blob in try shelf.uploadsDue() {
            guard let length = try shelf.count(of: blob) else { continue }
            count += 1
            for offset in stride(from: 0, to: length, by: BundledPart.bytesMax) {
                let bytes = try shelf.bytes(of: blob, at: offset, count: min(BundledPart.bytesMax, length - offset))
                if parts.reduce(bytes.count, { $0 + $1.bytes.count }) > Self.rescuedBytesMax {
                    try await hand(try rescue(parts, for: directive))
                    parts = []
                }
                parts.append(BundledPart(blob: blob, length: length, offset: offset, bytes: bytes))
            }
        }
        if !parts.isEmpty { try await hand(try rescue(parts, for: directive)) }
        return count
    }

    /// The most bytes of files that one bundle hands in.
    private static let rescuedBytesMax = 8_388_608

    private func rescue(_ parts: [BundledPart], for directive: WipeDirective) throws -> RescueRequest {
        let (owner, keys, server) = try bundleParties()
        let preamble = try BundleHeader(
            kind: .toServer, from: try crypto.keyID(ofPublicKey: keys.signing),
            to: try crypto.keyID(ofPublicKey: server.agreement), created: now
        ).preamble()
        let meta = try meta()
        let manifest = BundleManifest(kind: .toServer, replica: meta.replica, user: owner, epoch: meta.epoch)
        let collect = BundleCollector()
        let output: BundleOutput = { collect.bytes += $0 }
        try crypto.seal(preamble: preamble, to: server.agreement, with: keys, into: output) { append in
            try append(BundleRecord(.manifest, try CanonicalJSON.encode(manifest)).framed)
            for part in parts { try append(part.record.framed) }
            try append(BundleRecord(.pull, try CanonicalJSON.encode(try pullRequest())).framed)
        }
        return RescueRequest(collect.bytes, of: directive.replica)
    }
}

extension RescueRequest {
    fileprivate init(_ bundle: [UInt8], of replica: ReplicaID) {
        let text = Data(bundle).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
        self.init(replica: replica, bundle: String(text.prefix { $0 != "=" }))
    }
}

/// Takes a bundle in, piece by piece.
private final class BundleCollector {
    var bytes: [UInt8] = []
}
