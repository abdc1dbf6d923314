import MatchingCore
import SyncInterfaces

/// What decides whether a line is on the pull list.
struct PullPlace: Hashable {
    let shipping: ShippingState
    /// `nil` when nothing holds the line.
    var heldSince: Timestamp?
    /// `nil` when the line was not pulled, and did not come back.
    var pulledAt: Timestamp?
    /// Whether all that was ordered is cancelled, so that nothing of the line may leave.
    var isWhole = false

    /// How urgently the line is to be pulled; `nil` when it is not.
    var urgency: PullUrgency? {
        heldSince == nil || pulledAt != nil ? nil : PullUrgency(shipping)
    }

    /// Takes in that a line's units or hold have changed.
    mutating func take(_ change: LineChange, at moment: Timestamp) {
        guard change.isHeld else {
            heldSince = nil
            pulledAt = nil
            return
        }
        if shipping == .shipped {
            // Only a person takes what has left, after seeing to the parcel.
            if heldSince == nil { pulledAt = moment }
        } else if change.unitsAfter > change.unitsBefore {
            // More units were cancelled after a parcel was pulled: somebody has to look again.
            pulledAt = nil
        }
        heldSince = heldSince ?? moment
    }

    /// Takes in that the line's shipping was another one before.
    mutating func takeShipping(insteadOf before: ShippingState) {
        // What was taken out of a parcel did not leave with the rest of it.
        if before == .shipped || shipping == .shipped && isWhole { pulledAt = nil }
    }
}

extension StoreWriter {
    /// The place that a line has after a change; the counts follow, the row is the caller's.
    func moveOnPullList(
        _ change: LineChange,
        account: Int64,
        at moment: Timestamp
    ) throws -> PullPlace {
        let stored: (place: PullPlace, urgency: PullUrgency?)
        if let shipping = change.shippingOfFreeLine {
            stored = (PullPlace(shipping: shipping), nil)
        } else if let onFile = try pullPlace(of: change.line, account: account) {
            stored = onFile
        } else {
            throw connection.refusal("There is no order line \(change.line.lineID).")
        }
        var place = stored.place
        place.take(change, at: moment)
        counts.countPull(account: account, from: stored.urgency, to: place.urgency)
        return place
    }

    /// Changes what decides about a line that is on hold, and with it the line's place.
    func moveOnPullList(
        _ line: OrderLineKey,
        account: Int64,
        _ change: (inout PullPlace) -> Void
    ) throws {
        guard let stored = try pullPlace(of: line, account: account) else { return }
        var place = stored.place
        change(&place)
        guard place != stored.place || place.urgency != stored.urgency else { return }
        let statement = try connection.prepared(ParcelStatement.setPull)
        statement.bind(line, account: account, from: 1)
        statement.bind(4, place.pulledAt)
        statement.bind(5, place.urgency?.code)
        try statement.run()
        counts.countPull(account: account, from: stored.urgency, to: place.urgency)
    }

    func setPulled(_ line: OrderLineKey, at moment: Timestamp?) throws {
        guard let account = try number(of: line.account) else { return }
        unchanged?.orders.insert(line.orderNumber)
        try moveOnPullList(line, account: account) { place in
            if place.heldSince != nil { place.pulledAt = moment }
        }
    }
}

extension WriteStatement {
    /// Binds since when a line is held, when it was pulled and how urgent it is to three parameters.
    func bind(_ place: PullPlace, from index: Int32) {
        bind(index, place.heldSince)
        bind(index + 1, place.pulledAt)
        bind(index + 2, place.urgency?.code)
    }
}
