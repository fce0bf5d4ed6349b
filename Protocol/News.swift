/// That a pull would bring something. It says nothing else; when there is nothing, the answer is status 204.
public struct NewsReply: Hashable, Sendable, Codable {
    public var news: Bool

    public init(news: Bool) { self.news = news }
}
