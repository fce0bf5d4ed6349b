import CaseProtocol

/// The HTTP API, an operation a row. What a route needs and answers is said here once; `APIDescriptionTests` hold it
/// against the routes that there are, `scripts/schemathesis.sh` against what they answer.
enum APITable {
    static let all = conversation + account + people + open + administration

    private static let number: JSONValue = ["type": "integer", "minimum": 0, "maximum": .int(.max)]
    private static let page: APIOperation.Shape = { book in
        [
            "anyOf": .array(
                try Samples.all.filter { $0.name.hasPrefix("pull-") && !$0.name.hasPrefix("pull-request") }
                    .map { try $0.schema(book) })
        ]
    }
    /// The reply to a push as the first line, and those of a page.
    private static let pushed: APIOperation.Shape = { book in
        ["anyOf": [try message("pushed-line")(book), try page(book)]]
    }
    private static let pulling: [ProblemCode] = [
        .cursorInvalid, .cursorForeign, .epochChanged, .replicaForeign, .busy,
    ]
    private static let hash = APIOperation.part(
        "hash", ["type": "string", "pattern": "^[0-9a-f]{64}$"], "SHA-256 of the bytes, in lower case.")

    static let conversation: [APIOperation] = [
        APIOperation(
            id: "hello", method: "get", path: Endpoint.hello, summary: "What is spoken here.", needs: .nothing,
            answers: [.init(status: 200, about: "The server's versions and limits.", content: .json(message("hello")))]),
        APIOperation(
            id: "push", method: "post", path: Endpoint.push, summary: "Send commands, and pull with them.",
            needs: .tokenAndVersion, request: message("push-request-with-pull"), example: "push-request",
            answers: [
                .init(
                    status: 200, about: "What became of them; lines of a page where one was asked for.",
                    content: .jsonOrPage(message("push-reply"), line: pushed), headers: backoff)
            ],
            problems: pulling + [.gap, .mutationMismatch, .tooLong, .storageFull]),
        APIOperation(
            id: "pull", method: "post", path: Endpoint.pull, summary: "What changed past a cursor.",
            needs: .tokenAndVersion, request: message("pull-request"), example: "pull-request",
            answers: [
                .init(status: 200, about: "A page.", content: .page(page), headers: backoff),
                .init(
                    status: 204, about: "Nothing new.",
                    headers: [Endpoint.ackedHeader: "The request's `acked`."].merging(backoff) { $1 }),
            ], problems: pulling),
        APIOperation(
            id: "estimate", method: "post", path: Endpoint.estimate, summary: "How much a round would bring.",
            needs: .tokenAndVersion, request: message("pull-request"), example: "pull-request",
            answers: [
                .init(status: 200, about: "About so much.", content: .json(message("estimate-reply")), headers: backoff)
            ],
            problems: pulling),
        APIOperation(
            id: "news", method: "get", path: Endpoint.news, summary: "Wait until a pull would bring something.",
            needs: .tokenAndVersion,
            parameters: [
                APIOperation.query("cursor", ["type": "string"], "As the last page gave it."),
                APIOperation.query("acked", number, "As in a pull."),
                APIOperation.query("wait", number, "Seconds; at most 55 count."),
                APIOperation.query(
                    "replica", TypedID<ReplicaKind>.schema, "Whose outcomes count; the token's where it is not said."),
                APIOperation.header("Sync-Cursor", ["type": "string"], "Instead of `cursor`."),
            ],
            answers: [
                .init(status: 200, about: "There is news.", content: .json(message("news-reply")), headers: backoff),
                .init(
                    status: 204, about: "The time is over.",
                    headers: [Endpoint.ackedHeader: "The request's `acked`."].merging(backoff) { $1 }),
            ], problems: [.malformedBody] + pulling),
        APIOperation(
            id: "digest", method: "post", path: Endpoint.digest, summary: "Digests of what the asker sees.",
            needs: .tokenAndVersion, request: message("digest-request"), example: "digest-request",
            answers: [
                .init(status: 200, about: "The digests.", content: .json(message("digest-reply")), headers: backoff)
            ],
            problems: pulling + [.tooLong, .tooManyAttempts]),
        APIOperation(
            id: "blobState", method: "head", path: Endpoint.blobs + "/{hash}", summary: "How far an own upload came.",
            needs: .tokenAndVersion, parameters: [hash],
            answers: [.init(status: 200, about: "In the head.", headers: upload)], problems: [.notFound]),
        APIOperation(
            id: "blobRead", method: "get", path: Endpoint.blobs + "/{hash}", summary: "Bytes of evidence.",
            needs: .tokenAndVersion,
            parameters: [hash, APIOperation.header("Range", ["type": "string"], "One range of bytes.")],
            answers: [
                .init(status: 200, about: "All of them, as an attachment.", content: .file, headers: file),
                .init(status: 206, about: "Those asked for.", content: .file, headers: file),
                .init(status: 304, about: "Those that the asker has."),
            ], problems: [.notFound, .rangeInvalid]),
        APIOperation(
            id: "blobSend", method: "patch", path: Endpoint.blobs + "/{hash}",
            summary: "The next part of an own upload; the body is the bytes.", needs: .tokenAndVersion,
            parameters: [
                hash, APIOperation.header(BlobHeader.offset, number, "Where it begins.", isRequired: true),
                APIOperation.header(BlobHeader.length, number, "How many bytes there are in all.", isRequired: true),
            ], answers: [.init(status: 204, about: "It is kept.", headers: upload)],
            problems: [
                .malformedBody, .notFound, .uploadOffset, .hashMismatch, .contentMismatch, .contentRefused,
                .metadataRemains, .bodyTooLarge, .quotaExceeded, .storageFull, .tooLong, .invalidField,
            ]),
    ]

    private static let backoff = ["Sync-Backoff": "After how many seconds to come back, where the server is busy."]
    private static let upload = [
        BlobHeader.offset: "How many bytes are here.", BlobHeader.length: "How many there are in all.",
        BlobHeader.complete: "`?1` once they are whole and are what the hash says.",
    ]
    private static let file = [
        "ETag": "The hash.", "Content-Disposition": "Always `attachment`.", "Accept-Ranges": "`bytes`.",
    ]

    static func message(_ name: String) -> APIOperation.Shape { APIOperation.message(name) }
}
