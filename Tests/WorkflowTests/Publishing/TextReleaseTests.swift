import CaseProtocol
import Testing

@testable import Workflow

@Suite struct TextReleaseTests {
    private static let draftID = RowID(high: 0x7100, low: 0x8000_0000_0000_0001)
    private static let secondID = RowID(high: 0x7100, low: 0x8000_0000_0000_0002)

    /// A case in consultation whose description has something to hide.
    private func scene(_ description: String = "Tea is weighed twice; Juma took 40,000 each time.") throws -> Scenario {
        try Scenario.at("consultation", .init(filing: ["description": .string(description)]))
    }

    private func mark(
        _ scene: Scenario,
        _ bracketed: String = "Tea is weighed twice; [[Juma|personal|an officer]] took [[40,000]] each time.",
        draft: RowID = draftID, title: String? = nil, replaces: RowID? = nil
    ) throws -> CaseCommand {
        let header = try #require(scene.state.header?.row)
        return .draftText(
            TextDraft(
                caseID: Scenario.caseID, draft: draft, source: header.id, field: "description",
                rev: header.rev(of: "description"), marks: try MarkedText(bracketed: bracketed).marks, title: title,
                replaces: replaces))
    }

    private func release(_ scene: Scenario, _ draft: RowID = draftID) -> CaseCommand {
        .releaseText(
            TextRelease(caseID: Scenario.caseID, draft: draft, text: scene.state[draft]?["text"]?.string ?? ""))
    }

    private func refusal(_ scene: Scenario, _ command: CaseCommand, by party: Party) -> Refusal? {
        scene.refusal(of: command, by: party)
    }

    private func text(_ scene: Scenario, _ state: String = "public") -> Row? {
        scene.state.rows(.publicText).last { $0["state"]?.string == state }
    }

