import CaseProtocol
import ClientCore

/// A receipt code, typed by whoever wrote it down: never an argument, which every user of the machine can read.
enum ReceiptCodeInput {
    /// - Throws: a ``Problem`` that says what a code looks like.
    static func read(in world: World) throws -> ReceiptCode {
        if world.terminal.isInteractive { world.terminal.prompt("Receipt code: ") }
        guard let text = world.terminal.readSecret(), !text.isEmpty else {
            throw Problem(.wrongCredentials, "No receipt code came on standard input.")
        }
        return try ReceiptCode(parsing: text)
    }
}

extension ReceiptCode {
    /// The answer to the filing with which the person gets it: the one time that it is shown.
    func given(with answer: Answer) -> Answer {
        var page = Page()
        write(to: &page)
        page.gap()
        page.add(answer.page)
        var members = answer.json.object ?? [:]
        members["receiptCode"] = .string(text)
        return Answer(page: page, json: .object(members), exitCode: answer.exitCode)
    }

    private func write(to page: inout Page) {
        page.say("Your receipt code: \(text)")
        page.say(
            "Write it down now and keep it to yourself. With it, and nothing else, you see answers and questions from any device: tatua login URL --receipt-code. It is shown once and kept nowhere: nobody can give it to you again, and whoever finds it reads your cases."
        )
    }
}

extension ReceiptCode {
    /// The answer to what was done for a trader who is handed the code with it: the one time that it is shown.
    func handed(with answer: Answer) -> Answer {
        var page = Page()
        page.say("Receipt code for the trader: \(text)")
        page.say(
            "Hand it to them now, and keep none of it. With it, and nothing else, they read and answer this case from any device: tatua login URL --receipt-code. It is shown once and kept nowhere. Where it is lost, give another one: tatua give-code REF; the one before then opens nothing."
        )
        page.gap()
        page.add(answer.page)
        var members = answer.json.object ?? [:]
        members["traderCode"] = .string(text)
        return Answer(page: page, json: .object(members), exitCode: answer.exitCode)
    }
}

extension Session {
    /// What to call whoever is signed in.
    var title: String { isNameless ? "without a name" : name }
}
