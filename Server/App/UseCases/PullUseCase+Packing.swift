internal import CaseProtocol
internal import Gzip

extension PullUseCase {
    /// How many times the limit a page is filled to before it is packed: rows of one case repeat each other.
    static let fillFactor = 8

    /// One page from `snapshot`, in the manner of whoever reads it.
    func answer(
        in snapshot: any CaseSnapshot, _ manner: PullManner, after prefix: [UInt8]
    ) throws -> (answer: PullAnswer, trailer: PullTrailer, handed: HandedRows) {
        var bytesMax = manner.takesGzip ? pageBytesMax * Self.fillFactor : pageBytesMax
        while true {
            let (page, trailer, beganRound, handed) = try page(in: snapshot, bytesMax: bytesMax)
            let bytes = prefix + page
            if manner.takesNothingNew, beganRound, request.cursor != nil, request.lastMid != true,
                trailer.isNothing(after: request.acked)
            {
                return (.nothingNew, trailer, handed)
            }
            guard manner.takesGzip, bytes.count > Packing.bytesMin else {
                return (.page(bytes, isGzip: false), trailer, handed)
            }
            let packed = try Gzip.compress(bytes)
            if packed.count > pageBytesMax, trailer.count > 1, bytesMax > pageBytesMax {
                // Less would have fitted: as much less as this page was too large, and a tenth for luck.
                bytesMax = max(pageBytesMax, bytesMax * pageBytesMax / packed.count * 9 / 10)
                continue
            }
            return packed.count < bytes.count
                ? (.page(packed, isGzip: true), trailer, handed) : (.page(bytes, isGzip: false), trailer, handed)
        }
    }
}

extension PullTrailer {
    /// Whether a page with this trailer tells its reader nothing.
    fileprivate func isNothing(after acked: Int) -> Bool { complete && count == 0 && out.isEmpty && last == acked }
}

/// When packing is worth it.
package enum Packing {
    /// Bodies of up to this many bytes go as they are: gzip adds 18 bytes and a header of 24.
    package static let bytesMin = 200
}
