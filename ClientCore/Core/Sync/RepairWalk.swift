public import CaseProtocol

/// Compares what is held with what the server shows, from the sums of audiences down to the compartments that differ.
/// A value without I/O: it says what to ask next and takes the answers.
public struct RepairWalk: Sendable {
    /// Requests of one walk. A server that leads it further is not followed.
    static let requestsMax = 64

    /// Whether there is no cursor to go on from.
    public let isResync: Bool
    private let hashing: DigestHashing
    private let own: [Compartment: HeldCompartment]
    private let trees: [AudienceID: DigestTree]
    private var audiences: [Compartment: Set<AudienceID>]
    private var differing: Set<Compartment> = []
    private var listed: Set<Compartment> = []
    private var waiting: [DigestAsk] = []
    private var asked: [DigestAsk] = []
    private var next: String?
    private var requestCount = 0

    public init(_ held: [HeldCompartment], _ hashing: DigestHashing, isResync: Bool) {
        self.isResync = isResync
        self.hashing = hashing
        own = Dictionary(held.map { ($0.compartment, $0) }, uniquingKeysWith: { first, _ in first })
        audiences = own.mapValues { Set($0.audiences) }
        var digests: [AudienceID: [Compartment: DigestSum]] = [:]
        for held in held {
            for audience in held.audiences { digests[audience, default: [:]][held.compartment] = held.digest }
        }
        trees = digests.mapValues { DigestTree($0, hashing) }
    }

    /// Takes an answer. Afterwards either ``ask`` or ``plan`` says how to go on.
    public mutating func take(_ reply: DigestReply) {
        requestCount += 1
        if next == nil {
            next = reply.next
            takeAudiences(reply.nodes)
        } else {
            let rest = reply.rest ?? []
            for ask in asked {
                if rest.contains(ask) {
                    waiting.append(ask)
                } else {
                    take(reply.nodes.filter { belongs($0, to: ask) }, for: ask)
                }
            }
        }
        asked = Array(waiting.prefix(DigestRequest.asksMax))
        waiting.removeFirst(asked.count)
    }

    /// What to ask next; empty at the beginning, when the sums of all audiences are asked for.
    public var ask: [DigestAsk] { asked }

    /// What is to be done; `nil` while there is more to ask.
    public var plan: RepairPlan? {
        guard let next else { return nil }
        let isLost = requestCount >= Self.requestsMax && !asked.isEmpty
        guard asked.isEmpty || isLost else { return nil }
        let unseen = own.keys.filter { audiences[$0]?.isEmpty ?? true }
        let again = differing.union(unseen)
        let learned = audiences.filter { !again.contains($0.key) }.compactMap { compartment, audiences in
            let known = own[compartment]
            let held = HeldCompartment(
                compartment, digest: known?.digest ?? .zero, audiences: audiences.sorted())
            return held == known ? nil : held
        }
        return RepairPlan(
            next: next, again: again.sorted(), learned: learned.sorted { $0.compartment < $1.compartment },
            isLarge: isLost || again.count * 2 > max(own.count, listed.count), isResync: isResync)
    }

    private mutating func takeAudiences(_ nodes: [DigestNode]) {
        let server = Dictionary(nodes.map { ($0.aud, $0.digest) }, uniquingKeysWith: { first, _ in first })
        for audience in Set(server.keys).union(trees.keys).sorted() {
            compare(DigestAsk(aud: audience, at: ""), with: server[audience] ?? .zero)
        }
    }

    private mutating func take(_ nodes: [DigestNode], for ask: DigestAsk) {
        var parts: [String: DigestSum] = [:]
        var compartments: [Compartment: DigestSum] = [:]
        for node in nodes {
            switch node.place {
            case .part(let path): parts[path] = node.digest
            case .compartment(let compartment): compartments[compartment] = node.digest
            }
        }
        guard parts.isEmpty else {
            for digit in 0..<16 {
                let path = ask.at + String(digit, radix: 16)
                compare(DigestAsk(aud: ask.aud, at: path), with: parts[path] ?? .zero)
            }
            return
        }
        forget(ask, except: compartments)
        for (compartment, digest) in compartments {
            listed.insert(compartment)
            audiences[compartment, default: []].insert(ask.aud)
            // An empty one that is not known here holds nothing that would have to come.
            if (own[compartment]?.digest ?? .zero) != digest { differing.insert(compartment) }
        }
    }

    private mutating func compare(_ part: DigestAsk, with server: DigestSum) {
        guard (trees[part.aud]?.sum(at: part.at) ?? .zero) != server else { return }
        if server.count == 0 { forget(part, except: [:]) } else { waiting.append(part) }
    }

    /// What is held of a part and was not named is not seen through that audience.
    private mutating func forget(_ part: DigestAsk, except named: [Compartment: DigestSum]) {
        for compartment in trees[part.aud]?.compartments(at: part.at).keys ?? [:].keys where named[compartment] == nil {
            audiences[compartment]?.remove(part.aud)
        }
    }

    private func belongs(_ node: DigestNode, to ask: DigestAsk) -> Bool {
        guard node.aud == ask.aud else { return false }
        switch node.place {
        case .part(let path): return path.utf8.count == ask.at.utf8.count + 1 && path.hasPrefix(ask.at)
        case .compartment(let compartment): return hashing.path(of: compartment).hasPrefix(ask.at)
        }
    }
}