    @Test func `a draft lies in the author's office, and nothing is public`() throws {
        var scene = try scene()
        try scene.perform(try mark(scene), by: People.kenya)
        let draft = try #require(scene.state[Self.draftID])
        #expect(
            draft.kind == .textDraft
                && draft.compartment == Compartment(caseID: Scenario.caseID, .internal, holder: "KE"))
        #expect(draft["text"] == "Tea is weighed twice; [an officer] took […] each time.")
        #expect(!draft.json.canonicalText.contains("Juma"))
        #expect(scene.state.publicCard == nil && text(scene) == nil)
        #expect(!scene.rows(seenBy: People.tanzania).contains { $0.kind == .textDraft })
        #expect(!scene.rows(seenBy: People.amina).contains { $0.kind == .textDraft })
    }

    @Test func `another person releases it: a public row, a card, an event`() throws {
        var scene = try scene()
        try scene.perform(try mark(scene), by: People.kenya)
        #expect(
            refusal(scene, release(scene), by: People.kenya)
                == .notPermitted("text.release", capacities: [.nfpReporting], allowed: [.nmcMember, .recOfficer]))
        try scene.perform(release(scene), by: People.kenyaMember)
        let made = try #require(text(scene))
        #expect(made.compartment == Compartment(caseID: Scenario.caseID, .public))
        #expect(made["text"] == "Tea is weighed twice; [an officer] took […] each time.")
        let card = try #require(scene.state.publicCard)
        #expect(
            card["published"] == true && card["text"] == made["text"] && card["textRow"]?.string == made.id.description)
        #expect(card["number"]?.string == scene.state.header?.number && card["status"] == "In process")
        #expect(scene.state[Self.draftID]?["state"] == "released")
        #expect(scene.events("releaseText").count == 1)
        #expect(refusal(scene, release(scene), by: People.kenyaMember) != nil)
    }

    @Test func `whoever marked it does not release it, in whatever office`() throws {
        let roles = ["focalPoint:KE", "nmcMember:KE/chair"].compactMap { try? Appointment(parsing: $0) }
        let both = Party(id: People.kenyaDeputy.id, name: "Both", appointments: roles)
        var scene = try scene()
        try scene.perform(try mark(scene), by: both)
        #expect(refusal(scene, release(scene), by: both) == .secondPersonNeeded("text.release"))
        // Nor does somebody for whom one of its authors acted.
        let acting = Acting(
            for: People.kenyaMember.id, name: "Kenya Member", from: Scenario.dayZero,
            until: Scenario.dayZero.adding(days: 90))
        let alternate = Party(
            id: UserID(high: 0x7000, low: 0x8000_0000_0000_0099), name: "Alternate",
            appointments: [Appointment(.focalPoint, scope: "KE").held(by: acting)])
        try scene.perform(try mark(scene), by: alternate)
        #expect(refusal(scene, release(scene), by: People.kenyaMember) == .secondPersonNeeded("text.release"))
        #expect(refusal(scene, release(scene), by: People.kenyaChair) == nil)
    }

    @Test func `a draft that changed after the second person read it is not released`() throws {
        var scene = try scene()
        try scene.perform(try mark(scene), by: People.kenya)
        let read = release(scene)
        try scene.perform(
            try mark(scene, "Tea is weighed [[twice]]; [[Juma|personal]] took [[40,000]] each time."),
            by: People.kenyaDeputy)
        guard case .guardFailed("text.release", _)? = refusal(scene, read, by: People.kenyaMember) else {
            Issue.record("what was not read was released")
            return
        }
        #expect(refusal(scene, release(scene), by: People.kenyaMember) == nil)
    }

    @Test func `a draft of a text that was changed since has to be marked again`() throws {
        var scene = try scene()
        try scene.perform(try mark(scene), by: People.kenya)
        let old = try mark(scene, draft: Self.secondID)
        var state = scene.state
        let changed = state.header?.row.updating(["description": "Tea is weighed twice by Juma, who took 40,000."])
        state.put(try #require(changed))
        scene.replaceState(state)
        guard case .guardFailed("text.release", _)? = refusal(scene, release(scene), by: People.kenyaMember),
            case .guardFailed("text.draft", _)? = refusal(scene, old, by: People.kenya)
        else {
            Issue.record("marks of another text were taken")
            return
        }
    }

    @Test(arguments: [
        ("Amina Wanjiru paid.", PublicTextFinding.Kind.name), ("Call 0722 123 456.", .phone),
        ("See a@b.co.ke.", .email),
        ("KAA 123B was held.", .plate),
    ])
    func `nothing is prepared that names somebody or tells how to reach them`(
        text: String, kind: PublicTextFinding.Kind
    ) throws {
        let scene = try scene(text)
        guard case .confidentialRemains("text", let sentence)? = refusal(scene, try mark(scene, text), by: People.kenya)
        else {
            Issue.record("“\(text)” was prepared")
            return
        }
        #expect(sentence.contains(kind.word) && sentence.contains("line 1"))
        #expect(!sentence.contains("Amina") && !sentence.contains("0722") && !sentence.contains("KAA"))
    }

    @Test func `a marked passage that stands elsewhere too is told to its author by place`() throws {
        let scene = try scene("Juma asked for money.\nThey paid JUMA again.")
        guard
            case .confidentialRemains(_, let sentence)? = refusal(
                scene, try mark(scene, "[[Juma|personal]] asked for money.\nThey paid JUMA again."), by: People.kenya)
        else {
            Issue.record("a marked passage was left in")
            return
        }
        #expect(sentence.contains("marked as confidential at line 2, character 11"))
    }

    @Test func `title and replacements are read as the text is`() throws {
        let scene = try scene()
        guard
            case .confidentialRemains("title", _)? = refusal(
                scene, try mark(scene, title: "Amina's complaint"), by: People.kenya),
            case .confidentialRemains("text", _)? = refusal(
                scene, try mark(scene, "Tea is weighed twice; [[Juma|personal|JUMA]] took [[40,000]] each time."),
                by: People.kenya)
        else {
            Issue.record("a name slipped in beside the text")
            return
        }
    }

    @Test func `whoever may not know the complainant cannot try names, and is told no place`() throws {
        let scene = try scene("Amina Wanjiru paid.")
        let member = Party(
            id: People.tanzaniaChair.id, name: "Outsider", appointments: [Appointment(.nmcMember, scope: "TZ")])
        #expect(refusal(scene, try mark(scene, "[[Amina Wanjiru|identity]] paid."), by: member) != nil)
        let check = PublicTextCheck(on: scene.state)
        #expect {
            try check.check("Amina Wanjiru paid.", as: "text", seesIdentity: false)
        } throws: { error in
            guard case Refusal.confidentialRemains(_, let sentence) = error else { return false }
            return !sentence.contains("name of a party") && !sentence.contains("line")
        }
    }

    @Test func `a corrected version takes the old one's place and says so`() throws {
        var scene = try scene()
        try scene.perform(try mark(scene), by: People.kenya)
        try scene.perform(release(scene), by: People.kenyaMember)
        let first = try #require(text(scene))
        scene.wait(days: 3)
        try scene.perform(
            try mark(
                scene, "Tea is weighed [[twice||too often]]; [[Juma|personal]] took [[40,000]] each time.",
                draft: Self.secondID, replaces: first.id), by: People.kenya)
        try scene.perform(release(scene, Self.secondID), by: People.kenyaMember)
        #expect(scene.state[first.id]?["state"] == "replaced")
        let second = try #require(text(scene))
        #expect(second["replaces"]?.string == first.id.description && second["corrects"] == first["publishedOn"])
        #expect(scene.state.publicCard?["text"] == second["text"])
        #expect(scene.state.rows(.publicCard).count == 1)
        // A text that is not public any more is not corrected again.
        guard
            case .invalidValue("replaces", _)? = refusal(
                scene, try mark(scene, draft: RowID(high: 0x7100, low: 0x8000_0000_0000_0003), replaces: first.id),
                by: People.kenya)
        else {
            Issue.record("a text was replaced twice")
            return
        }
    }

    @Test func `a second text stands beside the card's, and one person withdraws either at once`() throws {
        var scene = try scene()
        try scene.perform(try mark(scene), by: People.kenya)
        try scene.perform(release(scene), by: People.kenyaMember)
        let first = try #require(text(scene))
        let note = RowID(high: 0x7100, low: 0x8000_0000_0000_0009)
        try scene.perform(
            .addNote(
                NoteAdd(
                    caseID: Scenario.caseID, note: note, text: "One scale is closed now.", confidentiality: .internal)),
            by: People.kenya)
        try scene.perform(
            .draftText(
                TextDraft(
                    caseID: Scenario.caseID, draft: Self.secondID, source: note, field: "text", rev: 1, marks: [],
                    title: "Progress")), by: People.kenya)
        try scene.perform(release(scene, Self.secondID), by: People.kenyaChair)
        let texts = scene.state.publicCard?["texts"]?.array ?? []
        #expect(texts.count == 1 && texts.first?.object?["title"] == "Progress")
        let second = try #require(scene.state.rows(.publicText).last { $0["title"] == "Progress" })
        func withdraw(_ row: Row, _ reason: String = "It was too early.") -> CaseCommand {
            .withdrawText(TextWithdraw(caseID: Scenario.caseID, text: row.id, reason: reason))
        }
        #expect(refusal(scene, withdraw(second, " "), by: People.kenya) == .missingFields(["reason"]))
        guard case .notPermitted? = refusal(scene, withdraw(second), by: People.tanzania) else {
            Issue.record("the other side took a text back")
            return
        }
        try scene.perform(withdraw(second), by: People.kenya)
        #expect(scene.state.publicCard?["texts"] == [] && scene.state[second.id]?["state"] == "withdrawn")
        #expect(scene.state.publicCard?["published"] == true)
        try scene.perform(withdraw(first), by: People.kenyaMember)
        #expect(scene.state.publicCard?["published"] == false && scene.state.publicCard?["text"] == "")
        #expect(scene.events("withdrawText").count == 2)
    }

    @Test func `a draft that is dropped is not released`() throws {
        var scene = try scene()
        try scene.perform(try mark(scene), by: People.kenya)
        let release = release(scene)
        try scene.perform(
            .withdrawText(TextWithdraw(caseID: Scenario.caseID, text: Self.draftID, reason: "Names too much.")),
            by: People.kenyaMember)
        guard case .guardFailed? = refusal(scene, release, by: People.kenyaMember) else {
            Issue.record("a dropped draft was released")
            return
        }
    }

    @Test func `before registration nothing is prepared, and on imported history not before its adoption`() throws {
        let early = try Scenario.at("submitted")
        guard case .wrongStage("text.draft", _, _)? = refusal(early, try mark(early, "x"), by: People.kenya) else {
            Issue.record("a text was prepared before registration")
            return
        }
    }

    @Test func `the card's own text is read the same way`() throws {
        var scene = try scene()
        guard
            case .confidentialRemains("publicText", _)? = scene.refusal(
                of: "publishCard", by: People.kenya, ["publicText": "Call 0722 123 456."])
        else {
            Issue.record("a telephone number was proposed for the card")
            return
        }
        try scene.act("publishCard", by: People.kenya)
        #expect(scene.refusal(of: "approveCard", by: People.kenyaMember) == nil)
    }
}
