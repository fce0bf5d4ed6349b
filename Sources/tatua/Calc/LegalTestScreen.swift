import CaseProtocol
import Workflow

/// A legal test for people: verdict, computation, figures, findings, law.
enum LegalTestScreen {
    static func page(_ result: LegalTestResult) -> Page {
        var page = Page()
        page.say("\(result.title): \(result.verdict.words)")
        page.heading("Computation")
        for step in result.steps { page.say("- " + step, indent: 2, hanging: 4) }
        if !result.findings.isEmpty {
            page.heading("In detail")
            for finding in result.findings {
                page.say(
                    finding.subject + (finding.verdict.map { ": \($0.words)" } ?? ""), indent: 2, hanging: 4)
                page.say(finding.sentence, indent: 4)
            }
        }
        page.heading("Figures")
        for figure in result.figures { page.pair(figure.name, figure.text, indent: 2, column: 42) }
        if !result.sources.isEmpty {
            page.heading("Law")
            for source in result.sources {
                page.say("\(source.authority): \(words(source.provenance))", indent: 2, hanging: 4)
            }
        }
        if isRounded(result) {
            page.gap()
            page.say("≈ is rounded to \(Ratio.decimalsShown) decimals, half up; the verdict rests on the exact values.")
        }
        return page
    }

    private static func isRounded(_ result: LegalTestResult) -> Bool {
        let sentences = result.steps + result.findings.map(\.sentence)
        return result.figures.contains(where: \.isRounded) || sentences.contains { $0.contains("≈") }
    }

    private static func words(_ provenance: LegalSource.Provenance) -> String {
        switch provenance {
        case .verified: "text seen"
        case .secondary: "seen in a secondary copy"
        case .recalledHigh: "recalled, text not seen"
        case .recalledMedium, .recalledLow: "recalled, unconfirmed"
        case .design: "our own default, not law"
        }
    }
}
