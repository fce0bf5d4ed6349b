import CaseProtocol
import ClientCore
import ClientHTTP
import Testing

@Suite struct HTTPTransportTests {
    @Test(arguments: ["", "tatua.example", "ftp://x", "http://", "http://x?q=1", "http://u@x", "file:///etc/passwd"])
    func `only an http or https address is a server's`(address: String) throws {
        let problem = #expect(throws: Problem.self) { _ = try HTTPTransport(server: address) }
        #expect(problem?.path == "server")
    }

    @Test func `a port that nobody listens on cannot be reached`() async throws {
        let server = try await HTTPTestServer { _ in .hangUp }
        let address = server.address
        try await server.stop()
        let transport = try HTTPTransport(server: address)
        await #expect(throws: TransportError.self) { try await transport.hello() }
        try await transport.shutdown()
    }

    @Test func `an answer that stops coming on an open port is given up`() async throws {
        let server = try await HTTPTestServer { _ in .stall }
        let transport = try HTTPTransport(server: server.address + "/", progressMilliseconds: 100)
        let error = await #expect(throws: TransportError.self) { try await transport.hello() }
        #expect(error == .unreachable("\(server.address) cannot be reached: its answer stopped coming."))
        try await transport.shutdown()
        try await server.stop()
    }
}
