import FeedConnectors
import MatchingCore
import Testing

@Suite("Values in cells")
struct ValueTests {
    private static let quarterPastThree = "2026-11-24T15:05:00+09:00"

    @Test(
        "A time is read in each form that exports write",
        arguments: [
            ("2026-11-24 15:05", quarterPastThree),
            ("2026-11-24 15:05:00", quarterPastThree),
            ("2026/11/24 15:05", quarterPastThree),
            ("2026.11.24 15:05:00", quarterPastThree),
            ("2026. 11. 24. 오후 3:05", quarterPastThree),
            ("2026. 11. 24 15:05", quarterPastThree),
            ("20261124150500", quarterPastThree),
            ("202611241505", quarterPastThree),
            ("20261124 150500", quarterPastThree),
            ("2026-11-24T06:05:00Z", quarterPastThree),
            ("2026-11-24T15:05:00.250+09:00", quarterPastThree),
            ("2026-11-24T01:05:00-0500", quarterPastThree),
            ("2026-11-24T06:05:00.123456Z", quarterPastThree),
            ("2026년 11월 24일 15시 5분", quarterPastThree),
            ("2026년11월24일 오후 3시 05분 00초", quarterPastThree),
            ("2026-11-24 오후 3:05:00", quarterPastThree),
            ("2026-11-24 3:05 PM", quarterPastThree),
            ("2026-11-24(화) 15:05", quarterPastThree),
            ("2026-11-24 오전 12:30", "2026-11-24T00:30:00+09:00"),
            ("2026-11-24 오후 12:30", "2026-11-24T12:30:00+09:00"),
            ("2026-11-24", "2026-11-24T00:00:00+09:00"),
            ("20261124", "2026-11-24T00:00:00+09:00"),
            ("2026년 11월 24일", "2026-11-24T00:00:00+09:00"),
            ("2028-2-9", "2028-02-09T00:00:00+09:00"),
        ]
    )
    func time(text: String, expected: String) {
        #expect(TimeText.timestamp(text)?.iso8601 == expected)
    }

    @Test(
        "What is no time is refused, not guessed",
        arguments: [
            "", "어제", "2026-13-01", "2026-02-30", "2026-11-24 24:00", "2026-11-24 9:60",
            "26-11-24", "11/24/2026", "2026-11/24", "2026-11-24 오후 15:05", "2026-11-24 15:05 PST",
            "2026-11-24T15:05+25:00", "202611", "2026112415", "46350.375", "2026-11-24T",
            "2026-11-24 15:05:00.", "2026년 11-24",
        ]
    )
    func noTime(text: String) {
        #expect(TimeText.timestamp(text) == nil)
    }

    @Test("A fraction of a second is kept to the millisecond")
    func fraction() {
        let whole = TimeText.timestamp("2026-11-24 15:05:00")
        #expect(
            TimeText.timestamp("2026-11-24 15:05:00.25")?.rawValue == (whole?.rawValue ?? 0) + 250
        )
    }

    @Test(
        "A quantity is read with separators, unit and empty fraction",
        arguments: [
            ("1", 1), ("2개", 2), ("3 EA", 3), ("1,000", 1000), ("2.0", 2), ("２", 2), ("007", 7),
            ("12,345,678", 12_345_678),
        ]
    )
    func quantity(text: String, expected: Int) {
        #expect(QuantityText.units(text) == expected)
    }

    @Test(
        "What is no positive whole number is refused",
        arguments: [
            "0", "-1", "1.5", "한 개", "", "1,00", "10,0000", "+2", "1e3", "999999999", "개", "1.",
            ".5",
            "2개월",
        ]
    )
    func noQuantity(text: String) {
        #expect(QuantityText.units(text) == nil)
    }

    @Test(
        "A shipping word means one of the three states",
        arguments: [
            ("received", ShippingState.received), ("labeled", .labeled), ("SHIPPED", .shipped),
            ("접수", .received), ("송장", .labeled), ("배송", .shipped), ("배송 준비중", .received),
            ("배송지시", .labeled), ("배송중", .shipped), ("배송완료", .shipped), ("출고", .shipped),
        ]
    )
    func shipping(text: String, expected: ShippingState) {
        #expect(ShippingWords.state(text) == expected)
    }

    @Test("An unknown shipping word is refused", arguments: ["", "취소완료", "배송?", "ship"])
    func noShipping(text: String) {
        #expect(ShippingWords.state(text) == nil)
    }

    @Test("A detail number alone is the line's name")
    func detailNumberNames() {
        #expect(DerivedNames.line([.orderNumber: "1", .detailNumber: "5001"]) == "5001")
    }

    @Test(
        "Lines of one order that differ in any field have different names",
        arguments: [
            [KeyField.detailNumber: "1"], [.detailNumber2: "1"], [.productCode: "1"],
            [.option: "1"], [.productName: "1"], [Sample.code(6): "1"], [Sample.code(18): "1"],
        ]
    )
    func distinct(extra: [KeyField: String]) {
        let all: [FieldValues] = [
            [.detailNumber: "1"], [.detailNumber2: "1"], [.productCode: "1"], [.option: "1"],
            [.productName: "1"], [Sample.code(6): "1"], [Sample.code(18): "1"],
        ]
        let name = DerivedNames.line(FieldValues(extra.map { ($0.key, $0.value) }))
        #expect(all.count(where: { DerivedNames.line($0) == name }) == 1)
    }

    @Test("A reworded product name leaves a line with a code its name")
    func reworded() {
        #expect(
            DerivedNames.line([.productCode: "P-1", .productName: "겨울 코트"])
                == DerivedNames.line([.productCode: "P-1", .productName: "[특가] 겨울 코트"])
        )
    }

    @Test("Names stay the same from version to version")
    func stable() {
        let fields: FieldValues = [.orderNumber: "20261124", .productCode: "P-1", .option: "블랙/M"]
        #expect(DerivedNames.line(fields) == "P-1~2plx6bgwu95jr")
        #expect(DerivedNames.claim(fields) == "20261124/P-1~2plx6bgwu95jr")
    }
}
