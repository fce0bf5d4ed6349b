import CaseProtocol
import ClientCore
import Server
import Synchronization
import Workflow

extension Seeds {
    /// What devices hear in a first sync and in later ones.
    mutating func conversations() async throws {
        let scene = try await Scene.shared
        for person in [0, 1] {
            for isFirst in [true, false] {
                let replica = try scene.device(of: person)
                if isFirst { try replica.dropCursor() }
                for header in try replica.cases() { _ = try? replica.edit(header.caseID, fields: ["place": "Namanga"]) }
                let heard = Mutex<[TransportReply]>([])
                let transport = scene.transport(of: person, to: scene.server()) { reply in
                    heard.withLock { $0.append(reply) }
                }
                _ = try await SyncEngine(replica: replica, transport: transport).sync()
                let replies = heard.withLock { $0 }
                for reply in replies where !reply.body.isEmpty && PullPage(parsing: reply.body) != nil {
                    try put("page", reply.body)
                    try put("pull", reply.body)
                }
                let script = replies.map { Array("\($0.status)\n".utf8) + $0.body }
                try put("reply", script.joined(separator: Array("\n%%\n".utf8)))
            }
        }
        try put("reply", "204 date=Sat,_21_Nov_2026_18:05:56_GMT retry-after=7\n")
        try put("reply", #"400"# + "\n" + #"{"code":"gap","message":"x","allowed":["1"]}"#)
        let party = Compartment(caseID: nil, .public)
        try put(
            "pull",
            #"{"op":"leave","comp":"\#(party)"}"# + "\n%%\n" + #"{"op":"enter","comp":"\#(party)","aud":["all"]}"#)
        for flags: UInt8 in [0, 64, 8, 16, 32] {
            for phase: UInt8 in 0...5 {
                let words: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 1]
                try put(
                    "cursor", [flags, 1] + [UInt8](repeating: 0, count: 12) + words + words + [phase] + words + words)
            }
        }
    }

    /// What people of the scene can do next, as their devices would send it.
    mutating func commands() async throws {
        let scene = try await Scene.shared
        for person in scene.people.indices {
            let replica = try scene.device(of: person)
            for header in try replica.cases() {
                for move in try replica.moves(on: header.caseID) {
                    let fields = move.requires.map { ($0.id.rawValue, JSONValue.string("2026-11-02")) }
                    let act = CaseAct(
                        caseID: header.caseID, action: move.action, from: header.stage,
                        fields: Dictionary(fields, uniquingKeysWith: { $1 }))
                    try put("command", "\(person)b" + String(decoding: try CanonicalJSON.encode(act), as: UTF8.self))
                }
                _ = try? replica.edit(header.caseID, fields: ["place": "Busia", "product": "Milk"])
                _ = try? replica.note(on: header.caseID, "Seen.", confidentiality: .internal)
                _ = try? replica.assign(header.caseID, to: scene.people[person].signedIn.party.id)
            }
            if person == 0 {
                _ = try? replica.file(
                    procedure: "ntb.tripartite",
                    fields: [
                        "ntbCategory": "2.8", "locationCountry": "UG", "place": "Malaba", "incidentOn": "2026-11-01",
                        "description": "Milk.", "contact": "x",
                    ])
            }
            let letters = Array("abcdefgh")
            var lines: [String] = []
            for entry in try replica.outbox() {
                guard let index = CaseCommand.names.firstIndex(of: entry.envelope.cmd) else { continue }
                lines.append("\(person)\(letters[index])\(entry.envelope.args)")
                try put("command", lines[lines.count - 1])
            }
            try put("command", lines.joined(separator: "\n"))
        }
    }

    mutating func bundles() async throws {
        let scene = try await Scene.shared
        let replica = try scene.device(of: 0)
        for header in try replica.cases() { _ = try? replica.edit(header.caseID, fields: ["place": "Namanga"]) }
        let person = scene.people[0].signedIn
        let manifest = BundleManifest(
            kind: .toServer, replica: person.replica, user: person.party.id, epoch: scene.epoch)
        let pull = try replica.pullRequest()
        guard case .batch(let push) = try replica.nextPush(from: nil, limits: .standard) else { return }
        let text: (String, any Encodable) throws -> String = { kind, value in
            kind + String(decoding: try CanonicalJSON.encode(value), as: UTF8.self)
        }
        try put(
            "bundle-in", [try text("m", manifest), try text("p", push), try text("l", pull)].joined(separator: "\n"))
        try put("bundle-in", [try text("m", manifest), "sskipped", try text("l", pull)].joined(separator: "\n"))
        var first = pull
        first.cursor = nil
        try put("bundle-in", [try text("m", manifest), try text("l", first)].joined(separator: "\n"))
        for cursor in [pull.cursor, nil] {
            var request = pull
            request.cursor = cursor
            let page = try await scene.server().pull(request, as: person)
            let answer = BundleManifest(
                kind: .toDevice, replica: person.replica, user: person.party.id, epoch: scene.epoch, since: cursor,
                isFull: cursor == nil, part: 1)
            let lines = String(decoding: page, as: UTF8.self).replacing("\n", with: "\t")
            try put("bundle-out", try text("m", answer) + "\ng" + lines)
        }
    }

    mutating func requests() throws {
        let replica = "01934d5e-6f70-7003-8000-000000000003"
        let blob = String(repeating: "0a", count: 32)
        let signed = "Sync-Proto: 1.1\nAuthorization: Bearer $0\n"
        let admin = "Authorization: Bearer $admin\n"
        for request in [
            "GET /health\n", "GET /sync/v1/hello\nAccept-Encoding: gzip;q=0.5, br\n", "GET /metrics\n\(admin)",
            "POST /sync/v1/pull\n\(signed)\n{\"replica\":\"\(replica)\",\"acked\":0,\"pageBytes\":700}",
            "POST /sync/v1/pull\n\(signed)pack: 1\n\n{\"replica\":\"\(replica)\",\"acked\":0,\"cursor\":\"AAAA\"}",
            "POST /sync/v1/estimate\n\(signed)\n{\"replica\":\"\(replica)\",\"acked\":0}",
            "POST /sync/v1/digest\n\(signed)\n{\"replica\":\"\(replica)\",\"epoch\":\"0\",\"ask\":[{\"aud\":\"all\",\"at\":\"0f\"}]}",
            "POST /sync/v1/push\n\(signed)\n{\"replica\":\"\(replica)\",\"epoch\":\"0\",\"acked\":0,\"commands\":[]}",
            "GET /sync/v1/news?cursor=AAAA&acked=1&wait=0&replica=\(replica)\n\(signed)",
            "GET /sync/v1/news?wait=9223372036854775807\nSync-Cursor: AAAA\n\(signed)",
            "HEAD /sync/v1/blobs/\(blob)\n\(signed)",
            "PATCH /sync/v1/blobs/\(blob)\n\(signed)Upload-Offset: 0\nUpload-Length: 4\nContent-Length: 4\n\nabcd",
            "GET /sync/v1/blobs/\(blob)\n\(signed)Range: bytes=0-3\nIf-Range: \"\(blob)\"\n",
            "GET /public/v1/cards?after=NTB-2026&limit=7\nIf-None-Match: \"a\", *\n",
            "GET /public/v1/cards/NTB-2026-00001-A\n",
            "POST /v1/login\n\n{\"user\":\"amina\",\"password\":\"a long password\",\"replica\":\"\(replica)\"}",
            "POST /v1/logout\n\(signed)\n{}",
            "POST /admin/v1/users\n\(admin)\n{\"name\":\"b\",\"roles\":[\"complainant:KE\"],\"password\":\"a long password\"}",
            "POST /admin/v1/password\n\(admin)\n{\"name\":\"amina\",\"password\":\"another long password\"}",
            "POST /admin/v1/import\n\(admin)\n{\"lines\":[\"{}\"],\"firstLine\":1,\"dryRun\":true}",
            "POST /admin/v1/catalogue\n\(admin)\n{\"kind\":\"codeList\",\"body\":{},\"dryRun\":true}",
            "POST /admin/v1/migrate\n\(admin)\n{\"procedure\":\"ntb.tripartite\",\"toVersion\":2,\"stages\":{},\"limits\":{}}",
            "POST /admin/v1/recount\n\(admin)\n{\"calendar\":\"KE\"}", "POST /admin/v1/epoch\n\(admin)",
        ] { try put("request", request) }
    }
}
