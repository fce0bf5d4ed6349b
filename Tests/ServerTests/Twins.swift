import CaseProtocol
import HTTPTypes
import Testing
import Workflow

@testable import Server

/// Two worlds, what happens in them, and what one observer asks both.
struct Twins {
    let worlds: [TwinWorld]
    let lines: [TestHTTP]
    let random: SeededRandom
    /// Cases that exist in both worlds, whoever sees them; and those of the first world alone.
    var common: [CaseID] = []
    var secret: [CaseID] = []
    /// The observer's places in the two histories, alike from the start.
    var cursors: [[String]] = [[], []]
    var sent = 0
    /// Audiences that anybody was told of.
    var audiences: [AudienceID] = []
    private(set) var differences: [Difference] = []

    init(seed: UInt64, worlds: [TwinWorld], lines: [TestHTTP]) {
        self.worlds = worlds
        self.lines = lines
        random = SeededRandom(seed: seed &+ 99)
    }

    func draw(_ bound: Int) -> Int { Int(random.word() % UInt64(bound)) }

    mutating func step(_ number: UInt64) async throws {
        switch draw(10) {
        case 0...1: try await publicLife(number)
        case 2...4: try await secretLife(number)
        default: try await question(number)
        }
    }

    /// What happens in both worlds.
    private mutating func publicLife(_ number: UInt64) async throws {
        let what = draw(5)
        let target = common.isEmpty ? nil : common[draw(common.count)]
        var made: [CaseID] = []
        for world in worlds {
            world.random.begin(step: number)
            switch (what, target) {
            case (0, _), (_, nil):
                let caseID: CaseID = world.server.id()
                let amina = try world.person("amina")
                try await amina.open(caseID)
                var filing = TestPerson.filing
                // The contact is sealed: the two worlds may hold different ones.
                filing["contact"] = .string(world.isFirst(of: worlds) ? "+254 700 000 001, Nairobi" : "a@b.ke")
                try await amina.act("submit", on: caseID, filing)
                made.append(caseID)
            case (1, let target?): try await world.person("kamau").register(target)
            case (2, let target?): try await world.person("nakato").act("accept", on: target)
            case (3, let target?):
                try await world.attach(TwinWorld.sharedFile, .parties, by: "amina", on: target)
            case (_, let target?): try await world.person("amina").send(world.person("amina").note(target))
            }
        }
        if let caseID = made.first {
            #expect(Set(made).count == 1)
            common.append(caseID)
        }
    }

    /// What happens in one world, or otherwise in the other, out of the observer's sight.
    private mutating func secretLife(_ number: UInt64) async throws {
        let what = draw(5)
        let target = common.isEmpty ? nil : common[draw(common.count)]
        for world in worlds {
            world.random.begin(step: number)
            let isFirst = world.isFirst(of: worlds)
            switch (what, target) {
            case (0, let target?):
                // An office's own remark: longer here than there.
                let text = isFirst ? String(repeating: "They will give in. ", count: draw(20) + 1) : "No."
                try await world.person("kamau").send(
                    .addNote(NoteAdd(caseID: target, note: world.server.id(), text: text, confidentiality: .internal)))
            case (4, let target?):
                guard isFirst else { continue }
                try await world.attach(TwinWorld.secretFile, .internal, by: "kamau", on: target)
            case (1, _):
                guard isFirst else { continue }
                secret.append(try await world.person("amina").open(label: "QQ9-7"))
            case (2, _):
                guard isFirst else { continue }
                secret.append(try await world.person("tilemakers").fileRemedy())
            default:
                guard isFirst else { continue }
                _ = await problem {
                    _ = try await world.server.core.login(
                        LoginRequest(user: "kamau", password: "wrong", code: nil, replica: world.server.id()), from: nil
                    )
                }
            }
        }
    }

