import COpenSSL

/// Raw X25519 keys as libcrypto's own; the caller frees what these return.
enum X25519 {
    static let keyByteCount = 32

    private static let name = "X25519"

    static func privateKey(_ bytes: [UInt8]) throws -> OpaquePointer {
        try Libcrypto.require(
            EVP_PKEY_new_raw_private_key_ex(nil, name, nil, bytes, bytes.count), "EVP_PKEY_new_raw_private_key")
    }

    static func publicKey(_ bytes: [UInt8]) throws -> OpaquePointer {
        try Libcrypto.require(
            EVP_PKEY_new_raw_public_key_ex(nil, name, nil, bytes, bytes.count), "EVP_PKEY_new_raw_public_key")
    }
}
