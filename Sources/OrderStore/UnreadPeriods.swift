import MatchingCore

// Times of an account, such as those that could not be read, as a column keeps them: `start-end
// start-end`, in milliseconds and in the order in which they come; `NULL` for none.
extension [TimeWindow] {
    var stored: String? {
        guard !isEmpty else { return nil }
        return map { "\($0.start.rawValue)-\($0.end.rawValue)" }.joined(separator: " ")
    }

    init(stored: String?) {
        self = (stored ?? "").split(separator: " ").compactMap { period in
            let ends = period.split(separator: "-").compactMap { Int64($0) }
                .map(Timestamp.init(rawValue:))
            guard ends.count == 2 else { return nil }
            return TimeWindow(start: ends[0], end: ends[1])
        }
    }
}
