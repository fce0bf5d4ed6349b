import Testing
import Workflow

@Suite struct HSCodeTests {
    @Test(arguments: [
        ("25", "25", "25"),
        ("3401", "3401", "3401"),
        ("34.01", "3401", "3401"),
        ("3401.20", "340120", "3401.20"),
        ("34.01.20", "340120", "3401.20"),
        ("340120", "340120", "3401.20"),
        ("7007.21.20", "70072120", "7007.21.20"),
        ("3401.20.00.10", "3401200010", "3401.20.00.10"),
        ("3827.5", "38275", "3827.5"),
        ("0207.14.9", "0207149", "0207.14.9"),
        ("340120001", "340120001", "3401.20.00.1"),
    ])
    func `dots are left out and put back where people expect them`(text: String, digits: String, dotted: String) {
        #expect(HSCode(text)?.digits == digits)
        #expect(HSCode(text)?.dotted == dotted)
    }

    @Test(arguments: [
        "", ".", "3", "340", "34.0", "34012000101", ".3401", "3401.", "34..01", "3401 20", " 3401", "3401-20", "ABCD",
        "34O1", "٣٤٠١", "3401\n", "7213; 7214", "TOTAL",
    ])
    func `what has not the shape of a code is refused`(text: String) {
        #expect(HSCode(text) == nil)
    }

    @Test(arguments: ["01", "76", "78", "97", "98", "99", "9999", "0101", "010121"])
    func `chapters of the system and those for national use exist`(text: String) {
        #expect(HSCode(text) != nil)
    }

    @Test(arguments: ["00", "77", "0001", "7701", "77.01", "770110"])
    func `chapters 00 and 77 do not exist`(text: String) {
        #expect(HSCode(text) == nil)
    }

    @Test func `a code knows its chapter, heading and subheading, as far as it goes`() throws {
        let chapter = try #require(HSCode("34"))
        #expect((chapter.chapter, chapter.heading, chapter.subheading) == ("34", nil, nil))
        let heading = try #require(HSCode("3401"))
        #expect((heading.chapter, heading.heading, heading.subheading) == ("34", "3401", nil))
        let group = try #require(HSCode("3401.2"))
        #expect((group.heading, group.subheading) == ("3401", nil))
        let line = try #require(HSCode("3401.20.90"))
        #expect((line.chapter, line.heading, line.subheading) == ("34", "3401", "340120"))
    }

    @Test func `a code covers itself and what stands under it`() throws {
        let heading = try #require(HSCode("3401"))
        let line = try #require(HSCode("3401.20.90"))
        let other = try #require(HSCode("3402.20"))
        #expect(heading.covers(heading))
        #expect(heading.covers(line))
        #expect(!line.covers(heading))
        #expect(!heading.covers(other))
    }

    @Test func `two ways of writing a code are one code`() {
        #expect(HSCode("3401.20") == HSCode("340120"))
        #expect(HSCode("3401.20")?.description == "3401.20")
    }
}
