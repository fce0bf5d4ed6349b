#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// What counts as one address: of IPv6 the network (64 bits), for whoever has one has all that is in it.
enum AddressBlock {
    /// `10.0.0.1`; `2001:db8:0:1::/64` for any address in it; an IPv4 address that came in an IPv6 one as IPv4. What is no
    /// address stands for itself.
    static func text(_ address: String) -> String {
        var six = in6_addr()
        guard inet_pton(AF_INET6, String(address.prefix { $0 != "%" }), &six) == 1 else { return address }
        let bytes = withUnsafeBytes(of: &six) { Array($0) }
        if bytes.prefix(10).allSatisfy({ $0 == 0 }), bytes[10] == 0xFF, bytes[11] == 0xFF {
            return bytes.suffix(4).map(String.init).joined(separator: ".")
        }
        let groups = stride(from: 0, to: 8, by: 2).map { String(Int(bytes[$0]) << 8 | Int(bytes[$0 + 1]), radix: 16) }
        return groups.joined(separator: ":") + "::/64"
    }
}
