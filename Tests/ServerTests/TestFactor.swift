import CaseCrypto
import CaseProtocol

@testable import Server

extension TestServer {
    /// Gives somebody a second factor that counts.
    func addFactor(to person: SignedIn) async throws -> (secret: String, recovery: [String]) {
        let offer = try await core.offerSecondFactor(SecondFactorRequest(password: Self.password), to: person)
        let codes = try await core.confirmSecondFactor(
            SecondFactorConfirmation(code: code(offer.secret)), of: person)
        return (offer.secret, codes.recovery)
    }

    /// The present code.
    func code(_ secret: String) -> String {
        TimeCode.code(
            of: TestBase32.bytes(secret), step: TimeCode.step(atSeconds: clock.now().milliseconds / 1_000))
    }
}
