import MatchingCore
import SyncEngine
import SyncInterfaces
import Testing

@Suite("A claim is one, whatever brings it", .timeLimit(.minutes(10)))
struct ClaimIdentityTests {
    private static let asked = Bench.start.advanced(by: .seconds(-7200))

    private func bench(_ account: AccountID, _ fields: FieldValues) async throws -> Bench {
        let bench = try Bench(accounts: LineIdentityTests.accounts)
        try await bench.take([line(account, order: "1", "L1", fields, quantity: 2)])
        return bench
    }

    private func cancelled(_ bench: Bench) async throws -> [Int] {
        try await bench.lines("1").map(\.cancelledUnits)
    }

    /// What two files say of one claim for a unit of the line.
    struct Pair: Sendable {
        let account: AccountID
        let one: FieldValues
        let other: FieldValues
    }

    private static let same = [
        Pair(
            account: "number",
            one: [.detailNumber: "1", .productName: "티셔츠", .option: "블랙"],
            other: [.detailNumber: "1", .productName: "티셔츠"]
        ),
        Pair(
            account: "brandi",
            one: [.productName: "셔츠", .option: "블랙 / M"],
            other: [.productName: "셔츠", .option: "블랙  /  M"]
        ),
        Pair(account: "whole", one: [.productCode: "P1"], other: [:]),
        Pair(
            account: "code",
            one: [.code6: "7", .option: "M"],
            other: [.code6: "7", .option: "엠"]
        ),
        Pair(
            account: "ruleless",
            one: [.productCode: "P1"],
            other: [.productCode: "P1", .option: "M"]
        ),
    ]

    @Test("Another column or another wording makes no second claim", arguments: same)
    func anotherWording(pair: Pair) async throws {
        for (one, other) in [(pair.one, pair.other), (pair.other, pair.one)] {
            let bench = try await bench(pair.account, pair.one)
            defer { bench.remove() }
            let first = rowOfClaim(pair.account, order: "1", one, quantity: 1, asked: Self.asked)
            let second = rowOfClaim(
                pair.account,
                order: "1",
                other,
                state: "취소완료",
                quantity: 1,
                asked: Self.asked,
                minute: 30
            )
            for notice in [first, second, first, second] { try await bench.take(notice) }
            #expect(try await bench.only().standing.state == "취소완료")
            #expect(try await bench.only().notices.count == 2)
            #expect(try await cancelled(bench) == (pair.account == "ruleless" ? [0] : [1]))
            #expect(try await bench.store.audit() == [])
        }
    }

    @Test("What an API and a file say is one claim, under the API's number", arguments: same)
    func numberOfItsOwn(pair: Pair) async throws {
        for isFileFirst in [false, true] {
            let bench = try await bench(pair.account, pair.one)
            defer { bench.remove() }
            let api = notice(pair.account, "C7", order: "1", pair.one, state: "취소완료", quantity: 1)
            let file = rowOfClaim(
                pair.account,
                order: "1",
                pair.other,
                state: "취소완료",
                quantity: 1,
                asked: Self.asked,
                minute: 30
            )
            for notice in isFileFirst ? [file, api, file, api] : [api, file, api, file] {
                try await bench.take(notice)
            }
            let record = try await bench.only()
            #expect(Set(record.notices.map(\.claimID)) == ["C7"])
            #expect(try await cancelled(bench) == (pair.account == "ruleless" ? [0] : [1]))
            // Another claim on the same line is another one, though the first came without a name.
            try await bench.take(
                notice(pair.account, "C8", order: "1", pair.one, state: "취소완료", quantity: 1)
            )
            #expect(try await bench.records().count == 2)
            #expect(try await bench.store.audit() == [])
        }
    }

    @Test("A withdrawal from a list with fewer columns is the claim's", arguments: same)
    func withdrawal(pair: Pair) async throws {
        let bench = try await bench(pair.account, pair.one)
        defer { bench.remove() }
        try await bench.take(rowOfClaim(pair.account, order: "1", pair.one, asked: Self.asked))
        try await bench.take(
            rowOfClaim(pair.account, order: "1", state: "취소철회", asked: Self.asked, minute: 30)
        )
        #expect(try await bench.only().standing.status == .withdrawn)
    }

    @Test("What one poll says of a claim with its number and without is decided once")
    func decidedTogether() async throws {
        let bench = try await bench("number", [.detailNumber: "1"])
        defer { bench.remove() }
        let request = notice("number", "C7", order: "1", [.detailNumber: "1"], quantity: 1)
        let withdrawal = rowOfClaim(
            "number",
            order: "1",
            [.detailNumber: "1"],
            state: "취소철회",
            minute: 30
        )
        try await bench.take(FeedBatch(mark: nil, notices: [withdrawal, request]))
        #expect(try await bench.only().standing.status == .withdrawn)
        #expect(try await cancelled(bench) == [0])
        #expect(try await bench.journal(.decide).count == 1)
    }

