import CaseProtocol
import ClientCore
import ClientCrypto
import Synchronization
import Workflow

/// A server in memory for transcripts: decides by the real rules, answers every pull with all that its person may see.
final class FakeServer: Sendable {
    private struct State {
        var people: [String: Party] = [:]
        var cases: [CaseID: CaseState] = [:]
        var outcomes: [ReplicaID: [OutcomeRecord]] = [:]
        var numbers = 0
        var commands: UInt64 = 0
        var isOn = true
        var accounts = FakeAccounts()
        var organisations = FakeOrganisations()
    }

    private let state = Mutex(State())
    private let clock: ManualReplicaClock
    static let password = "a long password"
    static let tokenPrefix = "secret-token-of-"

    init(clock: ManualReplicaClock) { self.clock = clock }

    var isOn: Bool {
        get { state.withLock { $0.isOn } }
        set { state.withLock { $0.isOn = newValue } }
    }

    func addPerson(_ name: String, organisation: String? = nil, roles: [String]) throws {
        let appointments = try roles.map { try Appointment(parsing: $0) }
        state.withLock { state in
            let id = UserID(high: 0x7001, low: 0x8000_0000_0000_0000 | UInt64(state.people.count + 1))
            state.people[name] = Party(id: id, name: name, organisation: organisation, appointments: appointments)
        }
    }

    /// Puts a version of the terms in force.
    func load(terms version: String) { state.withLock { $0.accounts.termsVersion = version } }

    /// Puts recorded history in, as an import would.
    func importCase(_ history: HistoryRecord) throws {
        try state.withLock { state in
            let mid = Self.nextID(&state)
            _ = try perform(.recordHistory(history), mid: mid, by: .system, &state)
        }
    }

    var transport: any Transport {
        LoopbackTransport { [self] request in
            guard isOn else {
                throw TransportError.unreachable(
                    "The server at http://127.0.0.1:8640 does not answer (connection refused).")
            }
            do {
                return TransportReply(status: 200, body: try state.withLock { try answer(request, &$0) })
            } catch let problem as Problem {
                return TransportReply(status: 400, body: try CanonicalJSON.encode(problem))
            }
        }
    }

    private func answer(_ request: TransportRequest, _ state: inout State) throws -> [UInt8] {
        let body = request.body ?? []
        switch request.path {
        case Endpoint.hello:
            return try CanonicalJSON.encode(
                Hello(
                    proto: ProtocolRange(min: .oldestSupported, max: .current), epoch: "one", now: clock.now(),
                    limits: .standard, features: []))
        case Endpoint.login:
            let login = try CanonicalJSON.decode(LoginRequest.self, from: body)
            guard let person = state.people[login.user] else { throw FakeAccounts.wrong }
            try state.accounts.check(login)
            return try CanonicalJSON.encode(
                LoginReply(
                    token: Self.tokenPrefix + login.user, user: person.id, name: person.name,
                    roles: person.appointments.map(\.description), organisation: person.organisation))
        case Endpoint.register where try CanonicalJSON.decode(RegisterRequest.self, from: body).withoutName == true:
            return try registerNameless(CanonicalJSON.decode(RegisterRequest.self, from: body), &state)
        case Endpoint.logout: return Array("{}".utf8)
        case Endpoint.publicCounts: return try publicCounts(state)
        case Endpoint.push: return try push(CanonicalJSON.decode(PushRequest.self, from: body), request.token, &state)
        case Endpoint.pull: return try pull(CanonicalJSON.decode(PullRequest.self, from: body), request.token, &state)
        default:
            let asked = FakeOrganisations.Asked(path: request.path, body: body)
            if request.path.hasPrefix(Endpoint.organisations) {
                let name = try Self.person(request.token, state).name
                if let answer = try state.organisations.answer(asked, by: name, &state.people, at: clock.now()) {
                    return answer
                }
            }
            return try state.accounts.answer(
                request, by: request.token == nil ? nil : try Self.person(request.token, state).name, at: clock.now())
        }
    }

    /// What the register of the real one says, made anew from its rows.
    private func publicCounts(_ state: State) throws -> [UInt8] {
        var tally = CardTally()
        for row in state.cases.values.flatMap({ $0.rows(.publicCard) }) where row["published"] == true {
            let text = { (field: String) in row[field]?.string }
            tally.add(
                PublicCard(
                    number: text("number") ?? "", status: text("status") ?? "",
                    procedure: ProcedureID(text("procedure") ?? ""), category: text("category"), place: text("place"),
                    reportingCountry: text("reportingCountry"), imposingCountry: text("imposingCountry"),
                    product: nil, firm: nil, text: "", publishedOn: clock.now().day(), outcome: text("outcome")))
        }
        return try CanonicalJSON.encode(PublicCounts(countedOn: clock.now().day(), counts: tally.counts))
    }

