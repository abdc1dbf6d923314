package import MatchingCore

/// The filter of a list of orders, ready to be asked about many of them.
///
/// An order is wanted for one of its lines, whose numbers are those that the order's row shows.
package struct OrderFilterTest: Sendable {
    private let test: RowFilterTest
    private let hasNumbersOfLines: Bool
    private let wantsAll: Bool

    /// Prepares a list's filter for its present.
    package init(_ query: OrderQuery) {
        test = RowFilterTest(query.filter, now: query.now)
        hasNumbersOfLines = query.hasNumbersOfLines
        wantsAll = query.filter.isEmpty
    }

    /// Whether the list has `order`.
    package func admits(_ order: OrderRow) -> Bool { wantsAll || wantedLine(of: order) != nil }

    /// The first line that the list has `order` for; `nil` without one.
    package func wantedLine(of order: OrderRow) -> LineOnFile? {
        guard !hasNumbersOfLines else { return order.lines.first(where: test.admits) }
        return order.lines.first { test.admits(LineOfOrder(line: $0, order: order)) }
    }
}

/// A line with the numbers of its order.
private struct LineOfOrder: FilteredRow {
    let line: LineOnFile
    let order: OrderRow

    var filteredAccount: AccountID? { line.filteredAccount }
    var filteredShipping: ShippingState? { line.filteredShipping }
    var filteredHold: Bool? { line.filteredHold }

    func texts(of field: RowFilter.TextField) -> [String] { line.texts(of: field) }

    func number(of field: RowFilter.NumberField) -> Int? {
        switch field {
        case .quantity: order.quantity
        case .cancelled: order.cancelledUnits
        case .open: order.openUnits
        case .cancellation: nil
        }
    }

    func moment(of field: RowFilter.TimeField) -> Timestamp? { line.moment(of: field) }
}
