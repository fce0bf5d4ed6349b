/// The kinds of files that are taken as evidence.
public enum MediaType: String, Hashable, Sendable, CaseIterable {
    case jpeg = "image/jpeg"
    case png = "image/png"
    case heic = "image/heic"
    case webp = "image/webp"
    case pdf = "application/pdf"
    case text = "text/plain"
    case csv = "text/csv"
    case mp4 = "video/mp4"
    case threeGP = "video/3gpp"
    case quickTime = "video/quicktime"
    case ogg = "audio/ogg"
    case amr = "audio/amr"
    case m4a = "audio/mp4"
    case mp3 = "audio/mpeg"
    case docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    case xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    case odt = "application/vnd.oasis.opendocument.text"

    /// Reads a media type without parameters; letter case does not matter. `nil` for one that is not taken.
    public init?(_ mime: String) { self.init(rawValue: mime.lowercased()) }

    /// What people call it.
    public var title: String {
        switch self {
        case .jpeg: "JPEG picture"
        case .png: "PNG picture"
        case .heic: "HEIC picture"
        case .webp: "WebP picture"
        case .pdf: "PDF document"
        case .text: "text"
        case .csv: "table (CSV)"
        case .mp4: "video (MP4)"
        case .threeGP: "video (3GP)"
        case .quickTime: "video (QuickTime)"
        case .ogg: "voice note (Ogg)"
        case .amr: "voice note (AMR)"
        case .m4a: "sound (M4A)"
        case .mp3: "sound (MP3)"
        case .docx: "Word document"
        case .xlsx: "Excel table"
        case .odt: "OpenDocument text"
        }
    }

    /// What names of such files end with, without the dot; the first is the usual one.
    public var endings: [String] {
        switch self {
        case .jpeg: ["jpg", "jpeg", "jpe"]
        case .png: ["png"]
        case .heic: ["heic", "heif"]
        case .webp: ["webp"]
        case .pdf: ["pdf"]
        case .text: ["txt", "text", "log", "md"]
        case .csv: ["csv"]
        case .mp4: ["mp4", "m4v"]
        case .threeGP: ["3gp", "3g2"]
        case .quickTime: ["mov", "qt"]
        case .ogg: ["ogg", "opus", "oga"]
        case .amr: ["amr"]
        case .m4a: ["m4a"]
        case .mp3: ["mp3"]
        case .docx: ["docx"]
        case .xlsx: ["xlsx"]
        case .odt: ["odt"]
        }
    }

    /// Whether a copy without where and by what it was taken can be made of it; see ``PublicCopy``.
    public var canBeStripped: Bool { self == .jpeg || self == .png }
}
