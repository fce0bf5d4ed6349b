import CaseProtocol
import ClientCore
import Server
import ServerSQLite

/// Waiting for news: the answer says that there is some and nothing else, and nothing that may be seen is missed.
extension World {
    func listen(_ device: SimDevice) {
        guard !device.manner.isOld, device.isRunning, !device.isListening, let replica = device.replica,
            (try? replica.signedIn) ?? nil != nil
        else { return }
        device.isListening = true
        trace.note("listen", device.index)
        let generation = device.generation
        let transport = SimTransport(world: self, device: device.index, person: device.person)
        let engine = SyncEngine(replica: replica, transport: transport)
        let seconds = dice.within(1...55)
        Task(executorPreference: thread) { [self] in
            do {
                // Whoever has read nothing yet has everything to read.
                let inquiry = try engine.newsInquiry()
                var answer = NewsAnswer(isNews: true)
                if let inquiry { answer = try await transport.news(inquiry, waitSeconds: seconds) }
                guard generation == device.generation else { return }
                device.isListening = false
                trace.note("news", device.index, answer.isNews ? 1 : 0)
                count(answer.isNews ? "news" : "no news")
                if answer.isNews { startSync(device) }
            } catch {
                guard generation == device.generation else { return }
                device.isListening = false
                check(error, of: device)
            }
        }
    }

    /// What a question waits for, by definition.
    private func hasNews(_ question: NewsQuestion, _ person: Int) -> Bool? {
        guard let snapshot = snapshots[question.cursor], let mark = snapshot.mark, snapshot.person == person else {
            return nil
        }
        if let replica = question.replica, let acked = question.acked, oracle.command(replica, acked + 1) != nil {
            return true
        }
        let user = Cast.id(person)
        return oracle.contents(for: user, at: mark.head) != oracle.contents(for: user, at: oracle.head)
    }

    func checkNews(_ reply: TransportReply, _ exchange: Exchange) throws {
        switch reply.status {
        case 200:
            guard reply.body == Array(#"{"news":true}"#.utf8), reply.headers.isEmpty else {
                throw Violation("I10", "an answer about news says more than that there is some")
            }
        case 204:
            guard reply.body.isEmpty, let question = NewsQuestion(path: exchange.request.path) else {
                throw Violation("I10", "an answer that there is no news says something")
            }
            if hasNews(question, exchange.person) == true {
                throw Violation("I6", "it is said that there is no news, and there is")
            }
        default: return
        }
    }

    /// Nobody waits for what is there already. Looked at once after each commit, while nothing is being read.
    func checkWaiting() throws {
        // The first request of a day waits for a write, that its device was there, before it looks for news.
        guard server.isUp, server.store.readingCount == 0, server.store.waitingCount == 0 else { return }
        for exchange in network {
            guard case .atServer = exchange.state, exchange.newsLookedAt != oracle.mark,
                exchange.request.path.hasPrefix(Endpoint.news)
            else { continue }
            exchange.newsLookedAt = oracle.mark
            guard let question = NewsQuestion(path: exchange.request.path) else { continue }
            if hasNews(question, exchange.person) == true {
                throw Violation(
                    "I6", "device \(exchange.device) waits for news, and there is some since \(oracle.mark)")
            }
        }
    }
}
