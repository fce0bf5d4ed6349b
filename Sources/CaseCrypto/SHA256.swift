/// SHA-256 (FIPS 180-4) of bytes that are at hand. For bytes that arrive in pieces there is ``SHA256Hasher``.
public enum SHA256 {
    /// The digest of `parts` laid end to end. Where one part ends and the next begins leaves no mark on the result,
    /// so parts of varying length need a separator or a length of their own.
    ///
    /// Traps, rather than throws, if libcrypto cannot compute SHA-256: that depends on the installation and never on
    /// the input, and a process without a hash has nothing useful left to do.
    public static func hash(_ parts: [UInt8]...) -> Digest {
        var hasher = SHA256Hasher()
        for part in parts {
            hasher.update(part)
        }
        return hasher.finish()
    }
}
