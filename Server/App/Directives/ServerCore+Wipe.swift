internal import CaseCrypto
public import CaseProtocol
internal import Logging
internal import Workflow

extension ServerCore {
    /// The most bytes of a bundle that a device hands in.
    public static let rescueBytesMax = 16 * 1_048_576

    /// The most bytes that are kept of what one replica hands in, until somebody has taken it in.
    public static let rescuedBytesMax = 512 * 1_048_576

    /// Orders the device of a replica to hand in what waits and to erase itself. From now on the replica gets nothing else here. Ordered
    /// again, it stays as it is.
    ///
    /// - Returns: the directive, as the device gets it.
    /// - Throws: a ``Problem``: ``ProblemCode/notFound`` for a name that nobody has, or a replica that is not theirs.
    @discardableResult
    public func orderWipe(_ request: WipeRequest) async throws -> SignedDirective {
        _ = try ownBundleKeys()
        if let given = directives.directive(to: request.replica) { return given }
        let user = try await store.read { snapshot in
            guard let account = try snapshot.namedAccount(request.name) else {
                throw Problem(.notFound, "There is no account with this name.", path: "name")
            }
            guard try snapshot.replica(request.replica)?.user == account.id else {
                throw Problem(.notFound, "\(request.name) never signed in with this replica.", path: "replica")
            }
            return account.id
        }
        return try orderWipe(of: request.replica, by: user)
    }

    /// The same for a replica that is known to be this person's.
    @discardableResult
    func orderWipe(of replica: ReplicaID, by user: UserID) throws -> SignedDirective {
        let own = try ownBundleKeys()
        if let given = directives.directive(to: replica) { return given }
        let directive = WipeDirective(user: user, replica: replica, number: 1, issuedAt: clock.now())
        let signature = try own.signingKey.sign(try directive.signedBytes)
        let signed = SignedDirective(directive: directive, signature: Base64URL.encode(signature))
        try directives.put(signed)
        sessions.forgetAll()
        log.notice("a wipe was ordered", metadata: ["replica": "\(replica)"])
        return signed
    }

    /// The directive to a replica. Whoever knows the id of one, 128 bits of which are random, may ask: it is an order to that replica
    /// and nothing to anybody else.
    public func directive(for inquiry: DirectiveInquiry) -> DirectiveReply {
        let given = directives.directive(to: inquiry.replica)
        if let done = inquiry.done, done == given?.directive.number {
            log.notice("a replica says that it is wiped", metadata: ["replica": "\(inquiry.replica)"])
        }
        return DirectiveReply(wipe: given)
    }

    /// Keeps what a replica that is to be wiped hands in, without performing anything of it. A device that was signed out may hand in
    /// as well; its signature says that it is the one.
    ///
    /// - Throws: a ``Problem``: ``ProblemCode/notFound`` for a replica that is not to be wiped; ``ProblemCode/storageFull`` where as
    ///   much of it is kept as may be; see ``importBundle(_:)``.
    public func rescue(_ request: RescueRequest) async throws -> RescueReply {
        guard let given = directives.directive(to: request.replica)?.directive else {
            throw Problem(.notFound, "There is nothing to hand in: no directive goes to this replica.", path: "replica")
        }
        // Of a person who was erased nothing is kept that was not here before; their device need not wait to be heard.
        let record = RetentionRows.id(ofPerson: given.user)
        guard try await store.read({ try $0.row(record) }) == nil else { return RescueReply(commands: 0) }
        guard let bytes = Base64URL.decode(request.bundle), bytes.count <= Self.rescueBytesMax else {
            throw Problem.bundleDamaged
        }
        let input = BundleInput(bytes)
        let bundle = try await receive(input, acceptingSignedOut: true)
        guard bundle.person.party.id == given.user else {
            throw Problem(
                .bundleForeign, "This bundle is not from the device of the person whose replica is to be wiped.")
        }
        let keeping = try directives.keep(
            bytes, of: try Self.content(of: bundle), from: request.replica, bytesMax: Self.rescuedBytesMax)
        switch keeping {
        case .kept: log.notice("a replica handed in what waited", metadata: ["replica": "\(request.replica)"])
        case .known: break
        case .full:
            throw Problem(
                .storageFull,
                "This device has handed in \(Self.rescuedBytesMax) bytes, the most that is kept of one. Whoever runs the server takes them in with tatuad bundle import and moves them away from the folder “rescued”; then sync again."
            )
        }
        return RescueReply(commands: bundle.pushes.reduce(0) { $0 + $1.commands.count })
    }

    /// What a bundle hands in, however often it was sealed: its commands and which parts of files.
    private static func content(of bundle: ReceivedBundle) throws -> Digest {
        var bytes = try bundle.pushes.flatMap { try CanonicalJSON.encode($0.commands) }
        for part in bundle.files { bytes += Array("\n\(part.blob) \(part.offset) \(part.bytes.count)".utf8) }
        return SHA256.hash(bytes)
    }

    /// - Throws: a ``Problem`` with ``ProblemCode/wipeOrdered`` for a replica that is to be erased.
    func checkDirective(to replica: ReplicaID) throws {
        guard directives.directive(to: replica) == nil else { throw Problem.wipeOrdered }
    }
}

extension Problem {
    static let wipeOrdered = Problem(
        .wipeOrdered,
        "This replica is to be erased, by order of whoever runs the server; nothing is sent to it any more.")
}
