import CaseProtocol
import ClientCore

/// A link that swallows every answer above some size, as tunnels and badly set routers do: the server is reached, and its
/// answer stops coming.
struct LargeFrameLink {
    /// What gets through, in bytes.
    let bytesMax: Int
    /// The step up to which it is so; at the end of a run those that are left go on.
    let until: Int
    /// How often it swallowed an answer since the last page that came through, once all else was well.
    var lostInARow = 0
}

extension World {
    /// How often a page is asked for in vain at most: from 32 KiB on half as much each time, down to ``PageSize``'s least of one.
    private static let lostMax = 5
    /// How many syncs a device gets for one backlog: each may bring four pages before a larger one is tried again.
    private static let syncsMax = 200

    /// Whether a page is lost on its way: one that is larger than what gets through, and was not asked for smaller.
    ///
    /// Answers of which a client cannot ask for less go through: what is told here is whether it comes to ask.
    func isSwallowed(_ reply: TransportReply, _ exchange: Exchange) -> Bool {
        guard plan.isOn(.largeFrame), !plan.without.contains(Fault.largeFrame.rawValue),
            [200, 204].contains(reply.status),
            let pull = pull(in: exchange.request)
        else { return false }
        if let link = links[exchange.device], link.until < step { links[exchange.device] = nil }
        if links[exchange.device] == nil, happensLater(.largeFrame) {
            let isForGood = laterDice.percent(30)
            links[exchange.device] = LargeFrameLink(
                bytesMax: laterDice.within(1_024...5_000),
                until: isForGood ? .max : step + laterDice.within(30...400))
        }
        guard var link = links[exchange.device], exchange.continuation != nil else { return false }
        defer { links[exchange.device] = link }
        let isLost = reply.body.count > link.bytesMax && pull.pageBytes ?? .max > link.bytesMax
        link.lostInARow = isLost && isHealing ? link.lostInARow + 1 : 0
        if isLost { count("answers swallowed") }
        if link.lostInARow > Self.lostMax {
            violation =
                violation
                ?? Violation("I18", "device \(exchange.device) goes on asking for more than its link lets through")
        }
        return isLost
    }

    /// The page that a request asks for.
    private func pull(in request: TransportRequest) -> PullRequest? {
        switch request.path {
        case Endpoint.pull: try? CanonicalJSON.decode(PullRequest.self, from: request.body ?? [])
        case Endpoint.push: (try? CanonicalJSON.decode(PushRequest.self, from: request.body ?? []))?.pull
        default: nil
        }
    }

    /// I11 over such a link: what is left of it lasts, and a device that it kept waiting tries again at once.
    func healLink(of device: SimDevice) throws {
        var syncs = 0
        while let link = links[device.index], link.lostInARow > 0 {
            syncs += 1
            guard syncs < Self.syncsMax else {
                throw Violation("I18", "device \(device.index) does not get through a link for small answers")
            }
            startSync(device)
            try quieten()
        }
    }
}
