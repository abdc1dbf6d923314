import MatchingCore
import Testing

@Suite("Nearest misses")
struct NearMissTests {
    @Test("Lines of the same order come first, the least different one before the others")
    func ranking() throws {
        let scene = try Scene(
            rule: "order_no + detail_no + product_code",
            claim: [.orderNumber: "1001", .detailNumber: "12", .productCode: "P-1"],
            lines: [
                .example("A", [.detailNumber: "99", .productCode: "Q"]),
                .example("B", [.detailNumber: "98", .productCode: "P-1"]),
                .example("C", [.detailNumber: "12", .productCode: "p-1"]),
                .example("D", [.detailNumber: "12"]),
            ]
        )
        let misses = scene.explanation.nearestMisses
        #expect(misses.map(\.line.line.key.lineID) == ["C", "D", "B", "A"])
        #expect(misses.allSatisfy { $0.kind == .sameOrder })
    }

    @Test("The repair names only what differs, with the value that would match")
    func changeOrder() throws {
        let scene = try Scene(
            rule: "order_no + detail_no",
            claim: [.orderNumber: "1001", .detailNumber: "7"],
            lines: [.example("A", [.detailNumber: "007"])]
        )
        let miss = try #require(scene.explanation.nearestMisses.first)
        guard case .changeOrder(let clauses) = miss.repair else {
            Issue.record("Unexpected repair \(miss.repair)")
            return
        }
        #expect(clauses.map(\.field) == [.detailNumber])
        #expect(clauses.map(\.inCancellation) == ["7"])
        #expect(clauses.map(\.verdict) == [.differs([.leadingZeros])])
    }

    @Test("What only the cancellation lacks is to be completed there")
    func completeCancellation() throws {
        let scene = try Scene(
            rule: "order_no + detail_no",
            lines: [.example("A", [.detailNumber: "7"])]
        )
        guard
            case .completeCancellation(let clauses)? = scene.explanation.nearestMisses.first?
                .repair
        else {
            Issue.record("Unexpected misses \(scene.explanation.nearestMisses)")
            return
        }
        #expect(clauses.map(\.inOrder) == ["7"])
    }

    @Test(
        "What neither side has is to be the same on both, and is nearer than nothing that is known"
    )
    func missingInBoth() throws {
        let scene = try Scene(
            rule: "order_no + (detail_no2 | product_name + option)",
            claim: [.orderNumber: "1001", .productName: "니트 가디건", .option: "네이비 / L"],
            lines: [
                .example("A", [.productName: "니트가디건", .option: "네이비 / XL"]),
                .example("B", [.productName: "니트 가디건", .option: "네이비 / XL"]),
            ]
        )
        let misses = scene.explanation.nearestMisses
        #expect(misses.map(\.line.line.key.lineID) == ["B", "A"])
        #expect(misses.map(\.branch) == [1, 1])
        let alone = try Scene(
            rule: "order_no + detail_no2",
            claim: [.orderNumber: "1001"],
            lines: [.example("A", [:])]
        )
        guard case .changeBoth(let clauses)? = alone.explanation.nearestMisses.first?.repair else {
            Issue.record("Unexpected misses \(alone.explanation.nearestMisses)")
            return
        }
        #expect(clauses.map(\.field) == [.detailNumber2])
    }

    @Test("A change of the order alone is never said to mend what the cancellation lacks")
    func mixed() throws {
        let scene = try Scene(
            rule: "order_no + product_code + option",
            claim: [.orderNumber: "1001", .option: "화이트"],
            lines: [.example("A", [.productCode: "P-1", .option: "블랙"])]
        )
        guard case .changeBoth(let clauses)? = scene.explanation.nearestMisses.first?.repair else {
            Issue.record("Unexpected misses \(scene.explanation.nearestMisses)")
            return
        }
        #expect(clauses.map(\.field) == [.productCode, .option])
    }

