/// What a server says in ``Hello/features`` that it understands beyond the first version of the protocol.
public enum Feature {
    /// Request bodies may come in gzip, with `Content-Encoding: gzip`.
    public static let gzip = "gzip"
}
