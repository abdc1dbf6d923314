import MatchingCore

/// Notices of one order that have to be decided together; never empty.
struct ClaimGroup {
    /// The notices by the name of their claim, those without one last; each in the batch's order.
    fileprivate(set) var byName: [[CancellationNotice]]

    /// One that has no name of its own, if any has none; it can speak of every claim of the group.
    var last: CancellationNotice {
        let notices = byName[byName.count - 1]
        return notices[notices.count - 1]
    }

    /// Its notice, where there is one only.
    var onlyNotice: CancellationNotice? {
        byName.count == 1 && byName[0].count == 1 ? byName[0][0] : nil
    }
}

/// The notices of a batch by order and claim, sorted by order number, account and claim.
///
/// Notices without a name of their own can speak of any claim of their order: where there are some, all
/// of that order is one group, so that no claim is decided before everything of it was read. Sorting
/// once makes all look-ups of a batch run through the store in one direction.
struct ClaimGroups: Sequence, IteratorProtocol {
    private let sorted: [CancellationNotice]
    private var upcoming = 0
    /// Where the order ends of which groups are handed out, and whether it is one group.
    private var end = 0
    private var isTogether = false

    init(_ notices: [CancellationNotice]) {
        let order = notices.indices.sorted { left, right in
            Self.precedes(notices[left], notices[right]) ?? (left < right)
        }
        sorted = order.map { notices[$0] }
    }

    /// Whether one notice comes before the other; `nil` for those of one name, or both without one.
    private static func precedes(
        _ left: CancellationNotice,
        _ right: CancellationNotice
    ) -> Bool? {
        if left.orderNumber != right.orderNumber { return left.orderNumber < right.orderNumber }
        if left.account != right.account { return left.account < right.account }
        if left.claimID == right.claimID { return nil }
        if left.hasMadeName != right.hasMadeName { return right.hasMadeName }
        return left.hasMadeName ? nil : left.claimID < right.claimID
    }

    mutating func next() -> ClaimGroup? {
        guard upcoming < sorted.count else { return nil }
        if upcoming == end {
            let first = sorted[upcoming]
            end =
                sorted[upcoming...].firstIndex {
                    $0.orderNumber != first.orderNumber || $0.account != first.account
                } ?? sorted.count
            isTogether = sorted[end - 1].hasMadeName
        }
        var group = ClaimGroup(byName: [nextOfName()])
        while isTogether && upcoming < end { group.byName.append(nextOfName()) }
        return group
    }

    private mutating func nextOfName() -> [CancellationNotice] {
        let start = upcoming
        repeat {
            upcoming += 1
        } while upcoming < end && Self.precedes(sorted[start], sorted[upcoming]) == nil
        return Array(sorted[start..<upcoming])
    }
}
