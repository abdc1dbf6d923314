import MatchingCore

/// Finds the word that somebody probably meant.
enum Spelling {
    /// Returns the candidate that is at most a third of `word` away or begins with it, the nearest
    /// and first; or `nil`.
    static func nearest(to word: String, among candidates: [String]) -> String? {
        let wanted = Array(FieldText.nameKey(word).unicodeScalars)
        // A long text is not a misspelt word, and measuring it would cost its square.
        guard !wanted.isEmpty, wanted.count <= 64 else { return nil }
        let limit = max(1, wanted.count / 3)
        var best: (distance: Int, candidate: String)?
        for candidate in candidates {
            let scalars = Array(FieldText.nameKey(candidate).unicodeScalars)
            let isBeginning = wanted.count >= 4 && scalars.starts(with: wanted)
            let distance = isBeginning ? 1 : distance(from: wanted, to: scalars)
            if distance <= limit && distance < best?.distance ?? Int.max {
                best = (distance, candidate)
            }
        }
        return best?.candidate
    }

    /// The insertions, deletions and replacements between two words.
    private static func distance(from one: [Unicode.Scalar], to other: [Unicode.Scalar]) -> Int {
        var previous = Array(0...other.count)
        for (row, scalar) in one.enumerated() {
            var current = [row + 1]
            for (column, otherScalar) in other.enumerated() {
                let replaced = previous[column] + (scalar == otherScalar ? 0 : 1)
                current.append(min(replaced, previous[column + 1] + 1, current[column] + 1))
            }
            previous = current
        }
        return previous[other.count]
    }
}
