import CaseProtocol
import Foundation
import Testing
import Workflow

@testable import Server

/// No sequence of requests tells anybody a byte of what is not theirs to see: two worlds that differ only there answer byte
/// for byte alike, sizes and headers included. `TATUA_SEEDS` runs more seeds.
@Suite struct TwinWorldsTests {
    static let seedCount = ProcessInfo.processInfo.environment["TATUA_SEEDS"].flatMap { UInt64($0) } ?? 12
    static let observers = [
        "complainant:UG", "focalPoint:UG", "focalPoint:TZ", "nmcMember:UG", "recOfficer:COMESA", "interestedParty:CN",
        "investigator:KE", "sysAdmin",
    ]

    @Test(arguments: 1...seedCount)
    func `two worlds that differ only where somebody may not look answer that somebody alike`(seed: UInt64) async throws
    {
        let observer = Self.observers[Int(seed % UInt64(Self.observers.count))]
        let worlds = [try await TwinWorld(observer: observer), try await TwinWorld(observer: observer)]
        try await TestHTTP.with(worlds[0].server) { first in
            try await TestHTTP.with(worlds[1].server) { second in
                var twins = Twins(seed: seed, worlds: worlds, lines: [first, second])
                for step in 2..<90 { try await twins.step(UInt64(step)) }
                try await twins.finish()
            }
        }
    }
}

/// Two worlds, what happens in them, and what one observer asks both.
private struct Twins {
    let worlds: [TwinWorld]
    let lines: [TestHTTP]
    let random: SeededRandom
    /// Cases that exist in both worlds, whoever sees them; and those of the first world alone.
    var common: [CaseID] = []
    var secret: [CaseID] = []
    /// The observer's places in the two histories, alike from the start.
    var cursors: [[String]] = [[], []]
    var sent = 0

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
        let what = draw(4)
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
        let what = draw(4)
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
            let answer: TestAnswer
            switch request {
            case .get(let path): answer = try await lines[index].get(path, token: person.token)
            case .pull(let place, let pageBytes):
                let cursor = place.map { cursors[index][$0] }
                answer = try await pull(index, person, cursor: cursor, pageBytes: pageBytes)
            case .push(let command, let mid):
                let envelope = try CommandEnvelope(
                    n: sent + 1, mid: mid, at: world.server.clock.now(), command)
                answer = try await lines[index].post(
                    Endpoint.push,
                    PushRequest(replica: person.replica, epoch: person.epoch, acked: 0, commands: [envelope]),
                    token: person.token)
            case .post(let path, let body): answer = try await lines[index].post(path, body, token: person.token)
            }
            if case .pull = request, let next = Self.next(answer) { cursors[index].append(next) }
            answers.append(MaskedAnswer(answer))
        }
        if case .push = request, answers[0].status == 200 { sent += 1 }
        #expect(answers[0] == answers[1], "step \(number): \(request)")
    }

    /// Everything that the observer may see, from the beginning: the same in both worlds.
    mutating func finish() async throws {
        var last: [MaskedAnswer] = []
        for (index, world) in worlds.enumerated() {
            world.random.begin(step: 1_000)
            last.append(
                MaskedAnswer(try await pull(index, try world.person("observer"), cursor: nil, pageBytes: nil)))
        }
        #expect(last[0] == last[1])
        // The worlds do differ.
        let heads = [try await worlds[0].server.head(), try await worlds[1].server.head()]
        #expect(secret.isEmpty || heads[0] > heads[1])
    }

    private func pull(
        _ index: Int, _ person: TestPerson, cursor: String?, pageBytes: Int?
    ) async throws -> TestAnswer {
        try await lines[index].post(
            Endpoint.pull, PullRequest(replica: person.replica, cursor: cursor, acked: 0, pageBytes: pageBytes),
            token: person.token)
    }

    private static func next(_ answer: TestAnswer) -> String? {
        try? TestPage.lines(answer.body).trailer?.next
    }
}

/// What an observer asks: harmless, curious or hostile.
private enum Question {
    case get(String)
    /// From one of the places seen so far; `nil` from the beginning.
    case pull(Int?, pageBytes: Int?)
    case push(CaseCommand, CommandID)
    case post(String, String)

    init(drawing twins: Twins) throws {
        let random = twins.random
        let known = twins.common + twins.secret + [CaseID(high: 0x0190_7000, low: 0x8000_0000_0000_0007)]
        let caseID = known[twins.draw(known.count)]
        let mid: CommandID = random.id(at: TestServer.start)
        let row: RowID = random.id(at: TestServer.start)
        switch twins.draw(12) {
        case 0...3:
            let seen = twins.cursors[0].count
            self = .pull(
                seen == 0 || twins.draw(4) == 0 ? nil : twins.draw(seen),
                pageBytes: [nil, 1, 700, 5_000][twins.draw(4)])
        case 4:
            self = .push(
                .addNote(NoteAdd(caseID: caseID, note: row, text: "Who is there?", confidentiality: .parties)), mid)
        case 5: self = .push(.act(CaseAct(caseID: caseID, action: "withdraw", from: nil, fields: ["reason": "x"])), mid)
        case 6: self = .push(.edit(CaseEdit(caseID: caseID, fields: ["product": "Salt"], base: ["product": 1])), mid)
        case 7: self = .push(.assign(CaseAssign(caseID: caseID, person: UserID(caseID), desk: nil)), mid)
        case 8:
            let reference = [caseID.description, "QQ9-7", "AB2C-1", "NTB-2026-00001"][twins.draw(4)]
            self = .push(
                .act(
                    CaseAct(
                        caseID: twins.common.first ?? caseID, action: "merge", from: nil,
                        fields: [OtherCase.field.rawValue: .string(reference)])), mid)
        case 9: self = .get(Endpoint.publicCards)
        case 10: self = .get(Endpoint.publicCards + "/\(caseID)")
        default:
            let texts = [
                #"{"replica":"\#(row)","cursor":"AAAA","acked":0}"#, #"{"replica":"\#(row)","acked":-1}"#, "{", "[]",
            ]
            self = .post(Endpoint.pull, texts[twins.draw(texts.count)])
        }
    }
}

extension TwinWorld {
    func isFirst(of worlds: [TwinWorld]) -> Bool { random === worlds[0].random }
}
