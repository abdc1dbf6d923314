/// Levenshtein's distance, in characters.
enum EditDistance {
    /// Texts whose differing parts are longer than this are not compared character by character.
    static let longestComparedPart = 128

    /// The fewest characters to insert, remove or replace to get from one text to the other.
    ///
    /// Counted exactly unless the parts that differ are longer than ``longestComparedPart``; then
    /// the length of the longer part, which is never less than the distance.
    static func between(_ one: String, _ other: String) -> Int {
        let (left, right) = differingParts(Array(one), Array(other))
        if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
        if max(left.count, right.count) > longestComparedPart {
            return max(left.count, right.count)
        }
        return distance(left, right)
    }

    /// What is left of two texts without their common beginning and end.
    private static func differingParts(
        _ one: [Character],
        _ other: [Character]
    ) -> (ArraySlice<Character>, ArraySlice<Character>) {
        let prefix = zip(one, other).prefix { $0 == $1 }.count
        let rests = (one[prefix...], other[prefix...])
        let suffix = zip(rests.0.reversed(), rests.1.reversed()).prefix { $0 == $1 }.count
        return (rests.0.dropLast(suffix), rests.1.dropLast(suffix))
    }

    private static func distance(
        _ one: ArraySlice<Character>,
        _ other: ArraySlice<Character>
    ) -> Int {
        // One row of the table at a time; `row[n]` is the distance to the first n of `other`.
        var row = Array(0...other.count)
        for (index, character) in one.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for (column, otherCharacter) in other.enumerated() {
                let replaced = diagonal + (character == otherCharacter ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(replaced, row[column] + 1, diagonal + 1)
            }
        }
        return row[other.count]
    }
}
