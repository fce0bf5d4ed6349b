import CaseCrypto
import Testing

struct SHA256HasherTests {
    @Test(arguments: [1, 55, 56, 63, 64, 65, 1000])
    func `pieces of any size give the digest of the whole`(size: Int) {
        let message = pattern(1000)
        var hasher = SHA256Hasher()
        for start in stride(from: 0, to: message.count, by: size) {
            hasher.update(message[start..<min(start + size, message.count)])
        }
        #expect(hasher.finish().hex == "4e4c294b331f7a2099a379bec34b9f9fc03dc46ab465d998f4d683da53487e6d")
    }

    @Test func `a hasher given nothing has the digest of no bytes`() {
        var untouched = SHA256Hasher()
        var emptied = SHA256Hasher()
        emptied.update([])
        #expect(untouched.finish() == SHA256.hash())
        #expect(emptied.finish() == SHA256.hash())
    }

    @Test func `bytes need not lie together in memory`() {
        var hasher = SHA256Hasher()
        hasher.update(pattern(100).lazy.map { $0 })
        hasher.update("ab".utf8)
        #expect(hasher.finish() == SHA256.hash(pattern(100), Array("ab".utf8)))
    }

    @Test func `a finished hasher starts over`() {
        var hasher = SHA256Hasher()
        hasher.update(pattern(10))
        _ = hasher.finish()
        #expect(hasher.finish() == SHA256.hash())
        hasher.update(pattern(3))
        #expect(hasher.finish() == SHA256.hash(pattern(3)))
    }

    @Test func `a copy goes its own way`() {
        var first = SHA256Hasher()
        first.update([1, 2])
        var second = first
        second.update([3])
        first.update([4])
        var third = first
        #expect(first.finish() == SHA256.hash([1, 2, 4]))
        #expect(second.finish() == SHA256.hash([1, 2, 3]))
        third.update([5])
        #expect(third.finish() == SHA256.hash([1, 2, 4, 5]))
    }
}
