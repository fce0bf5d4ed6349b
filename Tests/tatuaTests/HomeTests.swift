import Testing

@testable import tatua

@Suite struct HomeTests {
    @Test(arguments: [
        (["TATUA_HOME": "/a", "XDG_DATA_HOME": "/b", "HOME": "/c"], "/a"),
        (["TATUA_HOME": "", "XDG_DATA_HOME": "/b", "HOME": "/c"], "/b/tatua"),
        (["XDG_DATA_HOME": "relative", "HOME": "/c"], "/c/.local/share/tatua"),
        (["TATUA_HOME": "relative"], "relative"),
    ])
    func `the replica's folder is where the environment says`(environment: [String: String], folder: String) throws {
        #expect(try Home(environment).folder == folder)
    }

    @Test func `without any home the person is told what to set`() {
        let failure = #expect(throws: DeviceFailure.self) { try Home(["HOME": ""]) }
        #expect(failure?.sentence.contains("TATUA_HOME") == true)
    }
}
