internal import CaseProtocol
internal import Gzip
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Server

extension Request {
    /// The body as a message.
    ///
    /// - Throws: a ``Problem``: ``ProblemCode/bodyTooLarge``; ``ProblemCode/malformedBody`` with the path of the field.
    func message<Message: Decodable>(_ type: Message.Type, bytesMax: Int) async throws -> Message {
        let bytes = try unpacked(try await bytes(max: bytesMax), bytesMax: bytesMax)
        do {
            return try CanonicalJSON.decode(type, from: bytes)
        } catch {
            let path = error.textOfFieldPath
            throw Problem(
                .malformedBody, "The request is not what this address calls for: \(error.reason).",
                path: path.isEmpty ? nil : path)
        }
    }

    private func bytes(max: Int) async throws -> [UInt8] {
        if let length = headers[.contentLength].flatMap({ Int($0) }), length > max {
            throw Problem.bodyTooLarge(bytesMax: max)
        }
        var bytes: [UInt8] = []
        do {
            for try await part in body {
                guard bytes.count + part.readableBytes <= max else { throw Problem.bodyTooLarge(bytesMax: max) }
                bytes += part.readableBytesView
            }
        } catch let problem as Problem {
            throw problem
        } catch {
            throw Problem(.malformedBody, "The request was cut short.")
        }
        return bytes
    }

    /// What was sent in gzip, unpacked; `bytesMax` holds for both forms.
    private func unpacked(_ bytes: [UInt8], bytesMax: Int) throws(Problem) -> [UInt8] {
        switch headers[.contentEncoding]?.lowercased() {
        case nil, "identity": return bytes
        case "gzip":
            do {
                return try Gzip.expand(bytes, maxBytes: bytesMax)
            } catch .tooLarge {
                throw .bodyTooLarge(bytesMax: bytesMax)
            } catch {
                throw Problem(.malformedBody, "The request arrived damaged: its gzip cannot be unpacked.")
            }
        default:
            throw Problem(
                .encodingUnsupported, "Requests are taken as they are or in gzip.", allowed: ["gzip", "identity"])
        }
    }

    /// Whether the sender takes an answer in gzip: `Accept-Encoding` says so, without `q=0`, or is not there at all (which RFC
    /// 9110, 12.5.3, leaves to us) where the request itself came in gzip.
    var takesGzip: Bool {
        guard headers.contains(.acceptEncoding) else { return headers[.contentEncoding]?.lowercased() == "gzip" }
        let offers = headers[values: .acceptEncoding].flatMap { $0.lowercased().split(separator: ",") }
        return offers.contains { offer in
            let parts = offer.split(separator: ";").map { $0.filter { $0 != " " } }
            guard parts.first == "gzip" else { return false }
            return !parts.dropFirst().contains {
                $0.hasPrefix("q=0") && !$0.dropFirst(3).contains { "123456789".contains($0) }
            }
        }
    }

    /// The token of the `Authorization` header.
    var bearerToken: String? {
        guard let value = headers[.authorization] else { return nil }
        let parts = value.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer", !parts[1].isEmpty else { return nil }
        return String(parts[1])
    }

    /// Where the nearest proxy says that the request comes from: the last address, which the proxy wrote itself.
    var forwardedFor: String? {
        guard let name = HTTPField.Name("X-Forwarded-For"), let text = headers[name] else { return nil }
        let last = text.split(separator: ",").last.map { $0.filter { $0 != " " } } ?? ""
        let isAddress = !last.isEmpty && last.count <= 45 && last.allSatisfy { $0.isHexDigit || $0 == "." || $0 == ":" }
        return isAddress ? String(last) : nil
    }

    /// Checks that the sender speaks a version that this server does.
    ///
    /// - Returns: the sender's version.
    /// - Throws: ``ProblemCode/protocolMissing``, ``ProblemCode/protocolUnsupported``.
    @discardableResult
    func checkProtocolVersion() throws(Problem) -> ProtocolVersion {
        let supported = [ProtocolVersion.oldestSupported, .current].map(\.description)
        let allowed = supported[0] == supported[1] ? [supported[0]] : supported
        let name = HTTPField.Name(ProtocolVersion.headerName)
        guard let version = name.flatMap({ headers[$0] }).flatMap({ ProtocolVersion($0) }) else {
            throw Problem(
                .protocolMissing,
                "The header \(ProtocolVersion.headerName) must name the version of the protocol, such as “\(allowed[0])”.",
                allowed: allowed)
        }
        guard (ProtocolVersion.oldestSupported.major...ProtocolVersion.current.major).contains(version.major) else {
            throw Problem(
                .protocolUnsupported, "This server does not speak version \(version) of the protocol.",
                allowed: allowed)
        }
        return version
    }
}
