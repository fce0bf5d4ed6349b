import CaseProtocol

extension UnfairCountervailing {
    static let fields: [FieldSpec] = [
        RemedyFields.own("subsidyProgramme", "Programme", "Which aid, under which law, since when."),
        RemedyFields.own(
            "financialContribution", "What the state gives",
            "Money, forgone revenue, goods, services, or support of income or prices; by which body."),
        RemedyFields.own("benefit", "Benefit", "How much better off it makes the exporter than the market would."),
        RemedyFields.own(
            "specificity", "To whom", "Which firms, industries or regions get it, and who does not."),
        RemedyFields.inner(
            "subsidyEvidence", "Evidence of the subsidy", "Contribution, benefit and specificity: what was found."),
        FieldSpec(
            "origin", .choice(["developed", "developing"]), label: "Origin",
            help: "Whether the goods come from a developed or a developing country."),
        RemedyFields.percent(
            "subsidyRate", "Subsidy",
            "In percent of the value; where the whole case ends, the highest that was found."),
        FieldSpec(
            "undertakingBy", .choice(["exporter", "government"]), label: "Who promises",
            help: "The exporter to raise its price, or its government to end or limit the subsidy."),
        FieldSpec("governments", .list, label: "Governments", help: "Those concerned, each as two letters."),
        RemedyFields.day("invitedOn", "Invited on", "The day on which the government was invited, YYYY-MM-DD."),
        RemedyFields.date("consultedOn", "Consulted on", "The day of the consultation, YYYY-MM-DD."),
    ]
}
