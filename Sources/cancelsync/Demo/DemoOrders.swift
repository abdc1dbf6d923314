import MatchingCore

/// One order line of the demo's world, as the seller's system would export it.
struct DemoLine: Sendable, Hashable {
    var account: AccountID
    var orderNumber: String
    let lineNumber: Int
    var fields: [KeyField: String]
    let quantity: Int
    let shipping: ShippingState
    let orderedAt: Timestamp
    /// What the marketplace says beside.
    var remarks: [RecordField: String] = [:]

    /// The line's cells by column.
    var cells: [RecordField: String] {
        var cells: [RecordField: String] = [
            .account: account.rawValue,
            .lineID: "\(orderNumber)-\(lineNumber)",
            .quantity: String(quantity),
            .shipping: Self.shippingWords[shipping] ?? shipping.rawValue,
            .orderedAt: orderedAt.demoText,
        ]
        if shipping != .received {
            cells[.trackingNumber] = "68\(orderNumber.suffix(8))\(lineNumber)"
        }
        for (field, value) in fields { cells[.key(field)] = value }
        cells.merge(remarks) { $1 }
        return cells
    }

    private static let shippingWords: [ShippingState: String] = [
        .received: "접수", .labeled: "송장", .shipped: "배송",
    ]
}

/// An order of the demo's world: its lines share number, account and time.
struct DemoOrder: Sendable, Hashable {
    let lines: [DemoLine]
}

/// Makes orders that look like an account's.
struct DemoOrderMaker: Sendable {
    private static let products: [(code: String, name: String, options: [String])] = [
        ("P1001", "오버핏 울 블렌드 코트", ["블랙 / M", "블랙 / L", "카멜 / M"]),
        ("P1002", "데일리 코튼 셔츠", ["화이트 / S", "화이트 / M", "스카이블루 / L"]),
        ("P1003", "와이드 데님 팬츠", ["인디고 / 28", "인디고 / 30"]),
        ("P1004", "캐시미어 머플러", ["그레이", "네이비"]),
        ("P1005", "러닝화 LIGHT-Run 2", ["250", "260", "270"]),
        ("P1006", "미니 크로스백", ["베이지", "블랙"]),
        ("P1007", "무선 이어폰 Pro", ["화이트", "그래파이트"]),
        ("P1008", "저소음 가습기 3L", ["단품", "필터 세트"]),
        ("P1009", "유기농 그래놀라 500g", ["오리지널", "코코넛"]),
        ("P1010", "핸드드립 원두 200g", ["에티오피아", "과테말라"]),
        ("P1011", "스테인리스 텀블러 473ml", ["실버", "매트 블랙"]),
        ("P1012", "어린이 우비 세트", ["110", "120", "130"]),
    ]

    private let account: Account
    private let position: Int
    private var count = 0

    /// Prepares for the account at `position` of the list of accounts.
    init(account: Account, position: Int) {
        self.account = account
        self.position = position
    }

    /// Makes the next order; each line is another product.
    mutating func order(
        lineCount: Int,
        quantity: Int?,
        shipping: ShippingState?,
        at orderedAt: Timestamp,
        using generator: inout SeededGenerator
    ) -> DemoOrder {
        count += 1
        let date = CivilTime(orderedAt).dateText.filter { $0 != "-" }
        let number = "\(date)\(padded(position, to: 2))\(padded(count, to: 5))"
        let first = Int.random(in: 0..<Self.products.count, using: &generator)
        let lines = (1...lineCount).map { lineNumber in
            let product = Self.products[(first + lineNumber) % Self.products.count]
            let option = product.options.randomElement(using: &generator) ?? ""
            return DemoLine(
                account: account.id,
                orderNumber: number,
                lineNumber: lineNumber,
                fields: fields(
                    number: number,
                    line: lineNumber,
                    code: product.code,
                    name: product.name,
                    option: option
                ),
                quantity: quantity ?? [1, 1, 1, 2, 3].randomElement(using: &generator) ?? 1,
                shipping: shipping
                    ?? [.received, .received, .labeled, .shipped].randomElement(using: &generator)
                    ?? .received,
                orderedAt: orderedAt
            )
        }
        return DemoOrder(lines: lines)
    }

    private func fields(
        number: String,
        line: Int,
        code: String,
        name: String,
        option: String
    ) -> [KeyField: String] {
        var fields: [KeyField: String] = [
            .orderNumber: number, .productCode: code, .productName: name, .option: option,
            .detailNumber: "\(number)\(line)", .detailNumber2: "D\(number.suffix(7))\(line)",
        ]
        for field in account.marketplace.policy.rule?.fields ?? [] where fields[field] == nil {
            fields[field] = "7\(field.name.suffix(1))\(number.suffix(6))\(line)"
        }
        return fields
    }

    private func padded(_ number: Int, to width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

extension Timestamp {
    /// `2026-11-24 09:05:00`, as exports write it.
    var demoText: String {
        let civil = CivilTime(self)
        return "\(civil.dateText) \(civil.timeText)"
    }
}
