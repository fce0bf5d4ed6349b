import CaseProtocol
import Testing

@testable import Workflow

/// One date that was worked out by hand from the texts, and what `tatua why` has to say of it.
struct WhyDate: Sendable, CustomTestStringConvertible {
    /// What happens, for the reader of a report.
    let name: String
    let key: DeadlineKey
    let kind: DeadlineKind
    /// Day 0.
    let from: String
    /// The last day.
    let due: String
    /// Of a gate the first lawful day.
    let opens: String?
    /// Words of the article or standard.
    let article: String
    /// Who owes it or whose right it is, in the words of the explanation.
    let owner: String
    /// What happens when it passes.
    let lapse: String
    /// What becomes possible then; `nil` where nothing does.
    let right: String?
    /// Further sentences, or parts of them: counting, days not counted, pauses, extensions.
    let says: [String]
    let play: @Sendable () throws -> PlayedCase

    init(
        _ name: String, _ key: DeadlineKey, _ kind: DeadlineKind, from: String, due: String, opens: String? = nil,
        article: String, owner: String, lapse: String, right: String? = nil, says: [String] = [],
        play: @escaping @Sendable () throws -> PlayedCase
    ) {
        self.name = name
        self.key = key
        self.kind = kind
        self.from = from
        self.due = due
        self.opens = opens
        self.article = article
        self.owner = owner
        self.lapse = lapse
        self.right = right
        self.says = says
        self.play = play
    }

    var testDescription: String { "\(name): \(key) \(opens ?? due)" }

    /// Plays the case and checks the row and its explanation.
    func check(sourceLocation: SourceLocation = #_sourceLocation) throws {
        let played = try play()
        let clock = try #require(played.clock(key), "no \(key)", sourceLocation: sourceLocation)
        #expect(clock.kind == kind, sourceLocation: sourceLocation)
        #expect(clock.startedOn == .day(from), sourceLocation: sourceLocation)
        #expect(clock.dueOn == .day(due), sourceLocation: sourceLocation)
        #expect(clock.opensOn == opens.map { .day($0) }, sourceLocation: sourceLocation)
        let sentences = explanation(of: clock, on: played.state, in: played.context)
        let text = sentences.joined(separator: "\n")
        let counted = "counts from \(Self.dated(from)), "
        for part in [counted, "that day is day 0", article, owner, lapse] + says {
            #expect(text.contains(part), "“\(part)” is not in:\n\(text)", sourceLocation: sourceLocation)
        }
        #expect(sentences.contains { $0.hasPrefix("Source: ") && $0.contains(article) }, sourceLocation: sourceLocation)
        if let right {
            #expect(
                sentences.contains { $0.contains("this becomes possible") && $0.contains(right) },
                "“\(right)” is not opened in:\n\(text)", sourceLocation: sourceLocation)
        } else {
            #expect(!text.contains("this becomes possible"), "\(text)", sourceLocation: sourceLocation)
        }
    }

    private static func dated(_ day: String) -> String {
        "\(CivilDate.day(day).weekdayName) \(day)"
    }
}

/// What happens when a date passes, as explanations say it.
extension WhyDate {
    static let rightGone = "When it passes the right is gone."
    static let wayFree = "Before that nothing may be done; when it passes the way is free."
    static let mustExplain = "When it passes nothing lapses; its owner has to say why (“explain”)."
    static let reminded = "When it passes its owner is reminded."
    static let unenforced = "When it passes nothing happens by itself: the figure is not confirmed."
    static func systemTakes(_ action: String) -> String { "When it passes the system takes “\(action)”." }
    static func alsoOwed(_ role: String) -> String { "When it passes the step is also owed by \(role)." }

    /// What else is said of a date that an outside body set and nobody has confirmed.
    static func unconfirmedDay(_ says: String...) -> [String] {
        says + ["until a second person confirms it (“confirmDates”) nothing happens by itself"]
    }
}

extension String {
    /// The day so many days after (or, if negative, before) this one.
    func plus(_ days: Int) -> String { CivilDate.day(self).adding(days: days).description }
}
