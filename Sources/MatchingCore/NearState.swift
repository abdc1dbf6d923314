/// A state of the catalogue that a state word nearly is.
public struct NearState: Sendable, Hashable {
    /// The catalogue's word.
    public let state: String
    /// How the word that came in differs from it.
    public let differences: [ValueDifference]

    /// Creates a near state.
    package init(state: String, differences: [ValueDifference]) {
        self.state = state
        self.differences = differences
    }
}

extension SyncPolicy {
    /// The listed state, withdrawals and synonyms among them, that a word nearly is; `nil` when it
    /// comes near none.
    ///
    /// Near is what is written otherwise (white space, width, punctuation, …), what has more or less
    /// in brackets, and what has one character too many, too few or exchanged. Nothing is decided on
    /// it: a word that is not listed is not synced, however near it is.
    package func nearestState(to word: String) -> NearState? {
        (cancelStates + withdrawalStates + stateSynonyms.keys.sorted())
            .filter { $0 != word }
            .map { NearState(state: $0, differences: ValueDifference.between($0, word)) }
            .filter { $0.isNear(to: word) }
            .min { $0.differences.size < $1.differences.size }
    }
}

extension NearState {
    /// Words of fewer characters differ too much where they differ in one.
    private static let shortestCompared = 3

    fileprivate func isNear(to word: String) -> Bool {
        differences.allSatisfy { difference in
            guard case .editDistance(let distance) = difference else { return true }
            let isSlip = distance <= 1 && max(word.count, state.count) >= Self.shortestCompared
            return isSlip || word.withoutBracketedParts == state.withoutBracketedParts
        }
    }
}

extension String {
    /// The text without what stands in brackets, and without white space.
    fileprivate var withoutBracketedParts: String {
        var result = String.UnicodeScalarView()
        var depth = 0
        for scalar in unicodeScalars {
            switch scalar.properties.generalCategory {
            case .openPunctuation: depth += 1
            case .closePunctuation: depth = Swift.max(0, depth - 1)
            default:
                if depth == 0, !scalar.properties.isWhitespace { result.append(scalar) }
            }
        }
        return String(result)
    }
}
