import MatchingCore
import SyncInterfaces

/// The widths of the widest texts of the rows, in cells, and their oldest times.
struct CancellationExtent: Sendable, Hashable {
    let orderNumber: Int
    let claimID: Int
    let state: Int
    let product: Int
    let oldestStanding: Timestamp?
    let oldestRequest: Timestamp?

    init(_ rows: [CancellationRow]) {
        orderNumber = rows.map { DisplayText.width(of: $0.orderNumber.rawValue) }.max() ?? 0
        claimID = rows.map { DisplayText.width(of: $0.claimID.rawValue) }.max() ?? 0
        state = rows.map { DisplayText.width(of: $0.state) }.max() ?? 0
        product = rows.map { DisplayText.width(of: $0.productAndOption) }.max() ?? 0
        oldestStanding = rows.map(\.standingSince).min()
        oldestRequest = rows.map(\.askedAt).min()
    }
}

extension CancellationRow: ListedRow {
    struct Standing: Hashable {
        let status: Status
        let reason: ReasonCode
    }

    var standing: Standing { Standing(status: status, reason: reason) }

    static func extent(of rows: [CancellationRow]) -> CancellationExtent {
        CancellationExtent(rows)
    }

    var productAndOption: String {
        [productName, option].compactMap { $0 }.joined(separator: " / ")
    }

    var cleanedForScreen: CancellationRow {
        CancellationRow(
            id: id,
            account: account,
            claimID: ClaimID(DisplayText.sanitized(claimID.rawValue)),
            orderNumber: OrderNumber(DisplayText.sanitized(orderNumber.rawValue)),
            state: DisplayText.sanitized(state),
            status: status,
            reason: reason,
            productName: productName.map(DisplayText.sanitized),
            option: option.map(DisplayText.sanitized),
            quantity: quantity,
            requestedAt: requestedAt,
            firstSeenAt: firstSeenAt,
            standingSince: standingSince,
            takenUnits: takenUnits,
            isRestored: isRestored
        )
    }
}
