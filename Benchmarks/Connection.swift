import CaseProtocol
import Glibc

/// One kept-alive HTTP/1.1 connection over a blocking socket.
final class Connection {
    struct Reply {
        var status: Int
        var headerBytes: Int
        var body: [UInt8]
        /// In seconds.
        var retryAfter: Int?
    }

    private let descriptor: Int32
    private var buffer: [UInt8] = []

    init(port: Int) throws { descriptor = try Socket.connect(port: port) }

    deinit { close(descriptor) }

    /// The bytes of a request.
    static func request(
        _ method: String, _ path: String, token: String? = nil, body: [UInt8] = [], takesGzip: Bool = false
    ) -> [UInt8] {
        var head = "\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        if let token { head += "Authorization: Bearer \(token)\r\n" }
        head += "Sync-Proto: \(ProtocolVersion.current)\r\n"
        if takesGzip { head += "Accept-Encoding: gzip\r\n" }
        if !body.isEmpty { head += "Content-Type: application/json\r\nContent-Length: \(body.count)\r\n" }
        return Array((head + "\r\n").utf8) + body
    }

    /// Sends a request and reads its answer (with a length or in chunks).
    func exchange(_ request: [UInt8]) throws -> Reply {
        guard Socket.send(request[...], over: descriptor) else {
            throw BenchmarkError("the connection broke while sending")
        }
        var headEnd = Self.headEnd(of: buffer)
        while headEnd == nil {
            try fill()
            headEnd = Self.headEnd(of: buffer)
        }
        let headBytes = headEnd ?? 0
        let lines = String(decoding: buffer[..<headBytes], as: UTF8.self).lowercased().split(separator: "\r\n")
        let status = Int(lines[0].split(separator: " ")[1]) ?? 0
        func header(_ name: String) -> Substring? {
            lines.first { $0.hasPrefix(name + ":") }?.dropFirst(name.count + 1).drop { $0 == " " }
        }
        buffer.removeFirst(headBytes)
        if let length = header("content-length").flatMap({ Int($0) }) {
            return Reply(
                status: status, headerBytes: headBytes, body: try take(length),
                retryAfter: header("retry-after").flatMap { Int($0) })
        }
        guard header("transfer-encoding") == "chunked" else {
            return Reply(status: status, headerBytes: headBytes, body: [])
        }
        var body: [UInt8] = []
        while true {
            let size = Int(try takeLine(), radix: 16) ?? 0
            body += try take(size)
            _ = try takeLine()
            if size == 0 { return Reply(status: status, headerBytes: headBytes, body: body) }
        }
    }

    private static func headEnd(of bytes: [UInt8]) -> Int? {
        guard bytes.count >= 4 else { return nil }
        for index in 0...(bytes.count - 4) where bytes[index] == 13 {
            if bytes[index + 1] == 10, bytes[index + 2] == 13, bytes[index + 3] == 10 { return index + 4 }
        }
        return nil
    }

    private func fill() throws {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &chunk, chunk.count, 0)
        guard count > 0 else { throw BenchmarkError("the server closed the connection") }
        buffer += chunk[..<count]
    }

    private func take(_ count: Int) throws -> [UInt8] {
        while buffer.count < count { try fill() }
        defer { buffer.removeFirst(count) }
        return Array(buffer[..<count])
    }

    private func takeLine() throws -> String {
        while true {
            if let end = buffer.firstIndex(of: 10) {
                defer { buffer.removeFirst(end + 1) }
                return String(decoding: buffer[..<end].filter { $0 != 13 }, as: UTF8.self)
            }
            try fill()
        }
    }
}
