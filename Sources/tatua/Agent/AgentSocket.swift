import Glibc

/// A connection between a verb and the key agent: messages after their length, over a Unix socket in a folder that only its owner
/// may enter.
final class AgentSocket {
    /// The name of the socket's folder in the replica's, and of the socket in it.
    private static let folderName = "agent"
    private static let socketName = "socket"
    /// What one message may have, in bytes.
    static let messageBytesMax = 64 * 1_024 * 1_024
    /// How long the other side may keep silent within a message, in seconds.
    private static let patienceSeconds = 5

    let descriptor: Int32

    init(descriptor: Int32) {
        self.descriptor = descriptor
        var patience = timeval(tv_sec: Self.patienceSeconds, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        _ = setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, size)
        _ = setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, size)
    }

    deinit { close(descriptor) }

    /// A connection to the agent of the replica in `home`; `nil` when none runs.
    static func connect(home: String) -> AgentSocket? {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        let connected = withAddress(home: home) { Glibc.connect(descriptor, $0, $1) } ?? -1
        let socket = AgentSocket(descriptor: descriptor)
        return connected == 0 && socket.isOwnPeer ? socket : nil
    }

    /// Listens for verbs of the same person; `nil` when that is not possible. A socket that nobody listens at is taken over.
    static func listen(home: String) -> AgentSocket? {
        guard mkdir("\(home)/\(folderName)", 0o700) == 0 || errno == EEXIST,
            chmod("\(home)/\(folderName)", 0o700) == 0
        else { return nil }
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        let socket = AgentSocket(descriptor: descriptor)
        remove(home: home)
        guard withAddress(home: home, { bind(descriptor, $0, $1) }) == 0, Glibc.listen(descriptor, 16) == 0 else {
            return nil
        }
        return socket
    }

    /// Removes the socket from its folder.
    static func remove(home: String) { unlink("\(home)/\(folderName)/\(socketName)") }

    /// Whether the same person is at the other end.
    var isOwnPeer: Bool {
        // As `struct ucred`: process, user, group.
        var peer: (Int32, UInt32, UInt32) = (0, .max, .max)
        var size = socklen_t(MemoryLayout.size(ofValue: peer))
        return getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 && peer.1 == geteuid()
    }

    /// Sends a message; `false` when the other side is gone.
    func send(_ message: [UInt8]) -> Bool {
        guard message.count <= Self.messageBytesMax else { return false }
        var length = ByteWriter()
        length.put(message.count)
        return write(length.bytes) && write(message)
    }

    /// The next message; `nil` when the other side is gone, silent or talks nonsense.
    func receive() -> [UInt8]? {
        guard let head = read(8) else { return nil }
        var reader = ByteReader(head)
        guard let count = reader.number(), (0...Self.messageBytesMax).contains(count) else { return nil }
        return read(count)
    }

    private func write(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress?.advanced(by: sent), bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    private func read(_ count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var have = 0
        while have < count {
            let got = bytes.withUnsafeMutableBytes {
                recv(descriptor, $0.baseAddress?.advanced(by: have), count - have, 0)
            }
            if got < 0, errno == EINTR { continue }
            guard got > 0 else { return nil }
            have += got
        }
        return bytes
    }

    /// Hands out the socket's address. It is named by way of an open folder: the path of a replica may be longer than an address
    /// can be.
    private static func withAddress(
        home: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32? {
        let folder = open("\(home)/\(folderName)", O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
        guard folder >= 0 else { return nil }
        defer { close(folder) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let path = Array("/proc/self/fd/\(folder)/\(socketName)".utf8)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}
