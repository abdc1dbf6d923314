package import MatchingCore

/// Two numbers of one purchase: the marketplace exchanged the one order for the other.
package struct OrderLink: Sendable, Hashable {
    package let account: AccountID
    /// The number before the exchange.
    package let original: OrderNumber
    /// The number since.
    package let replacement: OrderNumber

    package init(account: AccountID, original: OrderNumber, replacement: OrderNumber) {
        self.account = account
        self.original = original
        self.replacement = replacement
    }
}

/// The numbers that a purchase had, as far as orders and notices told.
package struct Lineage: Sendable, Hashable {
    /// From the older to the newer; empty for an order that was never exchanged.
    package let links: [OrderLink]

    /// An order of its own.
    package static let none = Lineage(links: [])

    package init(links: [OrderLink]) { self.links = links }

    /// The numbers that replaced `number`, one after the other; empty where none did.
    package func replacements(of number: OrderNumber) -> [OrderNumber] {
        numbers(from: number, along: \.original, to: \.replacement)
    }

    /// The numbers that `number` replaced, one before the other; empty where it replaced none.
    package func originals(of number: OrderNumber) -> [OrderNumber] {
        numbers(from: number, along: \.replacement, to: \.original)
    }

    private func numbers(
        from number: OrderNumber,
        along near: (OrderLink) -> OrderNumber,
        to far: (OrderLink) -> OrderNumber
    ) -> [OrderNumber] {
        var found: [OrderNumber] = []
        var open = [number]
        while let next = open.popLast() {
            for link in links
            where near(link) == next && far(link) != number && !found.contains(far(link)) {
                found.append(far(link))
                open.append(far(link))
            }
        }
        return found
    }

    /// The other numbers than `number`, the newest last.
    package func numbers(beside number: OrderNumber) -> [OrderNumber] {
        var numbers: [OrderNumber] = []
        for link in links {
            for other in [link.original, link.replacement]
            where other != number && !numbers.contains(other) {
                numbers.append(other)
            }
        }
        return numbers
    }
}

/// What an import changed of an order line that was on file already.
package struct LineRevision: Sendable, Hashable {
    /// What can change of a line.
    package enum Aspect: Sendable, Hashable {
        case field(KeyField)
        case quantity
        case shipping
        case orderedAt
        case trackingNumber
        /// The marketplace's own word for how far the parcel is.
        case shippingWord
        case originalOrderNumber

        /// The column of files that says it.
        package var column: RecordField {
            switch self {
            case .field(let field): .key(field)
            case .quantity: .quantity
            case .shipping: .shipping
            case .orderedAt: .orderedAt
            case .trackingNumber: .trackingNumber
            case .shippingWord: .shippingWord
            case .originalOrderNumber: .originalOrderNumber
            }
        }

        /// The column's name in files and JSON.
        package var name: String { column.name }
    }

    package let line: OrderLineKey
    /// When the import was taken in.
    package let at: Timestamp
    package let aspect: Aspect
    /// As it is written in files and JSON; `nil` when the line did not say.
    package let before: String?
    package let after: String?

    package init(
        line: OrderLineKey,
        at: Timestamp,
        aspect: Aspect,
        before: String?,
        after: String?
    ) {
        self.line = line
        self.at = at
        self.aspect = aspect
        self.before = before
        self.after = after
    }
}

extension LedgerReader {
    /// Every number that a purchase had, followed over at most this many exchanges either way.
    private static var longestLineage: Int { 16 }

    /// Follows the exchanges of an order, to earlier and later numbers.
    package func lineage(of order: OrderKey) throws -> Lineage {
        var links: [OrderLink] = []
        var seen: Set<OrderNumber> = [order.orderNumber]
        var open = [order.orderNumber]
        while let number = open.popLast(), links.count < Self.longestLineage {
            let key = OrderKey(account: order.account, orderNumber: number)
            for link in try exchanges(of: key) where !links.contains(link) {
                links.append(link)
                for other in [link.original, link.replacement] where seen.insert(other).inserted {
                    open.append(other)
                }
            }
        }
        return Lineage(links: links.inOrderOfExchange)
    }

    /// Every line of the orders that replaced the one that a claim names.
    package func linesReplacing(_ claim: Claim) throws -> [LineOnFile] {
        let order = OrderKey(account: claim.account, orderNumber: claim.orderNumber)
        return try lineage(of: order).replacements(of: claim.orderNumber)
            .flatMap { try lines(orderNumber: $0) }
            .filter { $0.line.key.account == claim.account }
    }

    /// Every line of the orders, other than the claim's, of which an operator took something for it.
    ///
    /// - Parameters:
    ///   - taken: What the claim took.
    ///   - claim: The claim.
    ///   - order: One more order of the account whose lines are wanted; `nil` for none.
    /// - Returns: Them, order by order.
    /// - Throws: ``StoreError``.
    package func linesChosen(
        by taken: [Application],
        of claim: Claim,
        naming order: OrderNumber? = nil
    ) throws -> [LineOnFile] {
        var numbers = Set(taken.map(\.line.orderNumber))
        if let order { numbers.insert(order) }
        numbers.remove(claim.orderNumber)
        return try numbers.sorted()
            .flatMap { try lines(orderNumber: $0) }
            .filter { $0.line.key.account == claim.account }
    }
}

extension [OrderLink] {
    /// A link after those that lead to its original number; links in a circle stay as they come.
    fileprivate var inOrderOfExchange: [OrderLink] {
        var rest = self
        var ordered: [OrderLink] = []
        while !rest.isEmpty {
            let first =
                rest.firstIndex { link in
                    !rest.contains { $0 != link && $0.replacement == link.original }
                } ?? 0
            ordered.append(rest.remove(at: first))
        }
        return ordered
    }
}
