import MatchingCore
import Testing

@testable import OrderStore

@Suite("Evidence as a journal keeps it")
struct PackedEvidenceTests {
    static let nothingFound = Evidence(
        rule: nil,
        firedBranch: nil,
        state: "취소요청",
        fields: [.orderNumber: "A-1", .option: "블랙 / M"],
        quantity: nil,
        lines: [],
        otherAccounts: []
    )

    static let inOtherAccounts = Evidence(
        rule: "order_no + (product_code | option)",
        firedBranch: nil,
        state: "취소완료",
        fields: [.orderNumber: "A-1", .productCode: "P-7"],
        quantity: 300,
        lines: [],
        otherAccounts: ["coupang-2", "gmarket"]
    )

    static let severalLines = Evidence(
        rule: "order_no + detail_no",
        firedBranch: 1,
        state: "",
        fields: [.orderNumber: "A-1", .detailNumber: String(repeating: "가", count: 200)],
        quantity: 1,
        lines: [
            line("1", [.orderNumber: "A-1", .detailNumber: "9"], othersTook: 0, .received),
            line("2", [.orderNumber: "B-2"], othersTook: -1, .labeled),
            line("3", [:], account: "gmarket", order: "B-2", othersTook: 1 << 40, .shipped),
        ],
        otherAccounts: []
    )

    static func line(
        _ id: LineID,
        _ fields: FieldValues,
        account: AccountID = "coupang",
        order: OrderNumber = "A-1",
        othersTook units: Int,
        _ shipping: ShippingState
    ) -> Evidence.Line {
        Evidence.Line(
            key: OrderLineKey(account: account, orderNumber: order, lineID: id),
            fields: fields,
            quantity: 2,
            unitsTakenByOthers: units,
            shipping: shipping
        )
    }

    static let examples = [nothingFound, inOtherAccounts, severalLines]

    private func unpacked(_ bytes: [UInt8]) -> Evidence? {
        bytes.withUnsafeBytes { PackedEvidence.evidence($0) }
    }

    @Test("comes back as it was", arguments: examples)
    func roundTrip(_ evidence: Evidence) {
        #expect(unpacked(PackedEvidence.bytes(of: evidence)) == evidence)
    }

    @Test("is refused when it is cut short anywhere", arguments: examples)
    func truncation(_ evidence: Evidence) {
        let bytes = PackedEvidence.bytes(of: evidence)
        #expect(bytes.indices.allSatisfy { unpacked([UInt8](bytes[..<$0])) == nil })
    }

    @Test("is refused when anything follows it", arguments: examples)
    func surplus(_ evidence: Evidence) {
        #expect(unpacked(PackedEvidence.bytes(of: evidence) + [0]) == nil)
    }

    @Test("is read or refused, never worse, with any one byte changed", arguments: examples)
    func damage(_ evidence: Evidence) {
        let bytes = PackedEvidence.bytes(of: evidence)
        for position in bytes.indices {
            for value: UInt8 in [0, 1, 0x7F, 0x80, 0xFF] {
                var damaged = bytes
                damaged[position] = value
                _ = unpacked(damaged)
            }
        }
        #expect(unpacked([]) == nil)
    }

    @Test("takes a third of its JSON at most")
    func size() {
        let line = Self.line(
            "1",
            [.orderNumber: "202600000000000", .productCode: "P00001"],
            order: "202600000000000",
            othersTook: 0,
            .received
        )
        let evidence = Evidence(
            rule: "order_no + product_code",
            firedBranch: 0,
            state: "주문취소",
            fields: line.fields,
            quantity: nil,
            lines: [line],
            otherAccounts: []
        )
        let json = JSONWriter.line { $0.members(of: evidence) }
        #expect(PackedEvidence.bytes(of: evidence).count * 3 <= json.utf8.count)
    }
}
