import MatchingCore

/// Who has something done, and why; both go into the journal.
package struct ActHand: Sendable, Hashable, ExpressibleByStringLiteral {
    /// The operator's login name.
    package let person: String
    /// Clean text; `nil` when none was given.
    package let reason: String?

    /// Names who acts; a reason without a character in it counts as none.
    package init(_ person: String, reason: String? = nil) {
        self.person = person
        let words = reason.map(FieldText.cleaned)?.split(whereSeparator: \.isWhitespace) ?? []
        self.reason = words.isEmpty ? nil : words.joined(separator: " ")
    }

    /// Names who acts, without a reason.
    package init(stringLiteral value: String) { self.init(value) }
}
