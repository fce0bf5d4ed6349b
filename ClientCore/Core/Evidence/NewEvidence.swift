public import CaseProtocol
public import Workflow

/// A file to be put on a case.
public struct NewEvidence: Hashable, Sendable {
    public var bytes: [UInt8]
    /// What the file is called; cleaned before it goes anywhere.
    public var name: String?
    /// What it is; `nil` to go by content and name.
    public var media: MediaType?
    public var caption: String?
    public var confidentiality: ConfidentialityClass
    /// The day on which it was taken or written.
    public var takenOn: CivilDate?
    /// A small JPEG picture of it; one that is too large is left out.
    public var thumb: [UInt8]?
    /// The evidence of which it is the copy that may be published.
    public var publicCopyOf: RowID?
    /// Why it is kept in confidence.
    public var confidence: ConfidenceClaim?
    /// What everybody on the case reads instead: becomes a remark there, and the claim's twin.
    public var summary: String?

    /// Describes a file.
    public init(
        bytes: [UInt8], name: String?, media: MediaType? = nil, caption: String? = nil,
        confidentiality: ConfidentialityClass, takenOn: CivilDate? = nil, thumb: [UInt8]? = nil,
        publicCopyOf: RowID? = nil, confidence: ConfidenceClaim? = nil, summary: String? = nil
    ) {
        self.bytes = bytes
        self.name = name
        self.media = media
        self.caption = caption
        self.confidentiality = confidentiality
        self.takenOn = takenOn
        self.thumb = thumb
        self.publicCopyOf = publicCopyOf
        self.confidence = confidence
        self.summary = summary
    }

    /// What the content is, of the types that are taken, preferring the one that the name's ending tells.
    ///
    /// - Throws: a ``Problem`` with ``ProblemCode/contentRefused`` for a kind that is not, and
    ///   ``ProblemCode/contentMismatch`` for a name that promises something else.
    func checkedMedia() throws -> MediaType {
        let found: Set<MediaType>
        switch try Content(of: bytes) {
        case .refused(let reason): throw Problem(.contentRefused, reason.sentence, path: "file")
        case .media(let media): found = media
        }
        let ending = name?.split(separator: ".").last?.lowercased()
        let named = media ?? MediaType.allCases.first { $0.endings.contains(ending ?? "") }
        if let named, found.contains(named) { return named }
        if let named, media != nil || !found.contains(.text) {
            throw Problem(
                .contentMismatch,
                "The name says \(named.title), and the content is \(found.map(\.title).sorted().joined(separator: " or ")).",
                path: "file", allowed: found.map(\.rawValue).sorted())
        }
        return MediaType.allCases.first { found.contains($0) } ?? .text
    }
}
