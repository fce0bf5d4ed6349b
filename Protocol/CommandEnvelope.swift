/// A command on its way: who sent it is known from the token and the replica; `args` is kept byte for byte as sent.
public struct CommandEnvelope: Hashable, Sendable, Codable {
    /// 1, 2, 3… without gaps, per replica.
    public var n: Int
    public var mid: CommandID
    /// The command's name, such as `case.act`.
    public var cmd: String
    /// The version of the command's arguments.
    public var v: Int
    /// The device's clock when the person acted: a claim, never used for order.
    public var at: Timestamp
    /// Numbers of earlier commands of this replica that this one rests on.
    public var after: [Int]?
    /// The arguments as JSON text, carried as a string so that any JSON library preserves what is hashed.
    public var args: String
    /// The device's Ed25519 signature over the ``CommandStatement``, base64url; put on as it is sent. Since 1.1.
    public var sig: String?

    public init(
        n: Int, mid: CommandID, cmd: String, v: Int, at: Timestamp, after: [Int]? = nil, args: String,
        sig: String? = nil
    ) {
        self.sig = sig
        self.n = n
        self.mid = mid
        self.cmd = cmd
        self.v = v
        self.at = at
        self.after = after
        self.args = args
    }

    /// Wraps a command of the present version.
    ///
    /// - Throws: `EncodingError` when the arguments hold what JSON cannot carry.
    public init(n: Int, mid: CommandID, at: Timestamp, after: [Int]? = nil, _ command: CaseCommand) throws {
        let args: [UInt8] =
            switch command {
            case .open(let arguments): try CanonicalJSON.encode(arguments)
            case .act(let arguments): try CanonicalJSON.encode(arguments)
            case .edit(let arguments): try CanonicalJSON.encode(arguments)
            case .assign(let arguments): try CanonicalJSON.encode(arguments)
            case .addNote(let arguments): try CanonicalJSON.encode(arguments)
            case .addEvidence(let arguments): try CanonicalJSON.encode(arguments)
            case .recordHistory(let arguments): try CanonicalJSON.encode(arguments)
            case .settle(let arguments): try CanonicalJSON.encode(arguments)
            case .draftText(let arguments): try CanonicalJSON.encode(arguments)
            case .releaseText(let arguments): try CanonicalJSON.encode(arguments)
            case .withdrawText(let arguments): try CanonicalJSON.encode(arguments)
            case .setConfidence(let arguments): try CanonicalJSON.encode(arguments)
            case .requestIdentity(let arguments): try CanonicalJSON.encode(arguments)
            case .answerIdentity(let arguments): try CanonicalJSON.encode(arguments)
            }
        self.init(
            n: n, mid: mid, cmd: command.name, v: 1, at: at, after: after, args: String(decoding: args, as: UTF8.self))
    }

    /// The bytes that identify the command whatever its number: `mid`, name, version and arguments, one a line.
    public var hashedBytes: [UInt8] { Array("\(mid)\n\(cmd)\n\(v)\n\(args)".utf8) }

    /// The command inside.
    ///
    /// - Throws: a ``Problem``: ``ProblemCode/unsupportedCommand`` or ``ProblemCode/malformedCommand`` with the field's path.
    public func command() throws(Problem) -> CaseCommand {
        guard v == 1 else {
            throw Problem(.unsupportedCommand, "This server does not know version \(v) of “\(cmd)”.", allowed: ["1"])
        }
        do {
            let bytes = args.utf8
            switch cmd {
            case "case.open": return .open(try CanonicalJSON.decode(CaseOpen.self, from: bytes))
            case "case.act": return .act(try CanonicalJSON.decode(CaseAct.self, from: bytes))
            case "case.edit": return .edit(try CanonicalJSON.decode(CaseEdit.self, from: bytes))
            case "case.assign": return .assign(try CanonicalJSON.decode(CaseAssign.self, from: bytes))
            case "note.add": return .addNote(try CanonicalJSON.decode(NoteAdd.self, from: bytes))
            case "evidence.add": return .addEvidence(try CanonicalJSON.decode(EvidenceAdd.self, from: bytes))
            case "case.recordHistory":
                return .recordHistory(try CanonicalJSON.decode(HistoryRecord.self, from: bytes))
            case "conflict.settle": return .settle(try CanonicalJSON.decode(ConflictSettle.self, from: bytes))
            case "text.draft": return .draftText(try CanonicalJSON.decode(TextDraft.self, from: bytes))
            case "text.release": return .releaseText(try CanonicalJSON.decode(TextRelease.self, from: bytes))
            case "text.withdraw": return .withdrawText(try CanonicalJSON.decode(TextWithdraw.self, from: bytes))
            case "confidence.set": return .setConfidence(try CanonicalJSON.decode(ConfidenceSet.self, from: bytes))
            case "identity.request":
                return .requestIdentity(try CanonicalJSON.decode(IdentityRequest.self, from: bytes))
            case "identity.answer": return .answerIdentity(try CanonicalJSON.decode(IdentityAnswer.self, from: bytes))
            default: break
            }
        } catch {
            throw Problem(
                .malformedCommand, "The arguments of “\(cmd)” are not what it calls for: \(error.reason).",
                path: (["args"] + error.fieldPath).joined(separator: "."))
        }
        throw Problem(
            .unsupportedCommand, "This server does not know the command “\(cmd)”.", allowed: CaseCommand.names)
    }
}

extension CaseCommand {
    /// Every command name of the present version.
    public static let names = [
        "case.open", "case.act", "case.edit", "case.assign", "note.add", "evidence.add", "case.recordHistory",
        "conflict.settle", "text.draft", "text.release", "text.withdraw", "confidence.set", "identity.request",
        "identity.answer",
    ]

    /// The name on the wire.
    public var name: String {
        switch self {
        case .open: "case.open"
        case .act: "case.act"
        case .edit: "case.edit"
        case .assign: "case.assign"
        case .addNote: "note.add"
        case .addEvidence: "evidence.add"
        case .recordHistory: "case.recordHistory"
        case .settle: "conflict.settle"
        case .draftText: "text.draft"
        case .releaseText: "text.release"
        case .withdrawText: "text.withdraw"
        case .setConfidence: "confidence.set"
        case .requestIdentity: "identity.request"
        case .answerIdentity: "identity.answer"
        }
    }
}

extension Error {
    /// The path to the field that a decoder stumbled over.
    public var fieldPath: [String] {
        guard let error = self as? DecodingError else { return [] }
        switch error {
        case .keyNotFound(let key, let context): return (context.codingPath + [key]).map(\.stringValue)
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            return context.codingPath.map(\.stringValue)
        @unknown default: return []
        }
    }

    /// What a decoder found wrong, without the values.
    public var reason: String {
        guard let error = self as? DecodingError else { return "it could not be read" }
        switch error {
        case .keyNotFound(let key, _): return "“\(key.stringValue)” is missing"
        case .typeMismatch: return "a value has the wrong type"
        case .valueNotFound: return "a value is missing"
        case .dataCorrupted(let context):
            return context.debugDescription.contains("JSON") ? "it is not valid JSON" : context.debugDescription
        @unknown default: return "it could not be read"
        }
    }
}
