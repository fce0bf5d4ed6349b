/// What somebody wrote, word by word.
enum AskedScreen {
    static func write(_ asked: AskedView, to page: inout Page, indent: Int) {
        if let text = asked.text { page.say(text, indent: indent) }
        if let assignee = asked.assignee { page.say("To \(assignee)", indent: indent) }
        write(asked.fields, occurredOn: asked.occurredOn, to: &page, indent: indent)
    }

    static func write(_ fields: [FieldView], occurredOn: String?, to page: inout Page, indent: Int) {
        for field in fields {
            page.say(Wording.labelled(field.title, field.text), indent: indent, hanging: indent + 2)
        }
        if let occurredOn { page.say("Happened on: \(occurredOn)", indent: indent) }
    }
}
