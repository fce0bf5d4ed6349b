/// How large a procedure that somebody loads may be.
public enum ProcedureLimits {
    public static let stagesMax = 200
    public static let rulesMax = 2_000
    public static let fieldsMax = 500
    public static let deadlinesMax = 200
    public static let editsMax = 200
    public static let groupsMax = 200
    /// Bytes of a procedure's file, before it is read.
    public static let fileBytesMax = 4_000_000
    static let idBytesMax = 80
    /// Members of any list in a row: roles, guards, fields.
    static let listMax = 200
    /// Names, titles and words that are chosen.
    static let wordBytesMax = 300
    /// Sentences: help, summaries, authorities.
    static let sentenceBytesMax = 2_000
    static let daysMax = 20_000
    static let textFieldBytesMax = 100_000
}
