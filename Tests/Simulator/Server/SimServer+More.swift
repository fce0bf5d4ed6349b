import CaseProtocol
import ClientCore
import Server

/// Files, news, and what else came with protocol 1.1.
extension SimServer {
    /// Answers what the routes of 1.0 do not have; `nil` for anything else.
    func answerMore(_ request: TransportRequest) async throws -> TransportReply? {
        if request.path.hasPrefix(Endpoint.news + "?") { return try await answerNews(request) }
        guard let ask = BlobAsk(request.path) else { return nil }
        let person = try await core.authenticate(request.token ?? "")
        switch ask.kind {
        case .state: return try standing(try await core.uploadState(of: ask.blob, by: person))
        case .part:
            let part = request.body ?? []
            var upload = try await core.beginUpload(
                of: ask.blob, at: ask.offset, length: ask.count, bytes: part.count, by: person)
            do { try core.receive(part, for: &upload) } catch let problem as Problem {
                _ = try await core.endUpload(upload)
                throw problem
            }
            return try standing(try await core.endUpload(upload))
        case .get:
            let blob = try await core.blob(ask.blob, for: person)
            return TransportReply(status: 200, body: try blob.bytes(at: ask.offset, count: ask.count))
        }
    }

    private func standing(_ state: BlobUploadState) throws -> TransportReply {
        let standing = PlayedStanding(offset: state.offset, isComplete: state.isComplete)
        return TransportReply(status: 200, body: try CanonicalJSON.encode(standing))
    }

    private func answerNews(_ request: TransportRequest) async throws -> TransportReply {
        let person = try await core.authenticate(request.token ?? "")
        guard let question = NewsQuestion(path: request.path) else {
            throw Problem(.malformedBody, "The question for news names a cursor.", path: "cursor")
        }
        let pauses = pauses
        let until = clock.now().milliseconds + Int64(question.waitSeconds) * 1_000
        let found = try await core.news(question, as: person, pause: { _ in await pauses.wait(until: until) })
        guard found.isNews else {
            let headers = question.acked.map { [SimManner.acked: String($0)] } ?? [:]
            return TransportReply(status: 204, body: [], headers: headers)
        }
        return TransportReply(status: 200, body: try CanonicalJSON.encode(NewsReply(news: true)))
    }
}

extension NewsQuestion {
    /// Reads what the client put behind the address.
    init?(path: String) {
        var members: [String: String] = [:]
        for pair in path.dropFirst(Endpoint.news.count + 1).split(separator: "&") {
            let halves = pair.split(separator: "=", maxSplits: 1).map(String.init)
            if halves.count == 2 { members[halves[0]] = halves[1] }
        }
        guard let cursor = members["cursor"] else { return nil }
        self.init(
            cursor: cursor, acked: members["acked"].flatMap { Int($0) },
            waitSeconds: members["wait"].flatMap { Int($0) } ?? 0, replica: members["replica"].flatMap { ReplicaID($0) }
        )
    }
}

/// Those who let time pass at the server.
final class Pauses: @unchecked Sendable {
    // Unchecked: the simulator has one thread.
    private var waiting: [Int: (until: Int64, continuation: CheckedContinuation<Void, Never>)] = [:]
    private var ended: Set<Int> = []
    private var last = 0

    func wait(until: Int64) async {
        last += 1
        let number = last
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if ended.remove(number) != nil { return continuation.resume() }
                waiting[number] = (until, continuation)
            }
        } onCancel: {
            if let found = waiting.removeValue(forKey: number) {
                found.continuation.resume()
            } else {
                ended.insert(number)
            }
        }
    }

    var count: Int { waiting.count }

    /// Ends the pauses that are over by now; all of them without a moment.
    func wake(_ now: Int64?) {
        for number in waiting.keys.sorted() {
            guard let found = waiting[number], now.map({ found.until <= $0 }) ?? true else { continue }
            waiting[number] = nil
            found.continuation.resume()
        }
    }
}
