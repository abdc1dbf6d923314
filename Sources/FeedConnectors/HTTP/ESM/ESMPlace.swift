/// A page of a list whose pages are numbered and may be of any size up to a limit.
///
/// Pages of one size never overlap. So each has a size that has it begin with as few rows as can be of
/// the page before it, but with one at least:
///
///     rows    0 ────────── 99 100 ─────────── 198 ─────────── 293
///     1 of 100 └────────────┘
///     2 of  99              └──────────────────┘
///     3 of  98                              └──────────────────┘
struct ESMPlace: Sendable, Equatable {
    /// From 1.
    let index: Int
    let size: Int
    /// Rows that the page before it has as well.
    private(set) var overlap = 0

    /// Where the page begins, from 0.
    var start: Int { (index - 1) * size }

    /// The page behind this one that reaches furthest.
    func next(upTo mostRows: Int) -> ESMPlace {
        let end = start + size
        let places = (max(2, mostRows / 2)...max(2, mostRows)).map { size in
            ESMPlace(index: (end - 1) / size + 1, size: size)
        }
        var next = places.max { $0.start + $0.size < $1.start + $1.size } ?? self
        next.overlap = end - next.start
        return next
    }
}
