internal import CZlib

/// Bodies in gzip (RFC 1952), by the system's zlib. Whole bodies only: what is sent here is small.
public enum Gzip {
    /// zlib's own middle between speed and size.
    public static let standardLevel = 6

    /// How much is taken from zlib at a time, in bytes.
    static let stepBytes = 16_384

    /// `bytes` as one member of gzip. The same bytes and level give the same answer: no name and no time is noted.
    ///
    /// - Parameter level: 1 (fast) to 9 (small).
    /// - Throws: ``GzipError/outOfMemory``.
    public static func compress(_ bytes: [UInt8], level: Int = standardLevel) throws(GzipError) -> [UInt8] {
        var stream = z_stream()
        guard tatua_deflate_begin(&stream, Int32(min(max(level, 1), 9))) == Z_OK else { throw .outOfMemory }
        defer { deflateEnd(&stream) }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count / 3 + 64)
        let status = run(bytes, &stream, into: &output, maxBytes: .max) { deflate(&$0, Z_FINISH) }
        guard status == Z_STREAM_END else { throw .outOfMemory }
        return output
    }

    /// What ``compress(_:level:)`` was given, or any other writer of gzip.
    ///
    /// - Parameter maxBytes: how large the answer may be; not a byte more is kept in memory than one step beyond it.
    /// - Throws: ``GzipError/tooLarge(maxBytes:)``; ``GzipError/damaged`` for anything else than one whole member: what
    ///   is cut short, changed on the way, or followed by something.
    public static func expand(_ bytes: [UInt8], maxBytes: Int) throws(GzipError) -> [UInt8] {
        var stream = z_stream()
        guard tatua_inflate_begin(&stream) == Z_OK else { throw .outOfMemory }
        defer { inflateEnd(&stream) }
        var output: [UInt8] = []
        let status = run(bytes, &stream, into: &output, maxBytes: maxBytes) { inflate(&$0, Z_NO_FLUSH) }
        guard output.count <= maxBytes else { throw .tooLarge(maxBytes: maxBytes) }
        guard status == Z_STREAM_END, stream.avail_in == 0 else { throw .damaged }
        return output
    }

    /// Feeds `bytes` to `step` until the stream ends, nothing moves any more, or `maxBytes` is passed.
    private static func run(
        _ bytes: [UInt8], _ stream: inout z_stream, into output: inout [UInt8], maxBytes: Int,
        _ step: (inout z_stream) -> Int32
    ) -> Int32 {
        guard let count = UInt32(exactly: bytes.count) else { return Z_DATA_ERROR }
        // zlib does not write to its input; its older declaration only says so.
        var input = bytes
        return input.withUnsafeMutableBufferPointer { input in
            stream.next_in = input.baseAddress
            stream.avail_in = count
            var status = Z_OK
            while status == Z_OK, output.count <= maxBytes {
                let part = [UInt8](unsafeUninitializedCapacity: stepBytes) { room, filled in
                    stream.next_out = room.baseAddress
                    stream.avail_out = UInt32(stepBytes)
                    status = step(&stream)
                    filled = stepBytes - Int(stream.avail_out)
                }
                output += part
            }
            return status
        }
    }
}
