import CaseCrypto
import CaseProtocol
import Foundation
import Testing

/// The conformance vectors that every client runs, in whatever language (`Tests/Interop/vectors`).
@Suite struct VectorTests {
    private static func cases(_ name: String, _ list: String = "cases") throws -> [[String: JSONValue]] {
        let bytes = try Data(contentsOf: Checkout.folder("Tests/Interop/vectors/\(name).json"))
        let cases = try #require(try JSONValue(parsing: bytes).object?[list]?.array?.compactMap(\.object))
        try #require(!cases.isEmpty)
        return cases
    }

    private static func text(_ members: [String: JSONValue], _ name: String) throws -> String {
        try #require(members[name]?.string, "\(name) is missing")
    }

    @Test func `texts have their canonical form or are refused`() throws {
        for vector in try Self.cases("canonical") {
            let text = try Self.text(vector, "text")
            let value = try? JSONValue(parsing: text.utf8)
            #expect(value?.canonicalText == vector["canonical"]?.string, "\(text)")
        }
    }

    @Test func `ids are read, written and derived`() throws {
        for vector in try Self.cases("ids") {
            let text = try Self.text(vector, "text")
            #expect(RowID(text)?.description == vector["id"]?.string, "\(text)")
        }
        for vector in try Self.cases("ids", "derived") {
            let mid = try #require(CommandID(try Self.text(vector, "mid")))
            let id: RowID = mid.derived(try #require(vector["ordinal"]?.int))
            #expect(id.description == vector["id"]?.string)
        }
    }

    @Test func `references fold`() throws {
        for vector in try Self.cases("labels", "references") {
            #expect(ReferenceText.folded(try Self.text(vector, "text")) == vector["folded"]?.string)
        }
    }

    @Test func `moments and days are read and written, or refused`() throws {
        for vector in try Self.cases("dates") {
            let text = try Self.text(vector, "text")
            let read: String? =
                switch try Self.text(vector, "type") {
                case "moment": Timestamp(text)?.description
                case "day": CivilDate(text)?.description
                default: PartialDate(text)?.description
                }
            #expect(read == vector["written"]?.string, "\(text)")
        }
    }

    @Test func `a client of this version speaks the highest that both know`() throws {
        for vector in try Self.cases("versions") {
            let range = ProtocolRange(
                min: try #require(ProtocolVersion(try Self.text(vector, "min"))),
                max: try #require(ProtocolVersion(try Self.text(vector, "max"))))
            // The vectors are of clients that know 1.0 and 1.1.
            #expect(ProtocolVersion.negotiated(with: range)?.description == vector["speak"]?.string)
        }
    }

    @Test func `commands are hashed over these bytes`() throws {
        for vector in try Self.cases("commands") {
            let envelope = try CanonicalJSON.decode(
                CommandEnvelope.self, from: try #require(vector["envelope"]).canonicalBytes)
            let bytes = envelope.hashedBytes
            #expect(String(decoding: bytes, as: UTF8.self) == vector["hashed"]?.string)
            #expect(SHA256.hash(bytes).hex == vector["sha256"]?.string)
        }
    }

    @Test func `devices sign these bytes of a command`() throws {
        for vector in try Self.cases("signatures") {
            let envelope = try CanonicalJSON.decode(
                CommandEnvelope.self, from: try #require(vector["envelope"]).canonicalBytes)
            let statement = CommandStatement(
                server: try #require(vector["server"]?.string),
                person: try #require(vector["person"]?.string.flatMap { UserID($0) }), at: envelope.at,
                hash: SHA256.hash(envelope.hashedBytes).hex)
            #expect(String(decoding: statement.signedBytes, as: UTF8.self) == vector["statement"]?.string)
            let key = try VerifyingKey(rawBytes: try #require(Base64URL.decode(vector["key"]?.string ?? "")))
            let signature = try #require(Base64URL.decode(vector["sig"]?.string ?? ""))
            #expect(key.isValid(signature, for: statement.signedBytes))
        }
    }

    @Test func `servers sign these bytes of an order to erase, and only such an order is one`() throws {
        for vector in try Self.cases("directives") {
            let name = try Self.text(vector, "name")
            let reply = try CanonicalJSON.decode(
                DirectiveReply.self, from: try #require(vector["reply"]).canonicalBytes)
            let wipe = try #require(reply.wipe)
            let signed = try wipe.directive.signedBytes
            #expect(String(decoding: signed, as: UTF8.self) == vector["signed"]?.string, "\(name)")
            let key = try VerifyingKey(rawBytes: try #require(Base64URL.decode(try Self.text(vector, "key"))))
            let replicas = try #require(vector["replicas"]?.array).compactMap { $0.string.flatMap { ReplicaID($0) } }
            let user = UserID(try Self.text(vector, "user"))
            let isOrder =
                Base64URL.decode(wipe.signature).map { key.isValid($0, for: signed) } ?? false
                && wipe.directive.user == user
                && replicas.contains(wipe.directive.replica) && wipe.directive.number > 0
            #expect(isOrder == (vector["obeys"] == true), "\(name)")
        }
    }

    private static let hashing = DigestHashing { SHA256.hash($0).bytes }

    private static func digest(_ members: [String: JSONValue]) throws -> DigestSum {
        let count = try #require(members["count"]?.int)
        let sum = try text(members, "sum")
        return try #require(DigestSum(count: count, hex: sum))
    }

    @Test func `rows and compartments add what the vectors say`() throws {
        for vector in try Self.cases("digests", "rows") {
            let text = try Self.text(vector, "id")
            let id = try #require(RowID(text))
            let rev = try #require(vector["rev"]?.int)
            let bytes = Array(try Self.text(vector, "line").utf8)
            let share = Self.hashing.row(id, rev: rev, bytes: bytes)
            #expect(share.hex == vector["share"]?.string)
        }
        for vector in try Self.cases("digests", "compartments") {
            let name = try Self.text(vector, "compartment")
            let compartment = try #require(Compartment(name))
            #expect(Self.hashing.compartment(compartment, try Self.digest(vector)).hex == vector["share"]?.string)
            #expect(Self.hashing.path(of: compartment) == vector["path"]?.string)
        }
    }

    @Test func `roots are over audiences to which something is open`() throws {
        for vector in try Self.cases("digests", "roots") {
            var audiences: [AudienceID: DigestSum] = [:]
            for held in try #require(vector["compartments"]?.array).compactMap(\.object) {
                let name = try Self.text(held, "compartment")
                let compartment = try #require(Compartment(name))
                let share = Self.hashing.compartment(compartment, try Self.digest(held))
                for audience in (held["aud"]?.array ?? []).compactMap(\.string) {
                    audiences[AudienceID(audience), default: .zero] += share
                }
            }
            #expect(Self.hashing.root(of: audiences) == vector["root"]?.string)
        }
    }
}
