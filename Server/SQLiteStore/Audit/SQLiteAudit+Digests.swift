import CaseProtocol
import GRDB
import Server

extension SQLiteAudit {
    /// The digests that were kept commit by commit are those that the rows and the open placements give.
    mutating func checkDigests() throws {
        let counted = try StoredDigests(countedIn: db)
        let compartments = try db.all("SELECT compartment_key, count, sum FROM compartment_digest") {
            (try $0.int(0), try $0.digest(at: 1))
        }
        let audiences = try db.all("SELECT audience, count, sum FROM audience_digest") {
            (AudienceID(try $0.text(0)), try $0.digest(at: 1))
        }
        compare(compartments, with: counted.compartments) { "compartment_digest of compartment \($0)" }
        compare(audiences, with: counted.audiences) { "audience_digest of \($0)" }
    }

    /// What is missing and what is zero are the same.
    private mutating func compare<Key: Hashable & Comparable>(
        _ kept: [(Key, DigestSum)], with counted: [Key: DigestSum], place: (Key) -> String
    ) {
        let kept = Dictionary(kept, uniquingKeysWith: { first, _ in first })
        for key in Set(kept.keys).union(counted.keys).sorted()
        where (kept[key] ?? .zero) != (counted[key] ?? .zero) {
            report.note(place(key), "it is not what the rows and placements give")
        }
    }
}