    @Test("What was said of a whole claim is said of a line that came without its number, too")
    func numberOfLine() async throws {
        let bench = try await bench("number", [.detailNumber: "1"])
        defer { bench.remove() }
        try await bench.take(rowOfClaim("number", order: "1", [.detailNumber: "1"]))
        try await bench.take(notice("number", "C7", order: "1", [.detailNumber: "2"], minute: 10))
        try await bench.take(notice("number", "C7", order: "1", state: "취소철회", minute: 40))
        try await bench.take(
            notice("number", "C7", order: "1", [.detailNumber: "1"], state: "취소완료", minute: 20)
        )
        #expect(try await bench.records().map(\.standing.status) == [.withdrawn, .withdrawn])
        #expect(try await bench.store.audit() == [])
    }

    @Test("Claims on two lines without a number stay two", arguments: [[0, 1], [1, 0]])
    func twoLines(order: [Int]) async throws {
        for together in [false, true] {
            let bench = try await bench("product", [.productCode: "P1"])
            defer { bench.remove() }
            try await bench.take([line("product", order: "1", "L2", [.productCode: "P2"])])
            let notices = order.map {
                rowOfClaim("product", order: "1", [.productCode: "P\($0 + 1)"], quantity: 1)
            }
            if together {
                try await bench.take(FeedBatch(mark: nil, notices: notices))
            } else {
                for notice in notices { try await bench.take(notice) }
            }
            #expect(try await bench.records().count == 2)
            #expect(try await cancelled(bench) == [1, 1])
        }
    }

    @Test("Of two claims on one line a row without a number means that of its request")
    func twoRequests() async throws {
        let bench = try await bench("number", [.detailNumber: "1"])
        defer { bench.remove() }
        let later = Self.asked.advanced(by: .seconds(3600))
        for (claim, asked) in [("C1", Self.asked), ("C2", later)] {
            var fields: FieldValues = [.detailNumber: "1"]
            fields[.orderNumber] = "1"
            try await bench.take(
                CancellationNotice(
                    account: "number",
                    claimID: ClaimID(claim),
                    state: "취소요청",
                    fields: fields,
                    quantity: 1,
                    // An API says it by the second, a file by the minute.
                    requestedAt: asked.advanced(by: .seconds(17)),
                    observedAt: Bench.start
                )
            )
        }
        try await bench.take(
            rowOfClaim(
                "number",
                order: "1",
                [.detailNumber: "1"],
                state: "취소철회",
                quantity: 1,
                asked: later,
                minute: 30
            )
        )
        let standings = try await bench.records().map(\.standing.status)
        #expect(standings == [.applied, .withdrawn])
    }

    @Test("In any order and any batches they lead to the same", arguments: 1...6)
    func anyOrder(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let wordings: [FieldValues] = [
            [.detailNumber: "1", .option: "블랙"], [.detailNumber: "1"],
            [.detailNumber: "1", .productName: "셔츠", .option: "검정"],
        ]
        let notices = ["취소요청", "취소철회", "취소요청", "취소완료"].enumerated().map {
            rowOfClaim(
                "number",
                order: "1",
                wordings.randomElement(using: &generator) ?? [:],
                state: $1,
                quantity: 1,
                minute: $0 * 10
            )
        }
        for _ in 1...4 {
            let bench = try await bench("number", [.detailNumber: "1"])
            defer { bench.remove() }
            var rest = notices.shuffled(using: &generator)[...]
            while !rest.isEmpty {
                let size = Int.random(in: 1...2, using: &generator)
                try await bench.take(FeedBatch(mark: nil, notices: Array(rest.prefix(size))))
                rest = rest.dropFirst(size)
            }
            let record = try await bench.only()
            #expect(record.standing.state == "취소완료")
            #expect(try await cancelled(bench) == [1])
        }
    }

    @Test(
        "What is on file speaks of the claim that has it, whichever came since",
        arguments: [
            true, false,
        ]
    )
    func seenAgain(isTimed: Bool) async throws {
        let bench = try await bench("whole", [:])
        defer { bench.remove() }
        let nameless = ["취소요청", "취소철회"].enumerated().map { minute, state in
            let row = rowOfClaim("whole", order: "1", state: state, minute: minute)
            return isTimed ? row.timed : row
        }
        try await bench.take(FeedBatch(mark: nil, notices: nameless))
        // The first takes the name on; the second is another request for the same.
        try await bench.take(notice("whole", "c1", order: "1", minute: 2))
        try await bench.take(notice("whole", "c2", order: "1", minute: 3))
        let before = try await bench.records()
        #expect(before.map(\.standing.status) == [.applied, .applied])
        for notice in nameless {
            #expect(try await bench.take(notice).news == 0)
            #expect(try await bench.records() == before)
        }
    }
}

extension CancellationNotice {
    /// The same with a time of its own: when it was seen.
    fileprivate var timed: CancellationNotice {
        CancellationNotice(
            account: account,
            claimID: claimID,
            state: state,
            fields: fields,
            changedAt: observedAt,
            observedAt: observedAt
        )
    }
}
