import MatchingCore
import SyncEngine
import SyncInterfaces
import Testing

@Suite("An order line has one name, whatever brings it", .timeLimit(.minutes(10)))
struct LineIdentityTests {
    static let accounts = [
        Bench.account("number", rule: "order_no + detail_no"),
        Bench.account("both", rule: "order_no + detail_no + product_code"),
        Bench.account("brandi", rule: "order_no + (detail_no2 | product_name + option)"),
        Bench.account("filled", rule: "order_no + (code18 | product_name + option)"),
        Bench.account("code", rule: "order_no + code6"),
        Bench.account("product", rule: "order_no + product_code"),
        Bench.account("whole", rule: "order_no"),
        Bench.account("ruleless", rule: nil),
    ]

    private func bench() throws -> Bench { try Bench(accounts: Self.accounts) }

    private func names(_ bench: Bench) async throws -> [LineID] {
        try await bench.lines("1").map(\.line.key.lineID)
    }

    /// Two wordings of one line, as two files or an API have them.
    struct Pair: Sendable {
        let account: AccountID
        let one: FieldValues
        let other: FieldValues
    }

    private static let same = [
        Pair(
            account: "number",
            one: [.detailNumber: "1", .productName: "티셔츠"],
            other: [.detailNumber: "1", .productName: "티셔츠", .productCode: "P9"]
        ),
        Pair(
            account: "number",
            one: [.detailNumber: "1", .productCode: "P9", .option: "블랙"],
            other: [.detailNumber: "1", .productCode: "P9", .option: "색상: 블랙"]
        ),
        Pair(
            account: "both",
            one: [.detailNumber: "1", .productCode: "P9"],
            other: [.detailNumber: "1", .productCode: "P-9"]
        ),
        Pair(
            account: "brandi",
            one: [.productName: "셔츠", .option: "블랙 / M"],
            other: [.productName: "셔츠", .option: "블랙  /  M", .productCode: "B-1"]
        ),
        Pair(
            account: "filled",
            one: [.productName: "셔츠", .option: "M"],
            other: [.productName: "셔츠", .option: "M", .code18: "S1"]
        ),
        Pair(
            account: "code",
            one: [.code6: "77", .productCode: "SP1", .productName: "셔츠", .option: "셔츠 M"],
            other: [.code6: "77", .productCode: "A-1", .productName: "남성 셔츠", .option: "M"]
        ),
        Pair(
            account: "product",
            one: [.productCode: "P9", .option: "M"],
            other: [.productCode: "P9", .productName: "셔츠", .option: "M"]
        ),
        Pair(account: "whole", one: [:], other: [.productCode: "P9", .option: "M"]),
        Pair(
            account: "ruleless",
            one: [.productCode: "P9"],
            other: [.productCode: "P9", .detailNumber: "4"]
        ),
    ]

    @Test("Another column or another wording makes no second line", arguments: same)
    func anotherWording(pair: Pair) async throws {
        for (one, other) in [(pair.one, pair.other), (pair.other, pair.one)] {
            let bench = try bench()
            defer { bench.remove() }
            try await bench.take([row(pair.account, order: "1", one)])
            try await bench.take([row(pair.account, order: "1", other, shipping: .labeled)])
            try await bench.take([row(pair.account, order: "1", one)])
            let lines = try await bench.lines("1")
            #expect(lines.count == 1)
            #expect(lines.first?.line.shipping == .labeled)
        }
    }

    @Test("What an API and a file bring is one line, whichever comes first", arguments: same)
    func numberOfItsOwn(pair: Pair) async throws {
        let api = line(pair.account, order: "1", LineID(pair.one[.detailNumber] ?? "A7"), pair.one)
        let file = row(pair.account, order: "1", pair.other)
        for arrivals in [[api, file], [file, api]] {
            let bench = try bench()
            defer { bench.remove() }
            for arrival in arrivals { try await bench.take([arrival]) }
            let named = try await names(bench)
            #expect(named.count == 1)
            for arrival in arrivals + arrivals { try await bench.take([arrival]) }
            #expect(try await names(bench) == named)
            #expect(try await bench.store.audit() == [])
        }
    }

