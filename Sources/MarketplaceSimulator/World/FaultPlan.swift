import MatchingCore

/// How an answer goes wrong.
package enum Fault: Sendable, Hashable {
    /// It comes late.
    case slow(Duration)
    /// 429, with `Retry-After` or without.
    case tooManyCalls(secondsToWait: Int?)
    /// A status of 500 and above, with a page in HTML.
    case serverError(Int)
    /// The connection ends before the answer.
    case reset
    /// The connection ends within the body.
    case truncated
    /// The body is half of itself, and announced as whole.
    case cutShort
    /// A gateway's page in place of the answer, with status 200.
    case gatewayPage
    /// The body in an encoding that is not the announced one.
    case wrongEncoding
    /// A field of the answer has another name.
    case renamedField(String, to: String)
    /// The API's clock is off by so much.
    case clockSkew(Duration)
    /// Every access token that was issued so far has ended, whatever was said of its life.
    case expiredTokens

    var answerInstead: SimulatedAnswer? {
        switch self {
        case .tooManyCalls(let seconds):
            SimulatedAnswer(
                status: 429,
                headers: seconds.map { ["retry-after": String($0)] } ?? [:],
                body: Array(#"{"code":"ERROR","message":"Too Many Requests"}"#.utf8)
            )
        case .serverError(let status):
            SimulatedAnswer(
                status: status,
                headers: ["content-type": "text/html"],
                body: Array("<html><body>Service Unavailable</body></html>".utf8)
            )
        case .gatewayPage:
            SimulatedAnswer(
                headers: ["content-type": "text/html"],
                body: Array("<!DOCTYPE html><title>Gateway</title>".utf8)
            )
        default: nil
        }
    }

    /// Whether the API has done what it was asked for, and the caller cannot know what came of it.
    var losesAnswer: Bool {
        switch self {
        case .reset, .truncated, .cutShort, .wrongEncoding, .renamedField: true
        case .slow, .tooManyCalls, .serverError, .gatewayPage, .clockSkew, .expiredTokens: false
        }
    }

    var clockError: Duration? {
        if case .clockSkew(let error) = self { error } else { nil }
    }

    func spoil(_ delivery: inout Delivery) {
        switch self {
        case .slow(let delay): delivery.delay = delay
        case .reset: delivery.isReset = true
        case .truncated: delivery.bytesSent = delivery.answer.body.count / 2
        case .cutShort:
            delivery.answer.body = Array(
                delivery.answer.body.prefix(delivery.answer.body.count / 2)
            )
        case .wrongEncoding:
            // UTF-8 read as Latin-1 and written as UTF-8 again would still be valid; a lone byte
            // is not.
            delivery.answer.body.insert(0xFF, at: delivery.answer.body.count / 2)
        case .renamedField(let name, let new):
            let text = String(decoding: delivery.answer.body, as: UTF8.self)
            delivery.answer.body = Array(
                text.replacing("\"\(name)\"", with: "\"\(new)\"")
                    .replacing("<\(name)>", with: "<\(new)>")
                    .replacing("</\(name)>", with: "</\(new)>").utf8
            )
        case .tooManyCalls, .serverError, .gatewayPage, .clockSkew, .expiredTokens: break
        }
    }
}

/// Which answers go wrong: as listed, and by chance.
package struct FaultPlan: Sendable {
    /// Faults of the next answers of an API, one after another; `nil` lets one pass.
    package var upcoming: [String: [Fault?]] = [:]
    /// What may go wrong by chance, and how often: 0 never, 1 always.
    package var random: [Fault] = []
    package var share = 0.0

    private var generator: SeededGenerator

    package init(seed: UInt64 = 1) { generator = SeededGenerator(seed: seed) }

    /// What goes wrong with the next answer of an API.
    ///
    /// - Parameters:
    ///   - name: The API's.
    ///   - isGivenOnce: Whether the answer cannot be had again; by chance none such is lost, or every
    ///     world would end with it.
    /// - Returns: `nil` when nothing does.
    mutating func next(for name: String, isGivenOnce: Bool = false) -> Fault? {
        if let first = upcoming[name]?.first {
            upcoming[name]?.removeFirst()
            return first
        }
        guard share > 0, Double.random(in: 0..<1, using: &generator) < share else { return nil }
        let fault = random.randomElement(using: &generator)
        return isGivenOnce && fault?.losesAnswer == true ? nil : fault
    }
}
