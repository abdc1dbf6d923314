package import MatchingCore

/// What one seller has sold at one marketplace, and what became of it: the truth that an API tells
/// in its own way.
package struct SimulatedShop: Sendable {
    /// The catalogue's name of the marketplace.
    package let marketplace: MarketplaceID
    /// In order of their times.
    package var orders: [SimulatedOrder]
    /// In order of their first steps.
    package var claims: [SimulatedClaim]

    package init(
        marketplace: MarketplaceID,
        orders: [SimulatedOrder] = [],
        claims: [SimulatedClaim] = []
    ) {
        self.marketplace = marketplace
        self.orders = orders
        self.claims = claims
    }

    /// Adds what happened later.
    mutating func add(_ later: SimulatedShop) {
        orders += later.orders
        claims = (claims + later.claims).sorted { $0.requestedAt < $1.requestedAt }
    }

    /// Forgets the orders that were placed before a moment, and the claims on them.
    mutating func forget(before past: Timestamp) {
        let old = Set(orders.prefix { $0.placedAt < past }.map(\.number))
        orders.removeFirst(old.count)
        claims.removeAll { old.contains($0.orderNumber) }
    }

    /// The orders by their numbers.
    var ordersByNumber: [String: SimulatedOrder] {
        Dictionary(orders.map { ($0.number, $0) }, uniquingKeysWith: { $1 })
    }

    /// The claims whose newest step, of those up to `now`, lies within `window`.
    package func claims(
        changedIn window: TimeWindow,
        now: Timestamp
    ) -> [(claim: SimulatedClaim, step: SimulatedClaim.Step)] {
        claims.compactMap { claim in
            guard let step = claim.step(at: now), window.contains(step.at) else { return nil }
            return (claim, step)
        }
    }
}

/// An order as its marketplace has it.
package struct SimulatedOrder: Sendable, Hashable {
    package let number: String
    package let placedAt: Timestamp
    package var lines: [Line]

    /// One line of the order.
    package struct Line: Sendable, Hashable {
        /// 1, 2, … within the order.
        package let sequence: Int
        /// The marketplace's own number of the line.
        package let number: String
        package let productCode: String
        package let productName: String
        package let option: String
        /// The marketplace's number of the option.
        package let optionNumber: String
        package let quantity: Int
        /// When the seller's parcel was labelled and when it left; `nil` while it has not.
        package var labeledAt: Timestamp?
        package var shippedAt: Timestamp?
        package let trackingNumber: String

        package init(
            sequence: Int,
            number: String,
            productCode: String,
            productName: String,
            option: String,
            optionNumber: String,
            quantity: Int,
            labeledAt: Timestamp? = nil,
            shippedAt: Timestamp? = nil,
            trackingNumber: String
        ) {
            self.sequence = sequence
            self.number = number
            self.productCode = productCode
            self.productName = productName
            self.option = option
            self.optionNumber = optionNumber
            self.quantity = quantity
            self.labeledAt = labeledAt
            self.shippedAt = shippedAt
            self.trackingNumber = trackingNumber
        }
    }

    package init(number: String, placedAt: Timestamp, lines: [Line]) {
        self.number = number
        self.placedAt = placedAt
        self.lines = lines
    }
}

/// What a buyer wants of one line, step by step.
package struct SimulatedClaim: Sendable, Hashable {
    /// How far a claim is, in words that every marketplace has one of its own for.
    package enum Stage: Sendable, Hashable {
        /// The buyer asked.
        case requested
        /// The marketplace is at it, where it has such a state.
        case processing
        case done
        /// The buyer took it back.
        case withdrawn
        /// Cancelled before the seller had confirmed the order; only some marketplaces tell.
        case beforeConfirmation
        /// A word that the documentation does not have.
        case unheardOf
    }

    /// A stage, and when the claim came to it.
    package struct Step: Sendable, Hashable {
        package let stage: Stage
        package let at: Timestamp

        package init(_ stage: Stage, at: Timestamp) {
            self.stage = stage
            self.at = at
        }
    }

    package let number: String
    package let orderNumber: String
    /// The line's place in its order, from 1.
    package let line: Int
    /// Units that the buyer wants cancelled.
    package let quantity: Int
    package let reason: String
    /// In order of time; at least one.
    package let steps: [Step]

    package init(
        number: String,
        orderNumber: String,
        line: Int,
        quantity: Int,
        reason: String,
        steps: [Step]
    ) {
        self.number = number
        self.orderNumber = orderNumber
        self.line = line
        self.quantity = quantity
        self.reason = reason
        self.steps = steps
    }

    /// The newest step up to `now`; `nil` before the first.
    package func step(at now: Timestamp) -> Step? { steps.last { $0.at <= now } }

    package var requestedAt: Timestamp { steps[0].at }

    /// Whether it was asked for because of something that the seller did.
    package var isSellersFault: Bool { reason == "배송 지연" }
}

extension TimeWindow {
    /// Whether a moment lies within; both ends count.
    package func contains(_ moment: Timestamp) -> Bool { start <= moment && moment <= end }
}
