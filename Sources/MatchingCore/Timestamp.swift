/// A moment, in whole milliseconds since 1970-01-01T00:00:00Z.
public struct Timestamp: RawRepresentable, Sendable, Hashable, Comparable, Codable {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    public let rawValue: Int64

    /// Creates a moment `rawValue` milliseconds after 1970-01-01T00:00:00Z.
    public init(rawValue: Int64) { self.rawValue = rawValue }

    /// Creates a moment `seconds` after 1970-01-01T00:00:00Z.
    public init(seconds: Int64) { rawValue = seconds * 1000 }

    /// Whole seconds since 1970-01-01T00:00:00Z, rounded down.
    public var seconds: Int64 { rawValue.flooredQuotient(1000) }

    /// Earlier moments come first.
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

    /// The moment `duration` later; fractions of a millisecond are dropped.
    public func advanced(by duration: Duration) -> Timestamp {
        Timestamp(rawValue: rawValue + duration.wholeMilliseconds)
    }

    /// How much later `other` is; negative when it is earlier.
    public func duration(to other: Timestamp) -> Duration {
        .milliseconds(other.rawValue - rawValue)
    }
}

extension Duration {
    /// The whole milliseconds of the duration, rounded toward zero.
    package var wholeMilliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }

    /// The whole seconds of the duration, rounded toward zero.
    package var wholeSeconds: Int64 { components.seconds }
}

extension Int64 {
    /// Division that rounds toward negative infinity.
    func flooredQuotient(_ divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder != 0 && (remainder < 0) != (divisor < 0) ? quotient - 1 : quotient
    }
}
