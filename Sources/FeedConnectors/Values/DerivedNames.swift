package import MatchingCore
import SyncInterfaces

/// Names for order lines and claims of files that have none of their own.
///
/// A name is made from the key fields beside the order number, so that the same line has the same
/// name in every file that has the same columns, and two lines of one order that differ anywhere
/// have two names. It is a proposal: by which name a line is known already is found by its fields,
/// with the marketplace's rule, where the store is. `product_name` takes part only where nothing else but the option is there:
/// sellers reword it, and exports print the wording of the day.
///
/// The first of `detail_no`, `detail_no2`, `product_code` is readable at the name's start; a digest
/// of the other fields follows. A line without any such field is `1`.
///
/// Within one file a name that is made so has to be one row's, see ``Rows``.
package enum DerivedNames {
    /// The name of the line that has these fields.
    package static func line(_ fields: FieldValues) -> String {
        let hasIdentifier = fields.entries.contains {
            $0.field != .orderNumber && !$0.field.isFreeText
        }
        var readable = ""
        var digest = FowlerDigest()
        for entry in fields.entries where entry.field != .orderNumber {
            if entry.field == .productName && hasIdentifier { continue }
            if readable.isEmpty && entry.field <= .productCode {
                readable = entry.value
                // Which field it was tells `detail_no` 1 from `product_code` 1.
                if entry.field != .detailNumber { digest.add(entry.field.index) }
            } else {
                digest.add(entry.field.index)
                digest.add(entry.value)
            }
        }
        if digest.isEmpty { return readable.isEmpty ? "1" : readable }
        return LineID(madeOf: readable, digest: digest.text).rawValue
    }

    /// The name of the claim on the lines that have these fields; it names the order too.
    package static func claim(_ fields: FieldValues) -> ClaimID {
        ClaimID(madeOf: OrderNumber(fields[.orderNumber] ?? ""), line: line(fields))
    }
}

extension DerivedNames {
    /// The rows of one file without a number of their own, so that none takes another's place unseen.
    ///
    /// A file lists each order line once. It may list one claim in several states, or twice the same;
    /// but not in one state at one time with two quantities, which are two claims.
    ///
    /// Remembered are the latest rows, between ``window`` and twice as many: what belongs together
    /// lies together in an export, and memory has a bound.
    struct Rows {
        private struct Entry {
            let row: Int
            let quantity: Int?
        }

        private static let window = 65_536

        private var latest: [UInt64: Entry] = [:]
        private var earlier: [UInt64: Entry] = [:]
        /// How many lines without a name of their own the orders have so far.
        private var lineCounts: [UInt64: Int] = [:]
        private var earlierLineCounts: [UInt64: Int] = [:]

        /// Takes in an order line whose name was made from its key fields.
        ///
        /// It is told how many other lines of its order came before.
        ///
        /// - Returns: The earlier row that nothing tells it from; `nil` when there is none. A
        ///   `detail_no` names a line by itself, so that the same with the same quantity is a repetition.
        mutating func note(_ line: inout IncomingOrderLine, row: Int) -> Int? {
            var digest = FowlerDigest()
            digest.add(line.key.account.rawValue)
            digest.add(line.key.orderNumber.rawValue)
            let order = digest.value
            digest.add(line.key.lineID.rawValue)
            let known = note(digest.value, Entry(row: row, quantity: line.quantity))
            line.naming = .made(earlierRows: countLine(of: order, isRepeated: known != nil))
            guard let known else { return nil }
            let isNamed = line.fields[.detailNumber] != nil
            return isNamed && known.quantity == line.quantity ? nil : known.row
        }

        /// Counts a line of an order.
        ///
        /// - Returns: How many other lines of it came before.
        private mutating func countLine(of order: UInt64, isRepeated: Bool) -> Int {
            let count = lineCounts[order] ?? earlierLineCounts[order] ?? 0
            guard !isRepeated else { return max(count - 1, 0) }
            if lineCounts.count >= Self.window {
                earlierLineCounts = lineCounts
                lineCounts.removeAll(keepingCapacity: true)
            }
            lineCounts[order] = count + 1
            return count
        }

        /// Takes in a notice whose claim's name was made from its key fields.
        ///
        /// - Returns: The earlier row that contradicts it; `nil` when there is none.
        mutating func note(_ notice: CancellationNotice, row: Int) -> Int? {
            var digest = FowlerDigest()
            digest.add(notice.account.rawValue)
            digest.add(notice.claimID.rawValue)
            digest.add(notice.state)
            for time in [notice.requestedAt, notice.changedAt] {
                digest.add(time.map { String($0.rawValue) } ?? "")
            }
            guard let known = note(digest.value, Entry(row: row, quantity: notice.quantity))
            else { return nil }
            return known.quantity == notice.quantity ? nil : known.row
        }

        private mutating func note(_ digest: UInt64, _ entry: Entry) -> Entry? {
            if let known = latest[digest] ?? earlier[digest] { return known }
            if latest.count >= Self.window {
                earlier = latest
                latest.removeAll(keepingCapacity: true)
            }
            latest[digest] = entry
            return nil
        }
    }
}

/// A 64-bit FNV-1a digest: the same on every machine and in every run, and cheap.
///
/// It tells the few lines of one order apart; nothing else relies on it.
private struct FowlerDigest {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325
    private(set) var isEmpty = true

    var text: String { String(value, radix: 36) }

    mutating func add(_ byte: UInt8) {
        isEmpty = false
        value = (value ^ UInt64(byte)) &* 0x100_0000_01B3
    }

    mutating func add(_ text: String) {
        for byte in text.utf8 { add(byte) }
        // No text contains this byte, so that values cannot run into one another.
        add(0xFF)
    }
}
