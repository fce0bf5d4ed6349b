import COpenSSL

/// Whether `a` and `b` hold the same bytes, in a time that tells nothing of where they differ. It does tell whether
/// their lengths differ, which is no secret.
public func equalInConstantTime(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    a.count == b.count && CRYPTO_memcmp(a, b, a.count) == 0
}
