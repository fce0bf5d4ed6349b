/// Attaches a file: says what it is; the bytes follow on their own, to the address that their hash gives.
public struct EvidenceAdd: Hashable, Sendable, Codable {
    public var caseID: CaseID
    public var evidence: RowID
    /// The bytes.
    public var blob: BlobID
    /// How many there are.
    public var bytes: Int
    /// The media type, such as `image/jpeg`; compared with the content when the bytes arrive.
    public var mime: String
    /// What the file was called, without a folder.
    public var name: String?
    /// A small JPEG picture of it.
    public var thumb: BlobID?
    public var thumbBytes: Int?
    public var caption: String?
    public var confidentiality: ConfidentialityClass
    /// The day on which it was taken or written, by its author's word.
    public var takenOn: CivilDate?
    /// The evidence of which this is the copy that may be published: without where and by what it was taken.
    public var publicCopyOf: RowID?
    /// Why it is kept in confidence; class `confidential` only. Since 1.1.
    public var confidence: ConfidenceClaim?

    public init(
        caseID: CaseID, evidence: RowID, blob: BlobID, bytes: Int, mime: String, name: String? = nil,
        thumb: BlobID? = nil, thumbBytes: Int? = nil, caption: String? = nil, confidentiality: ConfidentialityClass,
        takenOn: CivilDate? = nil, publicCopyOf: RowID? = nil, confidence: ConfidenceClaim? = nil
    ) {
        self.caseID = caseID
        self.evidence = evidence
        self.blob = blob
        self.bytes = bytes
        self.mime = mime
        self.name = name
        self.thumb = thumb
        self.thumbBytes = thumbBytes
        self.caption = caption
        self.confidentiality = confidentiality
        self.takenOn = takenOn
        self.publicCopyOf = publicCopyOf
        self.confidence = confidence
    }

    private enum CodingKeys: String, CodingKey {
        case caseID = "case"
        case evidence, blob, bytes, mime, name, thumb, thumbBytes, caption, takenOn, publicCopyOf, confidence
        case confidentiality = "class"
    }
}