    @Test("The order in another account is to be moved")
    func otherAccount() throws {
        let scene = try Scene(lines: [.example("A", account: "shop-2")])
        let miss = try #require(scene.explanation.nearestMisses.first)
        #expect(miss.kind == .otherAccount("shop-2"))
        #expect(miss.repair == .moveToAccount("shop-2"))
    }

    @Test("The branch that comes nearest is the one that is shown")
    func nearestBranch() throws {
        let scene = try Scene(
            rule: "order_no + (detail_no + detail_no2 | product_name)",
            claim: [
                .orderNumber: "1001", .detailNumber: "1", .detailNumber2: "1", .productName: "니트",
            ],
            lines: [
                .example("A", [.detailNumber: "8", .detailNumber2: "9", .productName: "니트2"])
            ]
        )
        #expect(scene.explanation.nearestMisses.map(\.branch) == [1])
    }

    @Test(
        "Lines of other orders are shown when only the order number differs",
        arguments: [
            ("order_no + detail_no", "5555", [LineID("A")]),
            ("order_no + product_code", "5555", []),
            ("order_no", "5555", []),
            ("order_no", "1O01", ["A"]),
            ("order_no", "1002", []),
            ("order_no", "2001", []),
            ("order_no", "1010", ["A"]),
            ("order_no", "1013", []),
            ("order_no", "10001", ["A"]),
            ("order_no", "10-01", ["A"]),
            ("order_no", "01001", ["A"]),
        ]
    )
    func otherOrders(rule: String, order: String, expected: [LineID]) throws {
        let scene = try Scene(
            rule: rule,
            claim: [.orderNumber: "1001", .detailNumber: "1", .productCode: "P"]
        )
        let line = LineOnFile.example("A", [.detailNumber: "1"], order: OrderNumber(order))
        let misses = scene.explanation(resembling: [line]).nearestMisses
        #expect(misses.map(\.line.line.key.lineID) == expected)
        #expect(misses.allSatisfy { $0.kind == .sameFields })
    }

    @Test("The order that the claim's was exchanged for comes first, whatever else resembles it")
    func exchanged() throws {
        let scene = try Scene(
            rule: "order_no + detail_no",
            claim: [.orderNumber: "1001", .detailNumber: "1"]
        )
        let exchange = LineOnFile.example("B", [.detailNumber: "9"], order: "2002")
        let similar = LineOnFile.example("A", [.detailNumber: "1"], order: "1002")
        let explanation = scene.explanation(resembling: [similar, exchange], exchanged: [exchange])
        #expect(explanation.nearestMisses.map(\.kind) == [.exchanged, .sameFields])
        #expect(explanation.nextStep == .seeExchange("2002"))
    }

    @Test(
        "The next order's number is not taken for a slip: what is missing is the order",
        arguments: [
            ("order_no + detail_no", "1002", NextStep.importOrder),
            ("order_no", "1002", .importOrder),
            ("order_no + detail_no", "10-01", .compareValues),
            ("order_no", "10-01", .compareValues),
        ]
    )
    func neighbor(rule: String, order: String, expected: NextStep) throws {
        let scene = try Scene(rule: rule, claim: [.orderNumber: "1001", .detailNumber: "1"])
        let line = LineOnFile.example("A", [.detailNumber: "1"], order: OrderNumber(order))
        #expect(scene.explanation(resembling: [line]).nextStep == expected)
    }

    @Test("At most ten are shown")
    func limit() throws {
        let scene = try Scene(
            rule: "order_no + detail_no",
            claim: [.orderNumber: "1001", .detailNumber: "x"],
            lines: (10..<30).map { .example(LineID("\($0)"), [.detailNumber: "\($0)"]) }
        )
        let ids = scene.explanation.nearestMisses.map(\.line.line.key.lineID.rawValue)
        #expect(ids == (10..<20).map(String.init))
    }

    @Test("A claim that found its lines has no misses")
    func none() throws {
        let scene = try Scene(lines: [.example("A")])
        #expect(scene.explanation(resembling: [.example("B", order: "1002")]).nearestMisses.isEmpty)
    }
}
