import CaseProtocol
import Testing
import Workflow

/// What must hold of every row that a case ever has, whatever was done on it.
@Suite struct PrivacyTests {
    private static let secrets = [
        "Amina", "Wanjiru", "Rift Valley", "712 345", "amina@rift.example", People.amina.id.description,
    ]

    @Test(arguments: Procedure.ntbTripartite.stages.map(\.id))
    func `no row for those on the case, for an office or for the public tells who complains`(stage: StageID) throws {
        var path = Scenario.Path()
        path.isLead = stage == "lead" || stage == "closedLead"
        let scene = try Scenario.at(stage, path)
        for row in scene.state.rows.values where row.compartment.confidentiality != .sealed {
            let text = row.json.canonicalText
            for secret in Self.secrets {
                #expect(!text.contains(secret), "\(row.kind) in \(row.compartment): \(secret)")
            }
        }
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `no walk through the table, at random, lets the other side read who complains`(seed: UInt64) throws {
        var random = Lottery(state: seed &* 0x9E37_79B9_7F4A_7C15 | 1)
        var scene = Scenario()
        try scene.open(by: People.amina, Sample.of(NTBFields.filing + ["contact"]))
        let people = [
            People.amina, .system, People.kenya, People.tanzania, People.kenyaChair, People.eac, People.kenyaLegal,
        ]
        for _ in 0..<30 {
            let open = people.flatMap { party in
                moves(for: party, on: scene.state, in: scene.context).map { (party, $0) }
            }
            guard !open.isEmpty else { break }
            let (party, move) = open[random.below(open.count)]
            var fields = Sample.of(move.requires.map(\.id))
            for case (let field, .choice(let words)) in move.requires.map({ ($0.id, $0.type) }) {
                fields[field.rawValue] = words.last.map { .string($0) }
            }
            try scene.perform(
                .act(CaseAct(caseID: Scenario.caseID, action: move.action, from: scene.stage, fields: fields)),
                by: party)
            if scene.state.header?.isTransmitted == false {
                let kinds = scene.state.rows.values.filter { $0.compartment.confidentiality == .parties }.map(\.kind)
                #expect(Set(kinds) == [.caseHeader, .party] && kinds.count == 2, "after \(move.action)")
            }
            scene.wait(days: random.below(12))
            try scene.runScheduler()
            for party in [People.tanzania, People.tanzaniaChair, People.kenyaMember, People.eac, People.uganda] {
                for row in scene.rows(seenBy: party) {
                    let text = row.json.canonicalText
                    #expect(Self.secrets.allSatisfy { !text.contains($0) }, "\(party.name) reads \(row.kind)")
                }
            }
        }
        #expect(!scene.events("open").isEmpty)
    }

    @Test func `who may see each compartment`() throws {
        let scene = try Scenario.at("transmitted")
        let filer = try #require(scene.state.header?.filer?.description)
        func seen(_ confidentiality: ConfidentialityClass, _ holder: String? = nil) -> Set<AudienceID> {
            audiences(of: Compartment(caseID: Scenario.caseID, confidentiality, holder: holder), in: scene.state)
        }
        let parties: Set<AudienceID> = [
            .user(People.amina.id), "fp:KE", "nmc:KE", "legal:KE", "missionOfficer:KE", "fp:TZ", "nmc:TZ", "legal:TZ",
            "missionOfficer:TZ", "rec:EAC",
        ]
        #expect(seen(.parties) == parties && seen(.public) == parties)
        #expect(
            seen(.internal, "KE") == ["fp:KE", "nmc:KE", "legal:KE", "missionOfficer:KE"]
                && seen(.internal, "EAC") == ["rec:EAC"])
        #expect(seen(.confidential, filer) == [.user(People.amina.id), "fp:KE", "nmc:KE"])
        #expect(seen(.confidential, "TZ").isEmpty, "who complains is told there with consent only")
        #expect(seen(.sealed, filer) == [.user(People.amina.id), "fp:KE"])
        let other = Compartment(caseID: CaseID(high: 1, low: 2), .parties)
        #expect(audiences(of: other, in: scene.state).isEmpty)
    }

    @Test func `a desk that is on the case no more sees its old internal notes no more`() throws {
        func seen(_ desk: String, in scene: Scenario) -> Set<AudienceID> {
            audiences(of: Compartment(caseID: Scenario.caseID, .internal, holder: desk), in: scene.state)
        }
        let transmitted = try Scenario.at("transmitted")
        #expect(seen("TZ", in: transmitted) == ["fp:TZ", "nmc:TZ", "legal:TZ", "missionOfficer:TZ"])
        #expect(seen("UG", in: transmitted).isEmpty && seen("SADC", in: transmitted).isEmpty)
        #expect(seen("TZ", in: try Scenario.at("registered")).isEmpty)
        let imported = try Scenario.imported(at: "consultation")
        #expect(seen("SADC", in: imported) == ["rec:SADC"] && seen("UG", in: imported).isEmpty)
        #expect(seen("KE", in: imported) == ["fp:KE", "nmc:KE", "legal:KE", "missionOfficer:KE"])
        var path = Scenario.Path()
        path.isLead = true
        #expect(seen("KE", in: try Scenario.at("lead", path)) == ["fp:KE"])
        #expect(seen("TZ", in: try Scenario.at("lead", path)).isEmpty)
    }

    @Test func `before transmission the imposing side sees nothing, though it is known`() throws {
        let scene = try Scenario.at("registered")
        #expect(scene.state.header?.imposingCountry == "TZ")
        #expect(scene.rows(seenBy: People.tanzania).isEmpty && caseRoles(of: People.tanzania, in: scene.state).isEmpty)
    }

    @Test func `somebody with several roles acts in all of them, as filer first`() throws {
        let roles = ["focalPoint:KE", "complainant:KE", "nmcMember:KE/chair"].compactMap {
            try? Appointment(parsing: $0)
        }
        let party = Party(id: People.amina.id, name: "Amina", appointments: roles)
        let scene = try Scenario.at("transmitted")
        #expect(caseRoles(of: party, in: scene.state) == [.complainant, .nfpReporting, .nmcChair, .nmcMember])
    }
}

enum NTBFields {
    static let filing: [FieldID] = ["ntbCategory", "locationCountry", "place", "incidentOn", "description"]
}

/// A small generator of numbers that a seed determines (xorshift).
struct Lottery {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(bound))
    }
}
