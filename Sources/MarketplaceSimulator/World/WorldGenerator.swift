package import MatchingCore

/// Makes a shop's orders and claims from a seed: the same ones each time.
package struct WorldGenerator: Sendable {
    /// How a marketplace numbers what it sells.
    package struct Numbering: Sendable {
        /// The number of the order with this place, from 0, placed at a moment.
        package let order: @Sendable (Int, Timestamp) -> String
        /// The number of a line: order number, place of the order, sequence in it from 1.
        package let line: @Sendable (String, Int, Int) -> String
        /// The number of the claim with this place, from 0.
        package let claim: @Sendable (Int) -> String

        package init(
            order: @escaping @Sendable (Int, Timestamp) -> String,
            line: @escaping @Sendable (String, Int, Int) -> String,
            claim: @escaping @Sendable (Int) -> String
        ) {
            self.order = order
            self.line = line
            self.claim = claim
        }
    }

    /// How claims go on after the request; shares need not sum up to 1.
    package struct Shares: Sendable {
        package var completed = 0.5
        package var withdrawn = 0.2
        package var askedAgain = 0.05
        package var beforeConfirmation = 0.05
        package var unheardOf = 0.02

        package init() {}
    }

    package let window: TimeWindow
    package let orderCount: Int
    package let claimCount: Int
    /// Whether one claim may take part of a line.
    package var takesParts = true
    package var shares = Shares()
    /// Lines that an order has at most.
    package var mostLines = 3
    /// Whether a claim goes by the number of its line, where the API has no numbers for claims.
    package var namesClaimsAfterLines = false
    /// The place of the first order and of the first claim in the world, by which they are numbered.
    package var firstIndex = 0
    /// How long after an order its first claim may come, in seconds.
    package var secondsToFirstClaim: Int64 = 60

    private let seed: UInt64

    package init(window: TimeWindow, orderCount: Int, claimCount: Int, seed: UInt64) {
        self.window = window
        self.orderCount = orderCount
        self.claimCount = claimCount
        self.seed = seed
    }

    /// A shop with orders and claims spread over the window.
    package func shop(_ marketplace: MarketplaceID, _ numbering: Numbering) -> SimulatedShop {
        var generator = SeededGenerator(seed: seed)
        var shop = SimulatedShop(marketplace: marketplace)
        let span = window.start.duration(to: window.end).wholeMilliseconds
        for index in 0..<orderCount {
            let placed = window.start.advanced(
                by: .milliseconds(span * 2 / 3 * Int64(index) / Int64(max(orderCount, 1)))
            )
            shop.orders.append(
                order(firstIndex + index, at: placed.wholeSecond, numbering, &generator)
            )
        }
        // Each claim is about a line of its own, so that the truth does not hang on who came first.
        let lines = shop.orders.indices.flatMap { order in
            shop.orders[order].lines.indices.map { (order: order, line: $0) }
        }
        for (index, place) in lines.shuffled(using: &generator).prefix(claimCount).enumerated() {
            shop.claims.append(
                claim(
                    firstIndex + index,
                    shop.orders[place.order],
                    place.line,
                    numbering,
                    &generator
                )
            )
        }
        shop.claims.sort { $0.requestedAt < $1.requestedAt }
        return shop
    }

    private func order(
        _ index: Int,
        at placed: Timestamp,
        _ numbering: Numbering,
        _ generator: inout SeededGenerator
    ) -> SimulatedOrder {
        let number = numbering.order(index, placed)
        let count = min([1, 1, 1, 2, 2, 3].randomElement(using: &generator) ?? 1, mostLines)
        let lines = (1...count).map { sequence in
            let product = Int.random(in: 1000...9999, using: &generator)
            let size = ["S", "M", "L"].randomElement(using: &generator) ?? "M"
            let color = ["블랙", "화이트", "네이비"].randomElement(using: &generator) ?? "블랙"
            return SimulatedOrder.Line(
                sequence: sequence,
                number: numbering.line(number, index, sequence),
                productCode: "\(410_000_000 + product)",
                productName: "여름 티셔츠 \(product)",
                option: "\(color) / \(size)",
                optionNumber: "\(70_000_000_000 + index * 10 + sequence)",
                quantity: [1, 1, 1, 2, 3].randomElement(using: &generator) ?? 1,
                trackingNumber: "\(6_100_000_000_000 + index)"
            )
        }
        return SimulatedOrder(number: number, placedAt: placed, lines: lines)
    }

    private func claim(
        _ index: Int,
        _ order: SimulatedOrder,
        _ line: Int,
        _ numbering: Numbering,
        _ generator: inout SeededGenerator
    ) -> SimulatedClaim {
        let left = order.placedAt.duration(to: window.end).wholeSeconds
        let wait = secondsToFirstClaim...max(secondsToFirstClaim + 1, left / 2)
        var at = order.placedAt.advanced(by: .seconds(Int64.random(in: wait, using: &generator)))
        let draw = Double.random(in: 0..<1, using: &generator)
        var steps: [SimulatedClaim.Step] = []
        func add(_ stage: SimulatedClaim.Stage) {
            steps.append(.init(stage, at: at))
            at = at.advanced(by: .seconds(Int64.random(in: 300...7200, using: &generator)))
        }
        switch draw {
        case ..<shares.beforeConfirmation: add(.beforeConfirmation)
        case ..<(shares.beforeConfirmation + shares.unheardOf): add(.unheardOf)
        default:
            add(.requested)
            let next = Double.random(in: 0..<1, using: &generator)
            if next < shares.completed {
                add(.done)
            } else if next < shares.completed + shares.withdrawn {
                add(.withdrawn)
                if next < shares.completed + shares.askedAgain { add(.requested) }
            }
        }
        let ordered = order.lines[line].quantity
        return SimulatedClaim(
            number: namesClaimsAfterLines ? order.lines[line].number : numbering.claim(index),
            orderNumber: order.number,
            line: line + 1,
            quantity: takesParts ? Int.random(in: 1...ordered, using: &generator) : ordered,
            reason: ["단순 변심", "배송 지연", "주문 실수"].randomElement(using: &generator) ?? "",
            steps: steps.filter { $0.at <= window.end }.isEmpty ? [steps[0]] : steps
        )
    }
}

extension Timestamp {
    fileprivate var wholeSecond: Timestamp { Timestamp(seconds: seconds) }
}
