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

    @Test(arguments: [
        "http://ntb.example.org", "HTTP://10.0.0.1:8640", "http://127.0.0.1.example.org", "http://127.0.0.x",
        "http://[2001:db8::1]", "http://localhost.example.org", "http://0.0.0.0:8640",
    ])
    func `nothing is said in the clear to any other machine`(address: String) throws {
        let problem = #expect(throws: Problem.self) { _ = try HTTPTransport(server: address) }
        #expect(problem?.path == "server" && problem?.message.contains("https") == true)
    }

    @Test(arguments: ["http://127.0.0.1:8640", "http://127.8.8.8", "http://localhost/", "http://[::1]:1", "https://x"])
    func `this machine is spoken to as it is`(address: String) async throws {
        try await HTTPTransport(server: address).shutdown()
    }

    @Test func `a port that nobody listens on cannot be reached`() async throws {
        let server = try await HTTPTestServer { _ in .hangUp }
        let address = server.address
        try await server.stop()
        let transport = try HTTPTransport(server: address)
        let error = await #expect(throws: TransportError.self) { try await transport.hello() }
        #expect(error == .unreachable("The server at \(address) does not answer (connection refused)."))
        try await transport.shutdown()
    }

    @Test func `a server that hangs up, or that has no address, is told of in words`() async throws {
        let server = try await HTTPTestServer { _ in .hangUp }
        let transport = try HTTPTransport(server: server.address)
        let error = await #expect(throws: TransportError.self) { try await transport.hello() }
        #expect(
            error
                == .stalled("The server at \(server.address) closed the connection before its answer was complete.")
        )
        try await transport.shutdown()
        try await server.stop()
        // A name that no resolver may ever know (RFC 6761).
        let nowhere = try HTTPTransport(server: "https://tatua.invalid:8640")
        let unknown = await #expect(throws: TransportError.self) { try await nowhere.hello() }
        #expect(
            unknown == .unreachable("The server at https://tatua.invalid:8640 does not answer (its name is not known).")
        )
        try await nowhere.shutdown()
    }

    @Test func `an answer that stops coming on an open port is given up`() async throws {
        let server = try await HTTPTestServer { _ in .stall }
        let transport = try HTTPTransport(server: server.address + "/", progressMilliseconds: 100)
        let error = await #expect(throws: TransportError.self) { try await transport.hello() }
        #expect(error == .stalled("The server at \(server.address) does not answer (its answer stopped coming)."))
        try await transport.shutdown()
        try await server.stop()
    }
}
