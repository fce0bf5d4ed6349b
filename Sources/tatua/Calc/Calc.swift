import ArgumentParser

/// The legal tests of trade remedies, each a verb of its own.
struct Calc: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compute a legal test of trade remedies: standing, margins, volumes, dates.",
        discussion: """
            Every test shows its computation, the article it rests on and how sure that is. Numbers are exact; what is \
            shown is rounded to four decimals, half up, and no verdict rests on it. Amounts carry their unit: "340 t", \
            "1200.50 USD", "2 %". Nothing is converted. Dates are YYYY-MM-DD, and the event day is day 0.

            A test needs no sign-in and no network. With --attach REF the result is kept on a case as an internal note.
            """,
        groupedSubcommands: [
            CommandGroup(
                name: "Dumping and subsidies",
                subcommands: [
                    CalcStanding.self, CalcMargin.self, CalcSufficiency.self, CalcBelowCost.self, CalcLesserDuty.self,
                    CalcVolume.self, CalcCountervailing.self,
                ]),
            CommandGroup(
                name: "Safeguards",
                subcommands: [CalcExclusion.self, CalcLiberalisation.self, CalcDuration.self, CalcReapply.self]),
            CommandGroup(
                name: "Dates of measures",
                subcommands: [CalcProvisional.self, CalcRetroactivity.self, CalcSunset.self]),
            CommandGroup(name: "Small consignments", subcommands: [CalcSTR.self]),
        ])
}
