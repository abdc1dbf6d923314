import MatchingCore
import SyncInterfaces

/// The widths of the widest texts of the rows, in cells, and their oldest times.
struct CancellationExtent: ListExtent {
    private(set) var orderNumber: Int
    private(set) var claimID: Int
    private(set) var state: Int
    private(set) var product: Int
    /// Of what was taken beside what was claimed, where those differ; 0 where no row has that.
    private(set) var share: Int
    /// Where rows stand, and why, of which each has its words.
    private(set) var standings: Set<StandingWords>
    private(set) var oldestStanding: Timestamp?
    private(set) var oldestRequest: Timestamp?

    init(_ rows: [CancellationRow]) {
        orderNumber = rows.map { DisplayText.width(of: $0.orderNumber.rawValue) }.max() ?? 0
        claimID = rows.map { DisplayText.width(of: $0.claimID.rawValue) }.max() ?? 0
        state = rows.map { DisplayText.width(of: $0.state) }.max() ?? 0
        product = rows.map { DisplayText.width(of: $0.productAndOption) }.max() ?? 0
        share = rows.map(\.shareWidth).max() ?? 0
        standings = Set(rows.map(StandingWords.init))
        oldestStanding = rows.map(\.standingSince).min()
        oldestRequest = rows.map(\.askedAt).min()
    }

    mutating func widen(by other: Self) {
        orderNumber = max(orderNumber, other.orderNumber)
        claimID = max(claimID, other.claimID)
        state = max(state, other.state)
        product = max(product, other.product)
        share = max(share, other.share)
        standings.formUnion(other.standings)
        oldestStanding = .earlier(oldestStanding, other.oldestStanding)
        oldestRequest = .earlier(oldestRequest, other.oldestRequest)
    }
}

extension Timestamp? {
    /// The earlier of two moments, of which either may be unknown.
    static func earlier(_ one: Self, _ other: Self) -> Self {
        [one, other].compactMap(\.self).min()
    }
}

/// What a row's words for where it stands depend on.
struct StandingWords: Sendable, Hashable {
    let status: Status
    let reason: ReasonCode
    let restoring: CancellationRow.Restoring?
    let isPartial: Bool

    init(_ row: CancellationRow) {
        (status, reason, restoring) = (row.status, row.reason, row.restoring)
        isPartial = row.isTakenInPart && row.reason != .shipped
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

    /// Units taken of those claimed, where a person left some: `2/3`; of a claim of all the word for
    /// that stands behind the stroke.
    func share(ofAll all: String) -> String? {
        guard isTakenInPart else { return nil }
        return "\(takenUnits)/\(quantity.map { "\($0)" } ?? all)"
    }

    /// The cells that this takes in whatever language.
    fileprivate var shareWidth: Int {
        share(ofAll: "....")?.count ?? 0
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
            isRestored: isRestored,
            isSettled: isSettled,
            isAppliedByHand: isAppliedByHand
        )
    }
}
