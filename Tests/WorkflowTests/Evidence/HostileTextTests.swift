import Testing
import Workflow

/// Text of strangers, written so that a program that reads characters overlooks what one that reads bytes sees. Found by
/// fuzzing.
@Suite struct HostileTextTests {
    @Test(arguments: [
        "a,\"\u{616}b\"", "\"\u{301}", "say \"\u{FE0F}x\",=1+1", "\u{600}\"", "\u{600},", "\"\u{200D}\"\u{200D}\"",
    ])
    func `a quote is doubled whatever is joined to it`(text: String) throws {
        let line = CSVWriter.line([text, "next"])
        #expect(try CSVText(line + "\n").records.map(\.fields) == [[text, "next"]])
    }

    @Test(arguments: [
        ("a/\u{301}b.jpg", "\u{301}b.jpg"), ("a\\\u{301}b.jpg", "\u{301}b.jpg"), (".\u{301}b", "\u{301}b"),
        ("b.\u{600}.", "b"), ("\u{600}/b", "b"),
    ])
    func `a name has no folder and no leading dot, whatever is joined to them`(path: String, name: String) throws {
        let text = try #require(FileName(cleaning: path)).text
        #expect(text.unicodeScalars.elementsEqual(name.unicodeScalars))
    }

    @Test func `a name that is too long for one character is cut within it`() throws {
        let name = "a" + String(repeating: "\u{301}", count: 400) + ".jpg"
        let text = try #require(FileName(cleaning: name)).text
        #expect(text.utf8.count <= FileName.bytesMax)
        #expect(text.unicodeScalars.first == "a" && text.utf8.suffix(4).elementsEqual(".jpg".utf8))
        let dotted = String(repeating: "x", count: 190) + "." + String(repeating: ".y", count: 40)
        #expect(FileName(cleaning: try #require(FileName(cleaning: dotted)).text)?.text.last == "y")
    }

    @Test(arguments: [
        "\u{600}<svg onload=x>", "x <SCRIPT\u{301}>", " \u{600}\n<iframe\u{301} src=x>", "<!\u{301}doctype html>",
    ])
    func `a page is a page whatever is joined to its brackets`(text: String) throws {
        #expect(try Content(of: Array(text.utf8)) == .refused(.page))
    }
}