    private static let different = [
        Pair(account: "number", one: [.detailNumber: "1"], other: [.detailNumber: "2"]),
        Pair(
            account: "brandi",
            one: [.productName: "셔츠", .option: "M"],
            other: [.productName: "셔츠", .option: "L"]
        ),
        Pair(
            account: "filled",
            one: [.productName: "셔츠", .option: "M", .code18: "S1"],
            other: [.productName: "셔츠", .option: "M", .code18: "S2"]
        ),
        Pair(
            account: "code",
            one: [.code6: "77", .detailNumber: "상자 1"],
            other: [.code6: "77", .detailNumber: "상자 2"]
        ),
        Pair(
            account: "product",
            one: [.productCode: "P9", .option: "M"],
            other: [.productCode: "P9", .option: "L"]
        ),
        // However alike two options are, they may be two things to be sent.
        Pair(
            account: "product",
            one: [.productCode: "P9", .option: "상의: M"],
            other: [.productCode: "P9", .option: "하의: M"]
        ),
        Pair(
            account: "product",
            one: [.productCode: "P9", .option: "+1.50"],
            other: [.productCode: "P9", .option: "-1.50"]
        ),
        Pair(account: "whole", one: [.productCode: "P1"], other: [.productCode: "P2"]),
        Pair(account: "whole", one: [.productName: "셔츠"], other: [.productName: "바지"]),
        Pair(
            account: "ruleless",
            one: [.productCode: "P9", .option: "M"],
            other: [.productCode: "P9", .option: "L"]
        ),
    ]

    @Test("What differs in a key is another line, also when it comes alone", arguments: different)
    func otherLines(pair: Pair) async throws {
        let bench = try bench()
        defer { bench.remove() }
        let rows = [
            row(pair.account, order: "1", pair.one, quantity: 2),
            row(pair.account, order: "1", pair.other, quantity: 3),
        ]
        for arrival in rows + rows.reversed() { try await bench.take([arrival]) }
        #expect(try await bench.lines("1").map(\.line.quantity).sorted() == [2, 3])
    }

    /// Pairs of lines with the same key, which more fields tell apart.
    private static let alike = [
        Pair(
            account: "code",
            one: [.code6: "77", .option: "M"],
            other: [.code6: "77", .option: "L"]
        ),
        Pair(
            account: "both",
            one: [.detailNumber: "1", .productCode: "P1"],
            other: [.detailNumber: "1", .productCode: "P2"]
        ),
    ]

    @Test(
        "Two rows of a file with one key stay two lines, alone and in any order",
        arguments: alike
    )
    func sameKey(pair: Pair) async throws {
        let bench = try bench()
        defer { bench.remove() }
        let rows = [
            row(pair.account, order: "1", pair.one, quantity: 2),
            row(pair.account, order: "1", pair.other, quantity: 3),
        ]
        try await bench.take(rows)
        let known = try await names(bench)
        #expect(known.count == 2)
        var wider = rows.map(\.fields)
        for index in wider.indices { wider[index][.productName] = "셔츠" }
        let renamed = [
            row(pair.account, order: "1", wider[0], quantity: 2),
            row(pair.account, order: "1", wider[1], quantity: 3),
        ]
        try await bench.take([renamed[1]])
        try await bench.take([renamed[0]])
        try await bench.take(renamed.reversed())
        try await bench.take(rows)
        #expect(try await names(bench) == known)
        #expect(try await bench.lines("1").map(\.line.quantity).sorted() == [2, 3])
    }

    @Test("Rows of one file that lie in two batches are two lines", arguments: alike)
    func twoBatches(pair: Pair) async throws {
        let bench = try bench()
        defer { bench.remove() }
        let rows = [
            row(pair.account, order: "1", pair.one, quantity: 2),
            row(pair.account, order: "1", pair.other, quantity: 3, earlierRows: 1),
        ]
        for arrival in rows + rows { try await bench.take([arrival]) }
        #expect(try await bench.lines("1").map(\.line.quantity).sorted() == [2, 3])
    }

    @Test("Two numbers of their own are two lines, also where one line came without")
    func ownNumbers() async throws {
        let bench = try bench()
        defer { bench.remove() }
        let fields: FieldValues = [.detailNumber: "1", .option: "M"]
        try await bench.take([row("number", order: "1", fields, quantity: 2)])
        for _ in 1...2 {
            try await bench.take([line("number", order: "1", "M1", fields, quantity: 5)])
            try await bench.take([line("number", order: "1", "M2", fields, quantity: 7)])
        }
        #expect(try await bench.lines("1").map(\.line.quantity).sorted() == [5, 7])
    }

    @Test("A line that was named by an earlier build is found", arguments: ["1~zz", "1"])
    func earlierName(name: LineID) async throws {
        let bench = try bench()
        defer { bench.remove() }
        let fields: FieldValues = [.detailNumber: "1", .option: "M"]
        try await bench.take([line("number", order: "1", name, fields)])
        try await bench.take(
            notice("number", "C1", order: "1", [.detailNumber: "1"], state: "취소완료")
        )
        try await bench.take([
            row("number", order: "1", [.detailNumber: "1", .option: "L"], shipping: .labeled)
        ])
        let lines = try await bench.lines("1")
        #expect(lines.map(\.line.key.lineID) == [name])
        #expect(lines.map(\.isHeld) == [true])
        #expect(lines.map(\.line.shipping) == [.labeled])
    }
}

extension KeyField {
    fileprivate static var code18: KeyField { KeyField.all[23] }
}
