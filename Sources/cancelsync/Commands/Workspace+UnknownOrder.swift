import ConsoleModel
import FeedConnectors
import MatchingCore
import SyncInterfaces

extension Workspace {
    /// Says that no order line has a number, or not the line that was asked for, and what names the
    /// order all the same: cancellations, and rows that were set aside.
    ///
    /// - Parameters:
    ///   - number: The order's number.
    ///   - account: The only account that was asked for; `nil` for all.
    ///   - lines: The lines of that number that are on file all the same.
    ///   - json: Whether to print what names it as an object.
    /// - Returns: The failure to throw.
    /// - Throws: ``StoreError``, and what printing throws.
    func unknownOrder(
        _ number: OrderNumber,
        account: AccountID?,
        lines: [OrderLineKey],
        json: Bool
    ) async throws -> CommandFailure {
        let claims = try await store.read { ledger in
            try account.map { try ledger.claims(account: $0, orderNumber: number) }
                ?? (lines.isEmpty ? ledger.claims(orderNumber: number) : [])
        }
        let places = account.map { [$0.rawValue, "orders"] } ?? feeds.setAside.destinations
        let setAside = feeds.setAside.rows(naming: number, at: places)
        if json && !(claims.isEmpty && setAside.isEmpty) {
            var output = Output()
            output.line(
                JSONWriter.printed {
                    $0.members(ofUnknown: number, claims: claims, setAside: setAside, phrases)
                }
            )
            try output.flush()
        }
        let what =
            lines.isEmpty
            ? phrases.unknownOrder(number.rawValue, claims: claims)
            : phrases.unknownPart(of: number, lines: lines, claims: claims)
        return CommandFailure(
            ([what] + setAside.map { phrases.line(for: $0) }).joined(separator: "\n"),
            status: .notFound
        )
    }
}
