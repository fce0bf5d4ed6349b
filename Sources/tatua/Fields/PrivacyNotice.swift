import Workflow

/// What whoever files is told about who will see what.
enum PrivacyNotice {
    /// Recorded with the filing, so that it stays known what its author had read.
    static let version = "2026-11"

    /// The notice for the cases of a procedure, by who sees them.
    static func text(for cast: Cast) -> String {
        if case .desk = cast { desk } else { complaint }
    }

    private static let desk = """
        Privacy notice \(version). Once you hand it in, the officers of the desk read it, in your country or the one that \
        you name; if they refer it, so does the office that it goes to. Your name and contact, and what the form calls \
        confidential, stay with the desk: that office gets them only if you agree or a law orders it. Nothing becomes \
        public. Every act is kept on record. You may withdraw it while it is open.
        """

    private static let complaint = """
        Privacy notice \(version). Once you hand it in, your country's focal point, monitoring committee and trade lawyer \
        and the regional secretariat read the complaint; once it is transmitted, so do these offices of the country whose \
        measure you complain of. Your name and contact stay sealed: your own focal point reads them (the secretariat \
        where your country is not known), and the other country gets them only if you agree. Nothing becomes public \
        unless two officers release a text, and it names your firm only if you agree. Every act is kept on record. You \
        may withdraw the complaint while it is open.
        """
}
