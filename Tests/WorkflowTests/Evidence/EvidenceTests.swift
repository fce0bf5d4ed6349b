import CaseProtocol
import Testing
import Workflow

@Suite struct EvidenceTests {
    private static let id = RowID(high: 0x7009, low: 0x8000_0000_0000_0011)
    private static let other = RowID(high: 0x7009, low: 0x8000_0000_0000_0012)
    private static let hash = String(repeating: "a1", count: 32)

    private func attach(
        _ confidentiality: ConfidentialityClass = .parties, _ change: (inout EvidenceAdd) -> Void = { _ in }
    ) throws -> CaseCommand {
        var evidence = EvidenceAdd(
            caseID: Scenario.caseID, evidence: Self.id, blob: try #require(BlobID(hex: Self.hash)), bytes: 1_000,
            mime: "image/jpeg", name: "truck.jpg", confidentiality: confidentiality)
        change(&evidence)
        return .addEvidence(evidence)
    }

    @Test func `a file is on the case before its bytes are anywhere`() throws {
        var scene = try Scenario.at("consultation")
        try scene.perform(try attach { $0.caption = "At the gate" }, by: People.tanzania)
        let evidence = try #require(scene.state[Self.id].flatMap { Evidence($0) })
        #expect(evidence.original.blob.hex == Self.hash && evidence.original.media == .jpeg)
        #expect(evidence.name == "truck.jpg" && evidence.caption == "At the gate" && evidence.thumb == nil)
        #expect(evidence.row["byName"] == "Tanzania Focal")
        #expect(scene.rows(seenBy: People.amina).contains(evidence.row))
        #expect(scene.refusal(of: try attach(), by: People.kenya) == .idUnavailable)
    }

    @Test func `files lie where remarks of the same class do`() throws {
        var scene = try Scenario.at("consultation")
        try scene.perform(try attach(.internal), by: People.kenya)
        let row = try #require(scene.state[Self.id])
        #expect(row.compartment == Compartment(caseID: Scenario.caseID, .internal, holder: "KE"))
        #expect(!scene.rows(seenBy: People.tanzania).contains(row) && !scene.rows(seenBy: People.amina).contains(row))
        guard
            case .notPermitted("evidence.add", _, _)? = scene.refusal(
                of: try attach(.confidential) { $0.evidence = Self.other }, by: People.tanzania)
        else {
            Issue.record("the imposing side wrote into the filer's business")
            return
        }
        for confidentiality in [ConfidentialityClass.public, .sealed] {
            #expect(
                scene.refusal(of: try attach(confidentiality) { $0.evidence = Self.other }, by: People.kenya)
                    == .invalidValue("class", reason: "must be parties, internal or confidential"))
        }
    }

    @Test func `what is said of a file must be possible`() throws {
        let scene = try Scenario.at("consultation")
        func field(_ change: (inout EvidenceAdd) -> Void) throws -> String? {
            scene.refusal(of: try attach(.parties, change), by: People.kenya)?.problem.path
        }
        #expect(try field { $0.bytes = 0 } == "fields.bytes")
        #expect(try field { $0.bytes = BlobLimits.standard.blobBytesMax + 1 } == "fields.bytes")
        #expect(try field { $0.mime = "text/html" } == "fields.mime")
        #expect(try field { $0.name = "../truck.jpg" } == "fields.name")
        #expect(try field { $0.name = "truck\u{202E}gpj.exe" } == "fields.name")
        #expect(try field { $0.name = String(repeating: "a", count: 201) } == "fields.name")
        #expect(try field { $0.caption = String(repeating: "a", count: 2_001) } == "fields.caption")
        #expect(try field { $0.takenOn = CivilDate("2099-01-01") } == "takenOn")
        #expect(try field { $0.thumb = $0.blob } == "fields.thumbBytes")
        #expect(
            try field {
                $0.thumb = $0.blob
                $0.thumbBytes = 8_193
            } == "fields.thumbBytes")
        #expect(
            try field {
                $0.thumb = $0.blob
                $0.thumbBytes = 8_192
            } == nil)
    }

    @Test func `a public copy names an original that its author sees, and is a picture`() throws {
        var scene = try Scenario.at("consultation")
        try scene.perform(try attach(.internal), by: People.tanzania)
        func copy(_ original: RowID, mime: String = "image/png") throws -> CaseCommand {
            try attach {
                $0.evidence = Self.other
                $0.mime = mime
                $0.publicCopyOf = original
            }
        }
        #expect(scene.refusal(of: try copy(Self.id), by: People.tanzania) == nil)
        // Kenya does not see Tanzania's file: it is as if there were none.
        let hidden = scene.refusal(of: try copy(Self.id), by: People.kenya)
        #expect(try hidden == scene.refusal(of: copy(Self.other), by: People.kenya))
        #expect(hidden != nil)
        #expect(
            scene.refusal(of: try copy(Self.id, mime: "application/pdf"), by: People.tanzania)?.problem.path
                == "fields.mime")
        try scene.perform(try copy(Self.id), by: People.tanzania)
        let row = try #require(scene.state[Self.other].flatMap { Evidence($0) })
        #expect(row.original.isStripped && row.publicCopyOf == Self.id)
        let third = RowID(high: 0x7009, low: 0x8000_0000_0000_0013)
        #expect(
            scene.refusal(
                of: try attach {
                    $0.evidence = third
                    $0.publicCopyOf = Self.other
                }, by: People.tanzania)
                == .invalidValue("publicCopyOf", reason: "must be evidence on this case, and not itself a copy"))
    }

    @Test func `a case holds so much and no more, counted where its author sees it`() throws {
        var scene = try Scenario.at("consultation")
        let most = BlobLimits.standard.blobBytesMax
        let fits = BlobLimits.standard.compartmentBytesMax / most
        for number in 0..<fits {
            let id = RowID(high: 0x7010, low: 0x8000_0000_0000_0000 | UInt64(number))
            try scene.perform(
                try attach {
                    $0.bytes = most
                    $0.evidence = id
                }, by: People.kenya)
        }
        #expect(scene.refusal(of: try attach { $0.bytes = most }, by: People.kenya)?.problem.path == "fields.bytes")
        #expect(scene.refusal(of: try attach(.internal) { $0.bytes = most }, by: People.kenya) == nil)
    }
}
