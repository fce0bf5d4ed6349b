import Foundation
import Glibc
import Synchronization

/// A port of this machine that passes everything on to another one, counts it, and may cut connections short.
final class CountedPort: Sendable {
    struct Count: Sendable {
        /// Bytes from the client, and to it: HTTP as sent, heads and bodies.
        var up = 0
        var down = 0
        var connections = 0
        var total: Int { up + down }
    }

    private struct State {
        var count = Count()
        /// After how many more bytes to the client connections are cut; `nil` for never.
        var cutAfter: Int?
    }

    /// Whether one direction of a connection has ended.
    private final class Ended: Sendable {
        let isHalf = Mutex(false)
    }

    let port: Int
    private let listener: Int32
    private let state = Mutex(State())

    init(to target: Int) throws {
        (listener, port) = try Socket.listen()
        let listener = listener
        Thread.detachNewThread { [self] in
            while true {
                let client = accept(listener, nil, nil)
                guard client >= 0 else { return }
                guard let server = try? Socket.connect(port: target) else {
                    close(client)
                    continue
                }
                state.withLock { $0.count.connections += 1 }
                let ended = Ended()
                pass(from: client, to: server, isUp: true, ended)
                pass(from: server, to: client, isUp: false, ended)
            }
        }
    }

    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    /// From now on, counted from zero.
    func restart(cutAfter: Int? = nil) { state.withLock { $0 = State(cutAfter: cutAfter) } }
    var count: Count { state.withLock { $0.count } }

    private func pass(from source: Int32, to sink: Int32, isUp: Bool, _ ended: Ended) {
        Thread.detachNewThread { [self] in
            var chunk = [UInt8](repeating: 0, count: 16_384)
            while true {
                let got = recv(source, &chunk, chunk.count, 0)
                guard got > 0 else { break }
                let allowed = state.withLock { state -> Int in
                    if isUp {
                        state.count.up += got
                        return got
                    }
                    let allowed = min(got, state.cutAfter ?? got)
                    state.cutAfter = state.cutAfter.map { $0 - allowed }
                    state.count.down += allowed
                    return allowed
                }
                guard Socket.send(chunk[..<allowed], over: sink), allowed == got else { break }
            }
            // Each direction ends the other. Both descriptors go once both have ended, and not before: a number that is
            // free is given to the next connection.
            shutdown(sink, Int32(SHUT_RDWR))
            shutdown(source, Int32(SHUT_RDWR))
            let isLast = ended.isHalf.withLock { ended in
                defer { ended = true }
                return ended
            }
            if isLast {
                close(source)
                close(sink)
            }
        }
    }
}
