internal import CaseCrypto
internal import CaseProtocol

/// What people call a sign-in: made from what is kept of its token, so that nothing more need be kept, and of no use to
/// whoever reads it.
enum SessionID {
    /// Eight characters in two groups, such as `K7QM-4R2D`.
    static func text(of device: Device) -> String {
        let digest = SHA256.hash(Array("tatua session ".utf8) + device.tokenHash).bytes
        return SpokenCode.text(Array(digest.prefix(8)))
    }

    /// Whether somebody means `device` by `text`, in any letter case, with or without the dash.
    static func isMeant(_ text: String, _ device: Device) -> Bool {
        SpokenCode.folded(text) == SpokenCode.folded(self.text(of: device))
    }
}
