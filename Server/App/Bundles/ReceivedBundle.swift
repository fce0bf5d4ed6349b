internal import CaseCrypto
internal import CaseProtocol
internal import Gzip
internal import Workflow

/// What a device's bundle holds, with its sender known.
struct ReceivedBundle: Sendable {
    /// The most bytes of commands that are taken from one bundle: they are held in memory.
    static let pushBytesMax = 67_108_864

    let person: SignedIn
    let keys: DevicePublicKeys
    let pushes: [PushRequest]
    let files: [BundledPart]
    let pull: PullRequest
}

/// Puts a device's bundle together from its records.
struct ReceivedRecords {
    private(set) var manifest: BundleManifest?
    private(set) var pushes: [PushRequest] = []
    private(set) var files: [BundledPart] = []
    private(set) var pull: PullRequest?
    private var records = BundleRecords()
    private var byteCount = 0

    mutating func take(_ bytes: [UInt8]) throws {
        byteCount += bytes.count
        guard byteCount <= ReceivedBundle.pushBytesMax else {
            throw Problem.bodyTooLarge(bytesMax: ReceivedBundle.pushBytesMax)
        }
        for record in try records.take(bytes) { try take(record) }
    }

    private mutating func take(_ record: BundleRecord) throws {
        do {
            switch record.kind {
            case .manifest where manifest == nil:
                manifest = try CanonicalJSON.decode(BundleManifest.self, from: record.bytes)
            case .push where manifest != nil && pull == nil:
                pushes.append(try CanonicalJSON.decode(PushRequest.self, from: record.bytes))
            case .pull where manifest != nil && pull == nil:
                pull = try CanonicalJSON.decode(PullRequest.self, from: record.bytes)
            case .file where manifest != nil && pull == nil:
                guard let part = BundledPart(record.bytes) else { throw Problem.bundleDamaged }
                files.append(part)
            case let kind where manifest != nil && kind.isSkippable: return
            default: throw Problem.bundleDamaged
            }
        } catch is DecodingError {
            throw Problem.bundleDamaged
        }
    }

    func finish() throws -> (BundleManifest, PullRequest) {
        try records.finish()
        guard let manifest, let pull, manifest.kind == .toServer, pull.replica == manifest.replica,
            pushes.allSatisfy({ $0.replica == manifest.replica })
        else { throw Problem.bundleDamaged }
        return (manifest, pull)
    }
}

extension ServerCore {
    /// Reads a device's bundle and finds out whose it is.
    ///
    /// - Throws: a ``Problem``: ``ProblemCode/bundleDamaged``, ``ProblemCode/bundleForeign``, ``ProblemCode/notSignedIn`` for a
    ///   device that is signed out.
    func receive(_ input: BundleInput, acceptingSignedOut: Bool = false) async throws -> ReceivedBundle {
        let own = try ownBundleKeys()
        var preamble: [UInt8] = []
        let header = try BundleHeader(input, preamble: &preamble)
        guard header.kind == .toServer else {
            throw Problem(.bundleForeign, "This bundle is for a device: tatua bundle import.")
        }
        guard header.to == KeyID.text(of: own.agreementKey.publicKey.rawBytes) else {
            throw Problem(.bundleForeign, "This bundle is for another server.")
        }
        let signer = header.from
        let devices = try await store.read { try $0.devices(signingKeyID: signer) }
        guard let key = devices.first?.keys?.signing else {
            throw Problem(.bundleForeign, "This bundle is from a device that never signed in here.")
        }
        var received = ReceivedRecords()
        do {
            let opener = try EnvelopeOpener(
                domain: BundleHeader.domain, preamble: preamble, byteCount: input.byteCount, read: input.read)
            try opener.verify(signedBy: key)
            if BundleHeader.isPacked(preamble) {
                var unpacker = GzipBlockReader(bytesMax: ReceivedBundle.pushBytesMax)
                try opener.open(with: own.agreementKey, signedBy: key) {
                    try received.take(try unpacker.take($0))
                }
                try unpacker.finish()
            } else {
                try opener.open(with: own.agreementKey, signedBy: key) { try received.take($0) }
            }
        } catch CryptoError.authentication, CryptoError.malformed {
            throw Problem.bundleDamaged
        } catch GzipError.tooLarge {
            throw Problem.bodyTooLarge(bytesMax: ReceivedBundle.pushBytesMax)
        } catch is GzipError {
            throw Problem.bundleDamaged
        }
        let (manifest, pull) = try received.finish()
        let (person, keys) = try await sender(
            user: manifest.user, replica: manifest.replica, signer: signer, acceptingSignedOut: acceptingSignedOut)
        return ReceivedBundle(person: person, keys: keys, pushes: received.pushes, files: received.files, pull: pull)
    }

    /// The person whose device signs with this key, as their account is now.
    func sender(
        user: UserID, replica: ReplicaID, signer: String, acceptingSignedOut: Bool = false
    ) async throws -> (SignedIn, DevicePublicKeys) {
        let settings = try await accountSettings()
        let now = clock.now()
        return try await store.read { snapshot in
            let own = try snapshot.devices(signingKeyID: signer).filter { $0.user == user }
            guard !own.isEmpty else {
                throw Problem(.bundleForeign, "This bundle is not from a device of the person whose commands it holds.")
            }
            guard let device = own.last(where: { !$0.isRevoked || acceptingSignedOut }), let keys = device.keys,
                let account = try snapshot.account(user)
            else {
                throw Problem(
                    .notSignedIn, "This device was signed out. Sign in on it again; its commands are kept there.")
            }
            try SessionRule(account, settings, in: snapshot).check(.anything, at: now)
            return (
                SignedIn(
                    party: account.party.on(Self.day(at: now)), replica: replica,
                    // Of a device that is signed out there is no token to ask about once more.
                    tokenHash: device.isRevoked ? nil : device.tokenHash,
                    signer: SignedIn.Signer(device)),
                keys
            )
        }
    }

    func ownBundleKeys() throws(Problem) -> BundleKeys {
        guard let bundleKeys else { throw Problem(.notFound, "This server has no keys for bundles.") }
        return bundleKeys
    }
}
