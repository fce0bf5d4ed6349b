import CaseProtocol
import Testing

@Suite struct NegotiationTests {
    @Test(
        arguments: [
            ("1.0", "1.0", "1.0"), ("1.0", "1.7", "1.1"), ("1.0", "2.3", "1.1"), ("2.0", "2.0", nil),
            ("0.1", "0.9", nil),
        ] as [(String, String, String?)])
    func `a client speaks the newest version that both know`(min: String, max: String, agreed: String?) throws {
        let range = ProtocolRange(
            min: try #require(ProtocolVersion(min)), max: try #require(ProtocolVersion(max)))
        #expect(ProtocolVersion.negotiated(with: range)?.description == agreed)
    }

    @Test(arguments: ["", "1", "1.", ".1", "1.0.0", "a.b", "-1.0", "1.-1", "+1.0", "1.+1", "01.0", "1.00", "1.-0"])
    func `text that is no version is refused`(text: String) {
        #expect(ProtocolVersion(text) == nil)
    }

    @Test func `references are compared without letter case, spaces and look-alikes`() {
        #expect(ReferenceText.folded(" ntb-2026-OOO42-k ") == ReferenceText.folded("NTB-2026-00042-K"))
        #expect(ReferenceText.folded("NTB-001-147") == "NTB-001-147")
        #expect(ReferenceText.folded("Xl4I-1") == "X141-1")
    }
}
