/// What whoever files is told about who will see what.
enum PrivacyNotice {
    /// Recorded with the filing, so that it stays known what its author had read.
    static let version = "2026-11"

    static let text = """
        Privacy notice \(version). Once you hand it in, your country's focal point, monitoring committee and trade lawyer \
        and the regional secretariat read the complaint; once it is transmitted, so do these offices of the country whose \
        measure you complain of. Your name and contact stay sealed: your own focal point reads them (the secretariat \
        where your country is not known), and the other country gets them only if you agree. Nothing becomes public \
        unless two officers release a text, and it names your firm only if you agree. Every act is kept on record. You \
        may withdraw the complaint while it is open.
        """
}
