/// What whoever files is told about who will see what.
enum PrivacyNotice {
    /// Recorded with the filing, so that it stays known what its author had read.
    static let version = "2026-11"

    static let text = """
        Privacy notice \(version). Your country's focal point reads all that you file. Once it is registered, the \
        country whose measure you complain of and the regional secretariat read it too, without your name and contact: \
        these stay sealed, and the other country gets them only if you agree. Nothing becomes public unless two \
        officers release a text, and your firm is named there only if you agree. Every look-up and every act is kept \
        on record. You may withdraw the complaint while it is open.
        """
}
