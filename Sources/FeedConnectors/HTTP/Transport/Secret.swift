/// A key, a password or a token; it prints as dots wherever it is printed.
package struct Secret: Sendable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    private let load: @Sendable () throws -> String

    /// Creates a secret that is asked for each time it is needed.
    package init(_ load: @escaping @Sendable () throws -> String) { self.load = load }

    /// The secret itself.
    ///
    /// - Throws: ``ServiceFailure`` when it cannot be had.
    package func value() throws -> String { try load() }

    /// What is shown in place of a secret.
    package static let mask = "•••"

    package var description: String { Self.mask }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
