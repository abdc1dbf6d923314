import MatchingCore
import SyncEngine
import SyncInterfaces
import Testing

@Suite("Files of any columns, in any order, bring each line once", .timeLimit(.minutes(10)))
struct LineIdentityPropertyTests {
    /// The lines that there are, and files that list some of them.
    private struct Shop {
        /// A row with the line that it means, which its quantity tells.
        typealias File = [IncomingOrderLine]

        let account: AccountID
        private var generator: SeededGenerator
        private var lines: [(order: OrderNumber, fields: FieldValues)] = []

        init(account: AccountID, seed: UInt64) {
            self.account = account
            generator = SeededGenerator(seed: seed)
            for order in 1...3 {
                for position in 1...Int.random(in: 1...4, using: &generator) {
                    lines.append((OrderNumber("\(order)"), fields(of: position)))
                }
            }
        }

        /// The columns that tell lines of this account apart; the others may say anything.
        private var keys: Set<KeyField> {
            switch account {
            case "number", "both": [.detailNumber]
            case "code": [.code6]
            case "brandi": [.productName, .option]
            default: [.productCode, .option]
            }
        }

        private mutating func fields(of position: Int) -> FieldValues {
            [
                .detailNumber: "\(position)", .code6: "7\(position)",
                .productCode: "P\((position + 1) / 2)",
                .productName: "셔츠 \((position + 1) / 2)",
                .option: position.isMultiple(of: 2) ? "블랙 / M" : "블랙 / L",
            ]
        }

        /// Rows of some of the lines, in any order, with the columns and the wording of one export.
        mutating func file() -> File {
            let columns: [KeyField] = [
                .detailNumber, .code6, .productCode, .productName, .option,
            ]
            let kept = columns.filter { keys.contains($0) || mayKeep($0) }
            let style = Int.random(in: 0...2, using: &generator)
            var counts: [OrderNumber: Int] = [:]
            return lines.indices.shuffled(using: &generator).prefix(
                Int.random(in: 1...lines.count, using: &generator)
            ).map { index in
                let line = lines[index]
                var said = FieldValues()
                for field in kept {
                    said[field] = line.fields[field].map { reworded($0, field, style: style) }
                }
                let earlier = counts[line.order, default: 0]
                counts[line.order] = earlier + 1
                return row(
                    account,
                    order: line.order,
                    said,
                    quantity: index + 1,
                    earlierRows: earlier
                )
            }
        }

        private mutating func mayKeep(_ field: KeyField) -> Bool {
            // A number or a code that no rule names is believed where it is given.
            let isOtherIdentifier = [.detailNumber, .code6].contains(field)
            return !isOtherIdentifier && Bool.random(using: &generator)
        }

        private func reworded(_ value: String, _ field: KeyField, style: Int) -> String {
            switch style {
            case 1 where field.isFreeText: value.replacing(" / ", with: "  /　")
            case 2 where !keys.contains(field): "다른 \(value)"
            default: value
            }
        }

        var quantities: [Int] { lines.indices.map { $0 + 1 } }
    }

    private func take(_ files: [[IncomingOrderLine]], size: Int, into bench: Bench) async throws {
        for file in files {
            var rest = file[...]
            while !rest.isEmpty {
                try await bench.take(Array(rest.prefix(size)))
                rest = rest.dropFirst(size)
            }
        }
    }

    private func lines(_ bench: Bench) async throws -> [LineOnFile] {
        var lines: [LineOnFile] = []
        for order in ["1", "2", "3"] { lines += try await bench.lines(OrderNumber(order)) }
        return lines
    }

    @Test(
        "Nothing is there twice, nothing takes another's place, and the same again changes nothing",
        arguments: LineIdentityTests.accounts.map(\.id).filter { $0 != "filled" },
        1...8
    )
    func eachOnce(account: AccountID, seed: UInt64) async throws {
        var shop = Shop(account: account, seed: seed)
        let files = (0..<4).map { _ in shop.file() }
        let seen = Set(files.flatMap { $0.compactMap(\.quantity) }).sorted()
        for (round, order) in [files, files.reversed()].enumerated() {
            let bench = try Bench(accounts: LineIdentityTests.accounts)
            defer { bench.remove() }
            try await take(order, size: round == 0 ? 100 : 2, into: bench)
            let lines = try await lines(bench)
            #expect(lines.map(\.line.quantity).sorted() == seen)
            try await take(order, size: 100, into: bench)
            #expect(try await self.lines(bench).map(\.line.key) == lines.map(\.line.key))
            let last = try #require(order.last)
            let tally = try await bench.take(last)
            #expect(tally.orderLines == last.count)
            #expect(try await bench.store.audit() == [])
        }
    }
}