    /// The account of a receipt code, once or again.
    private func registerNameless(_ wanted: RegisterRequest, _ state: inout State) throws -> [UInt8] {
        guard NamelessAccount.isWellFormed(name: wanted.name, password: wanted.password) else {
            throw FakeAccounts.wrong
        }
        if let version = state.accounts.termsVersion, wanted.terms != version {
            throw Problem(
                .termsNeeded, "There is a privacy notice and terms to accept, version \(version).", path: "terms",
                allowed: [version])
        }
        let hash = SystemReplicaCrypto().sha256(NamelessAccount.hashedBytes(ofName: wanted.name))
        state.people[wanted.name] = Party(
            id: NamelessAccount.user(ofHash: hash), name: "", appointments: [.nameless])
        state.accounts.passwords[wanted.name] = wanted.password
        return try CanonicalJSON.encode(RegisterReply(name: wanted.name, roles: [Appointment.nameless.description]))
    }

    private func push(_ push: PushRequest, _ token: String?, _ state: inout State) throws -> [UInt8] {
        let person = try Self.person(token, state)
        for envelope in push.commands where envelope.n > state.outcomes[push.replica, default: []].count {
            let outcome: Outcome
            do {
                let command = try envelope.command()
                outcome = try perform(command, mid: envelope.mid, by: person, &state)
            } catch let problem as Problem {
                outcome = .rejected(problem)
            } catch let refusal as Refusal {
                outcome = .rejected(refusal.problem)
            }
            state.outcomes[push.replica, default: []].append(
                OutcomeRecord(n: envelope.n, mid: envelope.mid, outcome: outcome))
        }
        let out = state.outcomes[push.replica, default: []]
        return try CanonicalJSON.encode(PushReply(last: out.count, out: out))
    }

    /// Decides a command, makes it true, and takes what follows as the system.
    private func perform(
        _ command: CaseCommand, mid: CommandID, by party: Party, _ state: inout State
    ) throws -> Outcome {
        let procedure: ProcedureID? =
            if case .open(let open) = command { open.procedure } else { state.cases[command.caseID]?.header?.procedure }
        let prefix = procedure.flatMap { Catalogue.standard.current($0) }?.numberPrefix ?? "NTB"
        let number = CaseNumber.make(prefix: prefix, year: 2026, serial: state.numbers + 1)
        var context = DecisionContext(now: clock.now(), mid: mid, isAuthoritative: true, number: number)
        context.accounts = Dictionary(
            state.people.values.map { ($0.id.description, $0) }, uniquingKeysWith: { first, _ in first })
        let decision = try decide(command, on: state.cases[command.caseID], by: party, in: context)
        var changed = state.cases[command.caseID] ?? CaseState(caseID: command.caseID)
        _ = apply(decision.events, to: &changed)
        state.cases[command.caseID] = changed
        if decision.usesNumber { state.numbers += 1 }
        for action in decision.followUps {
            let act = CaseAct(caseID: command.caseID, action: action, from: nil)
            _ = try perform(.act(act), mid: Self.nextID(&state), by: .system, &state)
        }
        return decision.outcome
    }

    private func pull(_ pull: PullRequest, _ token: String?, _ state: inout State) throws -> [UInt8] {
        let person = try Self.person(token, state)
        var lines: [PullLine] = []
        if let desk = person.desk {
            let compartment = Compartment(caseID: nil, .internal, holder: desk)
            lines.append(.enter(compartment, audiences: []))
            for colleague in state.people.values.sorted(by: { $0.name < $1.name }) where colleague.desk == desk {
                lines.append(
                    .row(
                        Row(
                            id: RowID(colleague.id), kind: .person, compartment: compartment,
                            fields: ["name": .string(colleague.name), "desk": .string(desk)])))
            }
        }
        for (compartment, row) in FakeOrganisations.rows(of: person) {
            lines += [.enter(compartment, audiences: []), .row(row)]
        }
        for caseState in state.cases.values.sorted(by: { $0.caseID < $1.caseID }) {
            let rows = Dictionary(grouping: caseState.rows.values, by: \.compartment)
            for (compartment, rows) in rows.sorted(by: { $0.key < $1.key })
            where !audiences(of: compartment, in: caseState).isDisjoint(with: person.audiences) {
                lines.append(.enter(compartment, audiences: []))
                lines += rows.sorted { $0.id < $1.id }.map { .row($0) }
            }
        }
        let out = state.outcomes[pull.replica, default: []]
        let trailer = PullTrailer(
            next: "here", complete: true, count: lines.count, last: out.count, out: out.filter { $0.n > pull.acked },
            asOf: clock.now())
        return try (lines + [.end(trailer)]).flatMap { try $0.wireBytes() + [UInt8(ascii: "\n")] }
    }

    private static func person(_ token: String?, _ state: State) throws -> Party {
        guard let token, let person = state.people[String(token.dropFirst(tokenPrefix.count))] else {
            throw Problem(.notSignedIn, "This device is not signed in any more.")
        }
        return person
    }

    private static func nextID(_ state: inout State) -> CommandID {
        state.commands += 1
        return .make(milliseconds: 1_795_000_000_000, random: (0, state.commands))
    }
}
