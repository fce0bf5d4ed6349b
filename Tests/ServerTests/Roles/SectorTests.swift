import CaseProtocol
import Testing
import Workflow

@testable import Server

/// Focal points by sector, on a server.
@Suite struct SectorTests {
    @Test(arguments: StoreKind.allCases)
    func `agriculture and vehicles each act on their goods, and both read all`(kind: StoreKind) async throws {
        let fixture = try StoreFixture(kind)
        let server = try await TestServer(store: fixture.store)
        let farms = try await server.person("wanjiru", "focalPoint:KE/01-24")
        let cars = try await server.person("otieno", "focalPoint:KE/86-89")
        #expect(farms.signedIn.party.appointments == [try Appointment(parsing: "focalPoint:KE/01-24")])
        let amina = try await server.person("amina", "complainant:KE")
        func complaint(_ code: String?) async throws -> CaseID {
            let caseID = try await amina.open()
            var filing = TestPerson.filing
            filing["hsCode"] = code.map { .string($0) }
            #expect(try await amina.act("submit", on: caseID, filing) == .applied)
            return caseID
        }
        let (tea, car, unknown) = (
            try await complaint("0902.40"), try await complaint("8703"), try await complaint(nil)
        )
        for officer in [farms, cars] {
            let seen = Set(try await officer.pull(nil).rows.compactMap(\.caseID))
            #expect(seen.isSuperset(of: [tea, car, unknown]))
        }
        let refused = try await cars.register(tea)
        #expect(
            refused.problem?.code == .notPermitted && refused.problem?.message.contains("chapters 86 to 89") == true)
        #expect(try await farms.send(farms.note(car)).problem?.code == .notPermitted)
        #expect(try await farms.register(tea) == .applied)
        #expect(try await cars.register(car) == .applied)
        #expect(try await cars.register(unknown) == .applied)
        // Who corrects the code hands the case on.
        #expect(
            try await cars.send(.edit(CaseEdit(caseID: unknown, fields: ["hsCode": "0902"], base: [:]))).problem == nil)
        #expect(try await cars.send(cars.note(unknown)).problem?.code == .notPermitted)
        #expect(try await farms.send(farms.note(unknown)) == .applied)
    }

    @Test func `whoever acts for a focal point of a sector acts in that sector`() async throws {
        let server = try await TestServer()
        let farms = try await server.person("wanjiru", "focalPoint:KE/01-24")
        _ = try await server.person("otieno", "focalPoint:KE/86-89")
        let day = TestServer.start.day()
        _ = try await server.core.nameAlternate(
            AlternateRequest(name: "otieno", from: day, until: day), for: farms.signedIn)
        let otieno = try await server.signIn("otieno")
        #expect(Set(otieno.signedIn.party.appointments.compactMap { $0.chapters?.description }) == ["01-24", "86-89"])
    }
}
