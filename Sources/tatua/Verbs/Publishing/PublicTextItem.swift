import CaseProtocol
import ClientCore
import Workflow

/// A draft that waits, or a text that is public: what `tatua publish show` numbers.
struct PublicTextItem {
    let number: Int
    let row: Row
    /// `nil` for a text that is public.
    let draft: PublicTextDraft?

    var id: RowID { row.id }
    var title: String { row["title"]?.string ?? (draft.map { "text of “\($0.field)”" } ?? "text") }
    var text: String { row["text"]?.string ?? "" }

    /// Those of a case, drafts first, each in order of making.
    static func all(of caseID: CaseID, in replica: Replica) throws -> [PublicTextItem] {
        let state = try replica.state(of: caseID)
        let drafts = state.rows(.textDraft).filter { PublicTextDraft($0)?.isWaiting ?? false }
        let published = state.rows(.publicText).filter { $0["state"] == "public" }
        return (drafts + published).enumerated().map { index, row in
            PublicTextItem(number: index + 1, row: row, draft: PublicTextDraft(row))
        }
    }
}

extension [PublicTextItem] {
    func draft(_ number: Int?) throws -> PublicTextItem? { try item(number) { $0.draft != nil } }

    func published(_ number: Int?) throws -> PublicTextItem? { try item(number) { $0.draft == nil } }

    /// - Throws: a ``Problem`` where there is no such item of that kind.
    private func item(_ number: Int?, _ isMeant: (PublicTextItem) -> Bool) throws -> PublicTextItem? {
        guard let number else { return nil }
        guard let item = first(where: { $0.number == number && isMeant($0) }) else {
            throw Problem(
                .notFound, "There is no such text under number \(number).", path: "m",
                allowed: filter(isMeant).map { "\($0.number)" })
        }
        return item
    }
}