    /// The observer asks both worlds the same.
    private mutating func question(_ number: UInt64) async throws {
        let request = try Question(drawing: self)
        var answers: [MaskedAnswer] = []
        for (index, world) in worlds.enumerated() {
            world.random.begin(step: number)
            let person = try world.person("observer")
            let answer = try await ask(request, index, person, world)
            if let next = Self.next(answer) { cursors[index].append(next) }
            if index == 0, case .digest = request, let reply = try? answer.decoded(DigestReply.self) {
                audiences += reply.nodes.map(\.aud).filter { !audiences.contains($0) }
            }
            answers.append(MaskedAnswer(answer))
        }
        if request.isPush, answers[0].status == 200 { sent += 1 }
        // From here on the two histories have other numbers of places: an observer who is told apart is not followed.
        guard answers[0] == answers[1], cursors[0].count == cursors[1].count else {
            differences.append(Difference(step: number, kind: request.kind, request: "\(request)"))
            let common = min(cursors[0].count, cursors[1].count)
            cursors = cursors.map { Array($0.prefix(common)) }
            return
        }
    }

    private func ask(
        _ request: Question, _ index: Int, _ person: TestPerson, _ world: TwinWorld
    ) async throws -> TestAnswer {
        let line = lines[index]
        func cursor(_ place: Int?) -> String? { place.map { cursors[index][$0] } }
        switch request {
        case .get(let path): return try await line.get(path, token: person.token)
        case .pull(let place, let pageBytes, let version):
            return try await pull(index, person, cursor: cursor(place), pageBytes: pageBytes, version: version)
        case .push(let command, let mid, let place):
            let envelope = try CommandEnvelope(n: sent + 1, mid: mid, at: world.server.clock.now(), command)
            var body = PushRequest(replica: person.replica, epoch: person.epoch, acked: 0, commands: [envelope])
            body.pull = place.map { PullRequest(replica: person.replica, cursor: cursors[index][$0], acked: 0) }
            return try await line.post(
                Endpoint.push, try Self.text(body), token: person.token, version: body.pull == nil ? "1.0" : "1.1")
        case .post(let path, let body): return try await line.post(path, body, token: person.token)
        case .estimate(let place):
            let body = PullRequest(replica: person.replica, cursor: cursor(place), acked: 0)
            return try await line.post(Endpoint.estimate, try Self.text(body), token: person.token, version: "1.1")
        case .digest(let asks):
            let body = DigestRequest(replica: person.replica, epoch: person.epoch, ask: asks)
            return try await line.post(Endpoint.digest, try Self.text(body), token: person.token, version: "1.1")
        case .news(let place):
            let path = Endpoint.news + "?cursor=\(cursors[index][place])&acked=\(sent)&wait=0"
            return try await line.get(path, token: person.token, headers: Self.version)
        case .file(let method, let name, let length):
            return try await line.file(method, name, token: person.token, length: length)
        }
    }

    private static var version: HTTPFields {
        var headers = HTTPFields()
        if let name = HTTPField.Name(ProtocolVersion.headerName) { headers[name] = "1.1" }
        return headers
    }

    private static func text(_ body: some Encodable) throws -> String {
        String(decoding: try CanonicalJSON.encode(body), as: UTF8.self)
    }

    /// Everything that the observer may see, from the beginning: the same in both worlds.
    mutating func finish() async throws {
        var last: [MaskedAnswer] = []
        for (index, world) in worlds.enumerated() {
            world.random.begin(step: 1_000)
            last.append(
                MaskedAnswer(
                    try await pull(index, try world.person("observer"), cursor: nil, pageBytes: nil, version: "1.1")))
        }
        if last[0] != last[1] { differences.append(Difference(step: 1_000, kind: "pull", request: "everything")) }
        // The worlds do differ.
        let heads = [try await worlds[0].server.head(), try await worlds[1].server.head()]
        #expect(secret.isEmpty || heads[0] > heads[1])
    }

    private func pull(
        _ index: Int, _ person: TestPerson, cursor: String?, pageBytes: Int?, version: String
    ) async throws -> TestAnswer {
        let body = PullRequest(replica: person.replica, cursor: cursor, acked: 0, pageBytes: pageBytes)
        return try await lines[index].post(
            Endpoint.pull, try Self.text(body), token: person.token, version: version)
    }

    private static func next(_ answer: TestAnswer) -> String? {
        if let reply = try? answer.decoded(DigestReply.self) { return reply.next }
        return try? TestPage.lines(answer.body).trailer?.next
    }
}

extension TwinWorld {
    func isFirst(of worlds: [TwinWorld]) -> Bool { random === worlds[0].random }
}
