/// The kinds of content that are not taken, each with its reason. What is neither here nor a ``MediaType`` is
/// ``RefusedContent/unknown``.
public enum RefusedContent: String, Hashable, Sendable, CaseIterable {
    case program
    case script
    case page
    case macros
    case oldOffice
    case richText
    case archive
    case damaged
    case unknown

    /// A sentence that a trader understands: why, and what to do instead.
    public var sentence: String {
        switch self {
        case .program: "This is a program, and programs are not taken: they can harm whoever opens them."
        case .script: "This is a script, and scripts are not taken: they can harm whoever opens them."
        case .page: "This is a web page or a drawing with code in it. Save or print it as PDF and attach that."
        case .macros: "This document holds macros, which can harm whoever opens it. Save it without them, or as PDF."
        case .oldOffice:
            "Documents of old Office programs can hide macros. Save it as DOCX, XLSX or PDF and attach that."
        case .richText: "RTF documents can hide other files. Save it as DOCX or PDF and attach that."
        case .archive: "What is inside an archive cannot be checked. Attach the files one by one."
        case .damaged: "The file is damaged: it ends too early, or contradicts itself."
        case .unknown:
            "Files of this kind are not taken. Pictures (JPEG, PNG, HEIC, WebP), PDF, text, CSV, video (MP4, 3GP, MOV), "
                + "sound (Ogg, AMR, M4A, MP3), DOCX, XLSX and ODT are."
        }
    }
}
