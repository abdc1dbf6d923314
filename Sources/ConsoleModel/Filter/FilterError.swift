/// Why a text is no filter, and where in it.
package struct FilterError: Error, Sendable, Hashable {
    /// What is wrong, to switch on.
    package enum Problem: Sendable, Hashable {
        /// No field is called so; the name that may be meant.
        case unknownField(String, meant: String?)
        /// The list's rows have no such field.
        case fieldOfOtherList(FilterField)
        case unusableOperator(FilterField, FilterOperator)
        case missingValue(FilterField)
        /// The field has no such value; the word that may be meant.
        case unknownValue(FilterField, String, meant: String?)
        case notANumber(String)
        case notATime(String)
        /// An age is compared with `<` or `>`; no moment is exactly so old.
        case ageWithoutComparison
        /// `,` stands only between values that are to be equal or contained.
        case severalValues
        case unclosedQuote
        case textAfterQuote
        case nothingNegated
    }

    package let problem: Problem
    /// The characters that it is about, counted from 0; empty where something is missing.
    package let range: Range<Int>

    package init(_ problem: Problem, at range: Range<Int>) {
        self.problem = problem
        self.range = range
    }

    /// Carets under the place in `text`, as a line to print below it.
    package func pointer(in text: String) -> String {
        let characters = Array(text)
        func width(_ part: Range<Int>) -> Int {
            characters[part.clamped(to: 0..<characters.count)]
                .reduce(0) { $0 + DisplayText.width(of: $1) }
        }
        return String(repeating: " ", count: width(0..<range.lowerBound))
            + String(repeating: "^", count: max(1, width(range)))
    }
}
