import CaseCrypto
import CaseProtocol
import HTTPTypes
import Testing
import Workflow

@testable import Server

/// A case with people on it and beside it, and files to attach.
struct BlobScene {
    let server: TestServer
    let amina: TestPerson
    let kamau: TestPerson
    let stranger: TestPerson
    let caseID: CaseID
    let foreignCase: CaseID

    init(limits: Limits = .standard, blobs: any BlobStore = InMemoryBlobStore()) async throws {
        server = try await TestServer(limits: limits, blobs: blobs)
        amina = try await server.person("amina", "complainant:KE")
        kamau = try await server.person("kamau", "focalPoint:KE")
        stranger = try await server.person("mukasa", "complainant:UG")
        caseID = try await amina.file()
        foreignCase = try await stranger.file()
    }

    /// Attaches `bytes` and sends none of them.
    @discardableResult
    func attach(
        _ bytes: [UInt8], by person: TestPerson, on caseID: CaseID? = nil, mime: String = "text/plain",
        _ confidentiality: ConfidentialityClass = .parties, bytesSaid: Int? = nil, copyOf: RowID? = nil
    ) async throws -> RowID {
        let id: RowID = server.id()
        let outcome = try await person.send(
            .addEvidence(
                EvidenceAdd(
                    caseID: caseID ?? self.caseID, evidence: id, blob: try Self.hash(bytes),
                    bytes: bytesSaid ?? bytes.count, mime: mime, name: "a.txt", confidentiality: confidentiality,
                    publicCopyOf: copyOf)))
        #expect(outcome == .applied)
        return id
    }

    /// Sends bytes from an offset on, as one part.
    @discardableResult
    func send(
        _ bytes: [UInt8], as blob: BlobID, at offset: Int = 0, of length: Int? = nil, by person: TestPerson
    ) async throws -> BlobUploadState {
        var upload = try await server.core.beginUpload(
            of: blob, at: offset, length: length ?? (offset + bytes.count), bytes: bytes.count, by: person.signedIn)
        try server.core.receive(bytes, for: &upload)
        return try await server.core.endUpload(upload)
    }

    /// The bytes as `person` gets them; `nil` for what is not there.
    func read(_ blob: BlobID, by person: TestPerson) async throws -> [UInt8]? {
        do {
            let readable = try await server.core.blob(blob, for: person.signedIn)
            return try readable.bytes(at: 0, count: readable.count)
        } catch let problem as Problem {
            #expect(problem == .noBlob)
            return nil
        }
    }

    static func hash(_ bytes: [UInt8]) throws -> BlobID { try #require(BlobID(digest: SHA256.hash(bytes).bytes)) }

    static let words = Array("Trucks were held for nine days at the weighbridge.\n".utf8)
}
