import CaseProtocol
import ClientCore

/// How fresh a screen is: when the last sync was, and what the server does not know yet.
struct Standing: Hashable {
    /// The moment of the last completed sync; `nil` before the first.
    var asOf: Timestamp?
    /// Changes that wait for the server's answer.
    var waiting: Int
    /// Changes that came back rejected or in conflict, and were not dealt with.
    var attention: Int

    init(asOf: Timestamp?, waiting: Int, attention: Int) {
        self.asOf = asOf
        self.waiting = waiting
        self.attention = attention
    }

    init(_ replica: Replica) throws {
        let outbox = try replica.outbox()
        self.init(
            asOf: try replica.asOf, waiting: outbox.count(where: \.isPending),
            attention: outbox.count { $0.state == .attention })
    }

    /// The members that every reading verb's object has.
    var json: [String: JSONValue] {
        ["asOf": asOf.map { .string($0.description) } ?? .null, "waiting": .int(Int64(waiting))]
    }
}

/// The foot of every screen.
enum StandingScreen {
    static func write(_ standing: Standing, to page: inout Page) {
        page.gap()
        if let asOf = standing.asOf {
            page.say("As of \(Wording.moment(asOf)), the last completed sync.")
        } else {
            page.say("Not synced yet: nothing here has come from the server.")
        }
        if standing.waiting > 0 {
            page.say("\(Wording.count(standing.waiting, "change")) not yet received by the server.")
        }
        if standing.attention > 0 {
            page.say(
                "\(Wording.count(standing.attention, "change")) came back and \(standing.attention == 1 ? "needs" : "need") you: see tatua outbox."
            )
        }
    }
}
