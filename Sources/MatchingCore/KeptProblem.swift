/// What went wrong, in no language: a code, and what there is to say about it by name.
///
/// It is kept in this form, so that whoever reads it makes a sentence in a language of their own.
/// Codes and names of arguments never change their meaning.
public struct KeptProblem: Sendable, Hashable {
    /// One thing to say about a problem.
    public enum Argument: Sendable, Hashable {
        case text(String)
        case number(Int64)
        /// What is behind the problem, or one of several.
        case problem(KeptProblem)
    }

    /// What went wrong, such as `timedOut`.
    public let code: String
    /// What there is to say about it, by name.
    public let arguments: [String: Argument]

    /// Creates a problem.
    public init(_ code: String, _ arguments: [String: Argument] = [:]) {
        self.code = code
        self.arguments = arguments
    }

    /// Creates a problem of which nothing is known but words, those of the system or of an older
    /// version.
    public init(words: String) { self.init(Self.codeOfWords, [Self.codeOfWords: .text(words)]) }

    /// The words that are all that is known; `nil` where there is more than words.
    public var words: String? {
        guard code == Self.codeOfWords, arguments.count == 1,
            case .text(let words) = arguments[Self.codeOfWords]
        else { return nil }
        return words
    }

    private static let codeOfWords = "words"
}
