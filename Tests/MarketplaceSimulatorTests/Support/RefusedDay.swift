import FeedConnectors
import MatchingCore
import SyncInterfaces
import Synchronization

/// Hands calls on, but fails those that ask for a certain day, until it is told not to.
final class RefusedDay: Sendable {
    /// Noon of the day in Korea.
    private let noon: Timestamp
    private let isOver = Mutex(false)
    private let isEverything = Mutex(false)
    private let count = Mutex(0)

    init(_ noon: Timestamp) { self.noon = noon }

    /// How many calls were refused.
    var refusals: Int { count.withLock { $0 } }

    func end() { isOver.withLock { $0 = true } }

    /// Has every call fail, or no longer.
    func refuseEverything(_ everything: Bool) { isEverything.withLock { $0 = everything } }

    /// The way over which calls go.
    func on(_ transport: any HTTPTransport) -> any HTTPTransport {
        Way(transport: transport, day: self)
    }

    private struct Way: HTTPTransport {
        let transport: any HTTPTransport
        let day: RefusedDay

        func send(_ request: HTTPRequest) async throws -> HTTPAnswer {
            guard day.refuses(request) else { return try await transport.send(request) }
            day.count.withLock { $0 += 1 }
            return HTTPAnswer(status: 500)
        }
    }

    private func refuses(_ request: HTTPRequest) -> Bool {
        if isOver.withLock({ $0 }) { return false }
        if isEverything.withLock({ $0 }) { return true }
        let text = request.target + " " + String(decoding: request.body, as: UTF8.self)
        let times = Self.times(in: text)
        // Details are asked for by numbers, of which some look like days.
        if text.contains("productOrderIds") || text.contains("order_ids") { return false }
        guard let first = times.first, let last = times.last, times.count > 1 else { return false }
        return first.start <= noon && noon <= last.end
    }

    /// Every day, or moment of one, that a request names: `2026-03-01`, `2026-03-01T10:00`,
    /// `20260301`, `202603011000`.
    private static func times(in text: String) -> [TimeWindow] {
        let pattern = /2026-?([01]\d)-?([0-3]\d)(?:(?:T|\s|%20|\+)?([0-2]\d)(?:%3A|:)?([0-5]\d))?/
        return text.matches(of: pattern).compactMap { match in
            let day = "2026-\(match.1)-\(match.2)"
            guard let start = TimeText.timestamp("\(day) 00:00:00") else { return nil }
            guard let hour = match.3, let minute = match.4 else {
                return TimeWindow(start: start, end: start.advanced(by: .seconds(86_399)))
            }
            let seconds = ((Int64(hour) ?? 0) * 60 + (Int64(minute) ?? 0)) * 60
            let moment = start.advanced(by: .seconds(seconds))
            return TimeWindow(start: moment, end: moment)
        }
    }
}
