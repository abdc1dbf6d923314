import MarketplaceCatalog
import MatchingCore

extension Scene {
    /// Every rule of the catalogue, one with a long branch first, and none.
    private static let rules = Result {
        Set(
            try MarketplaceCatalog.load(configurationFolder: nil).marketplaces.map {
                $0.policy.rule?.description
            }
        )
        .sorted { $0 ?? "" < $1 ?? "" } + ["order_no + (detail_no + code4 | product_name)"]
    }

    /// A scene in which everything that can go right or wrong is likely.
    static func random(seed: UInt64) throws -> Scene {
        var random = SeededGenerator(seed: seed)
        let isComplete = !random.once(in: 12)
        let rules = try rules.get()
        var scene = try Scene(
            rule: random.once(in: 12) ? nil : random.pick(rules),
            states: isComplete ? ["취소요청", "취소완료"] : [],
            confirmStates: isComplete ? ["취소거부"] : [],
            onSeveral: random.pick(SyncPolicy.SeveralLines.allCases),
            state: random.pick(["취소요청", "취소요청", "취소완료", "취소거부", "취소철회", "배송중"]),
            claim: fields(using: &random),
            quantity: random.pick([nil, nil, 1, 2, 3, 5]),
            lines: lines(using: &random)
        )
        scene.input.ruling = random.pick(
            [nil, nil, nil, nil, nil, .applied, .undone, .dismissed(reason: "중복")]
        )
        scene.input.taken = scene.input.lines.compactMap { line in
            guard line.cancelledUnits > 0, line.line.key.account == account, random.once(in: 3)
            else { return nil }
            return Application(
                line: line.line.key,
                units: Int.random(in: 1...line.cancelledUnits, using: &random)
            )
        }
        if random.once(in: 5) {
            let quantities = (0...Int.random(in: 1...2, using: &random)).map { _ in
                Int.random(in: 1...3, using: &random)
            }
            scene.input.claim = .example(
                state: scene.input.claim.state,
                fields: scene.input.claim.fields,
                requests: quantities
            )
        }
        return scene
    }

    private static func lines(using random: inout SeededGenerator) -> [LineOnFile] {
        let ids: [LineID] = ["A", "B", "C", "D"]
        return ids.prefix(Int.random(in: 0...4, using: &random)).map { id in
            let quantity = Int.random(in: 1...3, using: &random)
            return LineOnFile.example(
                id,
                fields(using: &random),
                order: random.once(in: 10) ? "1002" : "1001",
                account: random.once(in: 6) ? "shop-2" : account,
                quantity: quantity
            )
            .shipping(random.pick([.received, .received, .labeled, .shipped]))
            .cancelled(random.once(in: 2) ? 0 : Int.random(in: 0...quantity, using: &random))
        }
    }

    /// Few values, so that equal ones are common, with blanks and near misses among them.
    private static func fields(using random: inout SeededGenerator) -> FieldValues {
        let named: [KeyField] = [
            .detailNumber, .detailNumber2, .productCode, .productName, .option, .code4, .code6,
            .code18, .code22,
        ]
        var fields: FieldValues = [.orderNumber: "1001"]
        for field in named { fields[field] = random.pick(["", "1", "1", "1", "01", "빨강  L"]) }
        return fields
    }
}
