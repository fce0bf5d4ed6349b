import CaseProtocol
import Testing

@testable import Workflow

/// What a text for the public may not hold, as people write it at borders.
@Suite struct PublicTextCheckTests {
    private static let nobody = PublicTextCheck(on: CaseState(caseID: Scenario.caseID))

    private static func kinds(_ text: String) -> Set<PublicTextFinding.Kind> {
        Set(nobody.findings(in: text).map(\.kind))
    }

    @Test(arguments: [
        "+254 722 123 456", "+254722123456", "+254-722-123-456", "+254 (0)722 123456", "254722123456",
        "254 722 123 456",
        "00254722123456", "00 254 722 123 456", "0722123456", "0722 123 456", "0722-123-456", "0722.123.456",
        "0 7 2 2 1 2 3 4 5 6", "O722 123 456", "0722 I23 456", "07221 23456", "0722123456/0733123456", "0110 123 456",
        "722 123 456", "722123456", "020 221 2345", "020-2212345", "(020) 221234", "+256 772 123456", "0772-123456",
        "+255 754 123 456", "0754 123 456", "+250 788 123 456", "250788123456", "+257 79 123 456", "25779123456",
        "+211 912 345 678", "+243 812 345 678", "+252 61 2345678", "+251 911 234 567", "+27 82 123 4567",
        "+44 20 7946 0958", "tel 2212345", "Tel. 79 12 34 56", "WhatsApp: 7912 3456", "simu 79123456",
        "٠٧٢٢ ١٢٣ ٤٥٦", "０７２２１２３４５６", "0722\u{200B}123\u{200B}456", "0722\u{A0}123\u{A0}456", "0722,123,456",
        "0722—123—456",
    ])
    func `a telephone number is found however it is written`(number: String) {
        #expect(Self.kinds("Please call \(number) after the inspection at Malaba.").contains(.phone), "\(number)")
        #expect(Self.kinds("The driver (\(number)) was held.").contains(.phone), "\(number)")
        #expect(Self.kinds(number).contains(.phone) || number.first?.isLetter ?? false, "\(number)")
    }

    @Test(arguments: [
        "KAA 123B", "KAA123B", "kaa 123b", "K.A.A 123 B", "KAA-123-B", "Kaa 123 b", "KDJ 001Z", "KAA 123", "KMCA 123A",
        "KMDF123G", "GKA 123B", "GK B 123 C", "ZC 1234", "ZE1234", "UAA 123B", "UBJ 456X", "uba123x", "UG 1234E",
        "UA 001AB",
        "T 123 ABC", "T123ABC", "t 123 dzz", "MC 123 ABC", "STK 1234", "DFP 4567", "RAA 123 B", "RAC123D", "D 1234 A",
        "SSD 123 A", "1234AB01", "K A A 1 2 3 B", "ＫＡＡ １２３Ｂ", "КАА 123В", "KÁÀ 123B", "KAA I23B", "KAA\u{200B} 123B",
        "KAA\n123B",
    ])
    func `a number plate is found however it is written`(plate: String) {
        #expect(Self.kinds("The lorry \(plate) waited nine days.") == [.plate], "\(plate)")
        #expect(Self.kinds("(\(plate))") == [.plate], "\(plate)")
    }

    @Test(arguments: [
        "amina@rift.example", "AMINA@RIFT.EXAMPLE", "amina.w+trade@mail.rift-valley.co.ke", "amina @ rift . co . ke",
        "amina(at)rift.example", "amina [at] rift [dot] com", "amina at rift dot com", "amina＠rift.example",
        "a_b@c.ug", "amina@rift.example.",
    ])
    func `an e-mail address is found however it is written`(address: String) {
        #expect(Self.kinds("Write to \(address) about it.").contains(.email), "\(address)")
    }

    @Test(arguments: [
        "The charge of KES 4,000,000 was asked for 22 consignments of milk.",
        "HS 0401.20 and 2523.29.00 are concerned.",
        "It was reported on 02/11/2026 and again on 2026-11-05.", "Since 01.02.2026 the fee is USD 250 a truck.",
        "NTB-000-324 and AfCFTA-000-012 are about the same post.", "In 2019, 2020 and 2021 nothing changed.",
        "From 2024-2026 the quota was 12 500 t a year.", "KES 722 123 456 was paid in duty.",
        "Act No. 32 of 2017, s. 27(2).",
        "Regulation (EU) 2016/1036 is not concerned.", "10 t 100 kgs were held for 9 days.",
        "ISO 9001 and KS EAS 38:2014.",
        "5 bags @ KES 300 each.", "He was at Malaba. The dot on the map is wrong.",
        "Imports from ZA 2025 rose by 40 %.",
        "The margin is 0.123456789.", "Kenya, Uganda na Tanzania: kwa 100 a.", "See Annex 5, Art. 8; and WT/DS600/1.",
        "KRA 100 officers", "Gazette Notice No. 12345 of 2026", "a 1200 t shipment",
        "They didn't 100 per cent agree.",
    ])
    func `figures of law and trade are no telephone numbers, plates or addresses`(text: String) {
        #expect(Self.nobody.findings(in: text) == [], "\(text)")
    }

    @Test(arguments: ["1 ", "a ", "at x dot ", "@a.b", "K", "07", "Ñ\u{301}"])
    func `a long text of one thing is read, and nothing traps`(piece: String) {
        let text = String(repeating: piece, count: noteBytesMax / piece.utf8.count)
        #expect(Self.nobody.findings(in: text).count <= text.utf8.count)
    }

    @Test func `a finding says its line and character`() throws {
        let text = "The truck waited.\nIts driver, tel. 0722 123 456, paid."
        let finding = try #require(Self.nobody.findings(in: text).first)
        #expect(finding.kind == .phone)
        #expect(finding.place(in: text) == (2, 18))
    }

    private static func protecting(_ fields: [String: JSONValue]) -> PublicTextCheck {
        var scene = Scenario()
        _ = try? scene.open(
            by: People.amina, Sample.of(["ntbCategory", "place", "description"]).merging(fields) { $1 })
        return PublicTextCheck(on: scene.state)
    }

    @Test(arguments: [
        "Amina Wanjiru", "AMINA WANJIRU", "amina  wanjiru", "A m i n a   W a n j i r u", "Ámina Wanjirú",
        "Wanjiru, Amina",
        "Mrs Wanjiru", "Аmina", "Rift Valley Tea", "RIFT-VALLEY TEA", "RiftValleyTea", "rift valley tea ltd.",
    ])
    func `the complainant's name is found however it is written`(name: String) {
        let check = Self.protecting([:])
        #expect(check.findings(in: "A report by \(name) says so.").map(\.kind).contains(.name), "\(name)")
        #expect(Self.kinds("A report by \(name) says so.").isEmpty, "\(name)")
    }

    @Test func `a part of another word is no name`() {
        let check = Self.protecting([:])
        #expect(check.findings(in: "Aminata and the Wanjirus of Drift Valleys").isEmpty)
    }

    @Test func `a marked passage is found in another spelling and nowhere else`() {
        let state = CaseState(caseID: Scenario.caseID)
        let check = PublicTextCheck(on: state, marked: ["KES 40,000", "Café Ñandú"])
        for text in ["kes 40 000", "KES40000", "KES 40.000", "cafe nandu", "CAFÉ-ÑANDÚ"] {
            #expect(check.findings(in: "They said \(text) there.").map(\.kind) == [.marked], "\(text)")
        }
        for text in ["KES 40,0001", "KES 140,000", "cafes nandus"] {
            #expect(check.findings(in: "They said \(text) there.").isEmpty, "\(text)")
        }
    }
}
