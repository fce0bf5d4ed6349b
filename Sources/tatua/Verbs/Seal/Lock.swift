import ArgumentParser
import CaseProtocol

/// Ends the key agent.
struct Lock: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Lock this sealed replica now.",
        discussion: "A verb that runs at this moment keeps the key until it ends.")

    @OptionGroup var output: OutputOptions

    func answer(in world: World) async throws -> Answer {
        let place = try world.sealablePlace()
        let wasUnlocked = place.agent.lock()
        if !wasUnlocked { _ = try KeyOpening(place) }
        var page = Page()
        page.say(wasUnlocked ? "Locked." : "It was locked already.")
        return Answer(page: page, json: ["locked": true])
    }
}
