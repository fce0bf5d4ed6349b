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
        var bundle: [UInt8] = []
        let collect = BundleCollector()
        _ = try exportBundle { collect.bytes += $0 }
        bundle = collect.bytes
        let text = Data(bundle).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
        return RescueRequest(replica: directive.replica, bundle: String(text.prefix { $0 != "=" }))
    }
}

/// Takes a bundle in, piece by piece.
private final class BundleCollector {
    var bytes: [UInt8] = []
}
