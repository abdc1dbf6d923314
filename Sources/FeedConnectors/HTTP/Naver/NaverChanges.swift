import MatchingCore
import SyncInterfaces

/// An answer of `last-changed-statuses`: which product orders changed, oldest change first.
struct NaverChanges: Decodable, Sendable {
    static let call = "last-changed-statuses"

    let data: Page

    struct Page: Decodable, Sendable {
        let lastChangeStatuses: [WireRow<Row>]
        /// Where the rest begins; absent at the end.
        let more: More?
    }

    struct More: Decodable, Sendable, Hashable {
        let moreFrom: String
        let moreSequence: WireText?

        init(moreFrom: String) {
            self.moreFrom = moreFrom
            moreSequence = nil
        }
    }

    struct Row: Decodable, Sendable {
        let productOrderId: WireText
        let lastChangedType: String?
        let lastChangedDate: String
        let claimStatus: String?
    }

    /// A product order's last change.
    struct Change: Sendable, Hashable {
        let id: String
        /// When it came to `claimStatus`; `nil` when the change was about something else.
        let claimChangedAt: Timestamp?
        let claimStatus: String?
    }

    /// The changes in their order; rows that cannot be read become problems of the page.
    func changes(page: inout FeedPage) -> [Change] {
        var changes: [Change] = []
        for (index, element) in data.lastChangeStatuses.enumerated() {
            let row = AnswerRow(call: Self.call, row: index + 1)
            page.add(row) { row throws(RowFailure) in
                let value = try row.value(of: element)
                let changedAt = try row.time(value.lastChangedDate, "lastChangedDate")
                let isAboutClaim = value.lastChangedType?.hasPrefix("CLAIM_") ?? false
                changes.append(
                    Change(
                        id: try row.required(value.productOrderId, "productOrderId"),
                        claimChangedAt: isAboutClaim ? changedAt : nil,
                        claimStatus: value.claimStatus
                    )
                )
                return [CancellationNotice]()
            }
        }
        return changes
    }
}
