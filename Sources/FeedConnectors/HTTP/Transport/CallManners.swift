import SyncInterfaces
import Synchronization

/// How often and after which pauses a call is made again, and when an API is left alone.
package struct CallManners: Sendable {
    /// Tries of one call at most, the first included.
    package var mostTries = 4
    /// The longest that the first pause can be; each further one may be twice as long.
    package var firstPause = Duration.milliseconds(500)
    package var longestPause = Duration.seconds(20)
    /// The longest wait asked for by an API that a call sits out; a longer one ends it.
    package var longestWait = Duration.seconds(60)
    /// No try of a call begins later than this after the first.
    package var totalTime = Duration.seconds(180)
    /// Failed tries in a row, of whatever calls, after which nothing is asked for a while.
    package var failuresBeforeRest = 8
    /// The first rest; each that follows without a success in between is twice as long.
    package var firstRest = Duration.seconds(300)
    package var longestRest = Duration.seconds(3600)
    /// How far a clock has to be off to explain why a signature was refused.
    package var clockTolerance = Duration.seconds(30)

    private let dice: Dice

    /// Creates the usual manners.
    package init(randomness: some RandomNumberGenerator & Sendable) {
        dice = Dice(randomness)
    }

    /// Returns how long to wait before the next try; `nil` when there is to be none.
    ///
    /// "Full jitter": any time up to the longest is as likely as any other, so that the consoles
    /// that one outage has stopped do not come back all at once. Source: AWS Architecture Blog,
    /// "Exponential Backoff And Jitter".
    ///
    /// - Parameters:
    ///   - number: How many tries there were.
    ///   - elapsed: Since the first of them began.
    ///   - failure: What came of the last one.
    /// - Returns: A random time, and what the API asks for on top of it.
    func pause(afterTry number: Int, elapsed: Duration, _ failure: ServiceFailure) -> Duration? {
        guard failure.mayPass, number < mostTries else { return nil }
        let longest = min(longestPause, firstPause * (1 << min(number - 1, 20)))
        var pause = longest * dice.roll()
        if let seconds = failure.secondsToWait {
            guard .seconds(seconds) <= longestWait else { return nil }
            pause += .seconds(max(0, seconds))
        }
        return elapsed + pause <= totalTime ? pause : nil
    }
}

/// Random numbers in 0..<1; a class, because the calls of a client share it.
private final class Dice: Sendable {
    private let generator: Mutex<any RandomNumberGenerator & Sendable>

    init(_ generator: some RandomNumberGenerator & Sendable) { self.generator = Mutex(generator) }

    func roll() -> Double {
        generator.withLock { generator in Self.roll(&generator) }
    }

    private static func roll(_ generator: inout any RandomNumberGenerator & Sendable) -> Double {
        Double(generator.next() >> 11) / Double(1 << 53)
    }
}
