import MatchingCore
import SyncInterfaces

extension StoreReader {
    /// Looks each thinkable slip up instead of scanning: a key that differs only by zeros or
    /// punctuation first, then the same item, then other slips of one character, then neighbors
    /// with the same values.
    func linesResembling(_ claim: Claim, limit: Int) throws -> [LineOnFile] {
        guard limit > 0, let account = try number(of: claim.account) else { return [] }
        let orderNumber = claim.orderNumber.rawValue
        var found = LineCollection(limit: limit, except: claim.orderNumber)
        for variant in OrderNumberSlips.ofNotation(orderNumber) where !found.isFull {
            found.add(try lines(accountNumber: account, orderNumber: OrderNumber(variant)))
        }
        for field in [KeyField.detailNumber, .detailNumber2] where !found.isFull {
            guard let value = claim.fields[field] else { continue }
            let statement = try connection.prepared(OrderStatement.linesOfItem)
            statement.bind(1, account)
            statement.bind(2, value)
            statement.bind(3, limit)
            found.add(
                try statement.rows { try line($0, orderNumber: nil) }
                    .filter { $0.line.fields[field] == value }
            )
        }
        for variant in OrderNumberSlips.ofTyping(orderNumber) where !found.isFull {
            found.add(try lines(accountNumber: account, orderNumber: OrderNumber(variant)))
        }
        try addNeighbors(of: claim, account: account, to: &found)
        return found.newestFirst
    }

    /// Orders close by in the account that have a line with one of the claim's other values.
    private func addNeighbors(
        of claim: Claim,
        account: Int64,
        to found: inout LineCollection
    ) throws {
        let values = claim.fields.entries.filter { $0.field != .orderNumber }
        guard !found.isFull, !values.isEmpty else { return }
        for number in try neighbors(of: claim.orderNumber.rawValue, account: account) {
            guard !found.isFull else { return }
            found.add(
                try lines(accountNumber: account, orderNumber: number).filter { line in
                    values.contains { line.line.fields[$0.field] == $0.value }
                }
            )
        }
    }

    private func neighbors(of orderNumber: String, account: Int64) throws -> [OrderNumber] {
        let reach = 50
        let after = try connection.prepared(OrderStatement.ordersOfAccount)
        after.bind(1, account)
        after.bind(2, orderNumber)
        after.bindEnd(3)
        after.bind(4, reach)
        let before = try connection.prepared(OrderStatement.ordersOfAccountBefore)
        before.bind(1, account)
        before.bind(2, orderNumber)
        before.bind(3, reach)
        return try after.rows { OrderNumber($0.text(0)) }
            + before.rows { OrderNumber($0.text(0)) }
    }
}

/// Lines that were found, each once.
private struct LineCollection {
    private let limit: Int
    private let excluded: OrderNumber
    private var lines: [OrderLineKey: LineOnFile] = [:]

    init(limit: Int, except excluded: OrderNumber) {
        self.limit = limit
        self.excluded = excluded
    }

    var isFull: Bool { lines.count >= limit }

    mutating func add(_ more: [LineOnFile]) {
        for line in more where !isFull && line.line.key.orderNumber != excluded {
            lines[line.line.key] = line
        }
    }

    var newestFirst: [LineOnFile] {
        lines.values.sorted { one, other in
            let times = (one.line.orderedAt, other.line.orderedAt)
            if times.0 != times.1 {
                guard let right = times.1 else { return true }
                return times.0.map { $0 > right } ?? false
            }
            return one.line.key < other.line.key
        }
    }
}

/// Order numbers that a slip could have made of another one.
enum OrderNumberSlips {
    /// Nobody's order number is longer; a hostile one does not cost more than this.
    private static let longest = 40

    /// The same number written otherwise: zeros in front, punctuation, case.
    static func ofNotation(_ number: String) -> [String] {
        guard number.count <= longest else { return [] }
        let plain = number.filter { $0.isLetter || $0.isNumber }
        let bases = [number, plain]
        let unpadded = bases.map { String($0.drop { $0 == "0" }) }
        let padded = (bases + unpadded).flatMap { base in
            (1...4).map { String(repeating: "0", count: $0) + base }
        }
        let dashed = plain.indices.dropFirst().map { plain[..<$0] + "-" + plain[$0...] }
        let cased = bases.flatMap { [$0.uppercased(), $0.lowercased()] }
        return distinct(bases + unpadded + cased + padded + dashed.map(String.init), but: number)
    }

    /// One character dropped, doubled, swapped with the next, or a digit that is another one.
    static func ofTyping(_ number: String) -> [String] {
        let characters = Array(number)
        guard characters.count <= longest else { return [] }
        var variants: [[Character]] = []
        for position in characters.indices.reversed() {
            var shorter = characters
            shorter.remove(at: position)
            variants.append(shorter)
            if position > 0 {
                var swapped = characters
                swapped.swapAt(position - 1, position)
                variants.append(swapped)
            }
            for digit in "0123456789" {
                if characters[position].isNumber {
                    var replaced = characters
                    replaced[position] = digit
                    variants.append(replaced)
                }
                var longer = characters
                longer.insert(digit, at: position + 1)
                variants.append(longer)
            }
        }
        return distinct(variants.map { String($0) }, but: number)
    }

    private static func distinct(_ variants: [String], but number: String) -> [String] {
        var seen: Set = [number, ""]
        return variants.filter { seen.insert($0).inserted }
    }
}
