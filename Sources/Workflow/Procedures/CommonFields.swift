import CaseProtocol

/// Fields that several procedures ask for, spelled and explained once.
enum CommonFields {
    /// The fields of ``CommonRules``. Add them to those of the procedure.
    static let ofCommonRules: [FieldSpec] =
        ofLinks + [
            reason, text, documentRef,
            FieldSpec(
                "targetMechanism", .text(bytesMax: 100), label: "Mechanism",
                help: "The procedure under which it goes on."),
            FieldSpec("supersededBy", .text(bytesMax: 100), label: "Goes on as", help: "The number that it has there."),
            FieldSpec("extendedTo", .date(past: false), label: "Extended to", help: "The new last day, YYYY-MM-DD."),
            FieldSpec("agreedBy", .list, label: "Agreed by", help: "The parties that agreed, each by name."),
            FieldSpec("agreedOn", .date(past: true), label: "Agreed on", help: "The day of the agreement, YYYY-MM-DD."),
            FieldSpec(
                "expectedOn", .date(past: false), label: "Expected on", help: "When it will be done, YYYY-MM-DD."),
            FieldSpec(
                "test", .text(bytesMax: 100), .internal, label: "Test", help: "Which test, as `tatua calc` calls it."),
            FieldSpec(
                "result", .text(bytesMax: 60_000), .internal, label: "Result", help: "As `tatua calc` printed it."),
            FieldSpec(
                "publicText", .text(bytesMax: 5_000), label: "Public text",
                help: "What everybody may read; nothing that is confidential."),
        ]

    /// The fields of every rule that links cases; ``ofCommonRules`` has them. Which case it is, is kept at the
    /// desk: others may not know that there is one.
    static let ofLinks: [FieldSpec] = [
        FieldSpec(
            "otherCase", .caseReference, .internal, label: "Other case",
            help: "Its number, label or id. It must be a case that you may see.")
    ]

    static let reason = FieldSpec(
        "reason", .text(bytesMax: 5_000), label: "Reason", help: "Why; in a sentence or as one of the words offered.")
    static let text = FieldSpec("text", .text(bytesMax: 20_000), label: "Text", help: "What was said or written.")
    static let documentRef = FieldSpec(
        "documentRef", .text(bytesMax: 300), label: "Document",
        help: "The paper that shows it: its symbol, number or file name.")

    /// Whose file it is, where one government's office keeps the case.
    static let country = FieldSpec(
        "country", .code(list: "iso3166-1"), onHeader: true, lasting: true, label: "Country",
        help: "The country whose office keeps the case, as two letters.")
    static let product = FieldSpec(
        "product", .text(bytesMax: 500), onHeader: true, lasting: true, label: "Product", help: "In your own words.")
    static let hsCode = FieldSpec(
        "hsCode", .hsCode, onHeader: true, lasting: true, label: "HS code", help: "Two to ten digits, if you know it.")
    static let title = FieldSpec(
        "title", .text(bytesMax: 300), onHeader: true, lasting: true, label: "Title", help: "What the case is called.")

    /// A legal day of the past that stays on the header.
    static func day(_ id: FieldID, _ label: String, _ help: String) -> FieldSpec {
        FieldSpec(id, .date(past: true), onHeader: true, lasting: true, label: label, help: help)
    }
}
