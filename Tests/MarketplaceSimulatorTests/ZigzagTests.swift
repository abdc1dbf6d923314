import FeedConnectors
import MarketplaceSimulator
import MatchingCore
import OrderStore
import SyncEngine
import SyncInterfaces
import Testing

@Suite("지그재그: the connector against its simulated API", .timeLimit(.minutes(5)))
struct ZigzagTests {
    private let day = TimeWindow.oneDay

    @Test("No word of a status is guessed: every request is kept with its own and not synced")
    func wordsAreNotGuessed() async throws {
        let shop = try SimulatedShop.of("zigzag", claims: 70)
        let bench = try await APIBench(shop, overrides: "marketplaces: []")
        let record = try await bench.resyncWindow()
        #expect(record.outcome == .succeeded)
        #expect(record.tally.unitsCancelled == 0)
        let outcomes = try await bench.outcomes(of: shop)
        #expect(outcomes.values.allSatisfy { $0 == .notSynced })
        #expect(Set(outcomes.keys) == Set(Truth(of: shop, at: bench.clock.now()).outcomes.keys))
        await bench.remove()
    }

    @Test("A window of 60 days is walked, page by page")
    func longWindow() async throws {
        let window = day.lasting(.seconds(60 * 86_400))
        let shop = try SimulatedShop.of("zigzag", in: window, orders: 500, claims: 300)
        let bench = try await APIBench(shop, window: window)
        let record = try await bench.resyncWindow()
        #expect(record.outcome == .succeeded)
        try await bench.expectTruth(of: shop)
        #expect(bench.world.log.count < 60)
        let notes = try await bench.store.read { ledger in
            try ledger.journal(JournalQuery(limit: 1000)).filter { $0.act == .takeIn }
                .compactMap(\.problem?.stored)
        }
        #expect(notes.allSatisfy { !$0.contains("REQUESTED") }, "a word with a meaning is known")
        #expect(notes.contains { $0.contains("MADE_UP_UNHEARD_OF") })
        await bench.remove()
    }

    @Test("A wrong key is told, and so is an old signature")
    func diagnoses() async throws {
        let empty = SimulatedShop(marketplace: "zigzag")
        let wrong = try await APIBench(empty, settings: ["secret_key": "other"])
        #expect(await wrong.checkProblem() == .notSignedIn("authenticated_failed"))
        await wrong.remove()
        var faults = FaultPlan()
        faults.upcoming["zigzag"] = [.clockSkew(.seconds(420))]
        let late = try await APIBench(empty, faults: faults)
        #expect(await late.checkProblem() == .clockOff(seconds: -420))
        #expect(await late.checkProblem() == nil)
        await late.remove()
    }
}

@Suite("지그재그: answers of the form that public clients read, and refusals")
struct ZigzagAnswersTests {
    /// 2026-03-01 11:03:04 in Korea.
    private let now = Timestamp(seconds: 1_772_330_584)

    private func page(_ answer: HTTPAnswer) async throws -> FeedPage {
        let connector = ZigzagConnector(
            account: "zigzag",
            keys: .init(accessKey: "access", secretKey: Secret { "zz-secret" }),
            client: CannedAnswers { request in
                let body = String(decoding: request.body, as: UTF8.self)
                return body.contains(" requested_order_item_list(")
                    ? answer
                    : HTTPAnswer(#"{"data":{"order_item_list":{"total_count":0,"item_list":[]}}}"#)
            }
            .client(at: now)
        )
        // A window within a day, so that the week up to it is one call.
        let window = TimeWindow(start: now, end: now)
        return try await connector.everything(in: window, observedAt: now)
    }

    private func list(_ requests: String) -> HTTPAnswer {
        HTTPAnswer(
            """
            {"data":{"requested_order_item_list":{"total_count":1,"item_list":[
            {"order_item_number":"150000000000000001","quantity":2,"unit_price":19000,
            "product_id":"410000001","status":"NEW_ORDER",
            "product_info":{"name":"여름 티셔츠","options":"블랙 / M"},
            "order":{"order_number":"140000000000000001","date_created":1772330584000},
            "active_request_list":[\(requests)]}]}}}
            """
        )
    }

    @Test("A request to cancel is a notice with the API's own word, reported once")
    func example() async throws {
        let page = try await page(
            list(
                """
                {"order_item_request_number":"160000000000000001","type":"CANCEL",
                "status":"SOME_WORD","requested_quantity":1,"date_requested":1772330584000},
                {"order_item_request_number":"160000000000000002","type":"RETURN",
                "status":"SOME_WORD","requested_quantity":1,"date_requested":1772330584000}
                """
            )
        )
        let notice = try #require(page.notices.first)
        #expect(
            Set(page.notices.map(\.claimID)) == ["160000000000000001"],
            "returns are no cancels"
        )
        #expect(notice.state == "SOME_WORD")
        #expect(notice.orderNumber == "140000000000000001")
        #expect(notice.fields[.detailNumber] == "150000000000000001")
        #expect(notice.fields[.detailNumber2] == nil)
        #expect(notice.fields[.option] == "블랙 / M")
        #expect(notice.quantity == 1)
        #expect(notice.requestedAt == now)
        #expect(notice.changedAt == nil)
        #expect(page.problems.map(\.problem) == [.service(.unknownState("SOME_WORD"))])
    }

    @Test(
        "Each refusal is the problem that it means",
        arguments: [
            (
                200, #"{"errors":[{"message":"authenticated_failed"}]}"#,
                .notSignedIn("authenticated_failed")
            ),
            (
                200, #"{"data":null,"errors":[{"message":"a"},{"message":"b"}]}"#,
                .refused(code: "GraphQL", message: "a; b")
            ),
            (429, "", .tooManyCalls(secondsToWait: nil)),
            (200, #"{"data":{}}"#, .unexpectedAnswer("data: no requested_order_item_list")),
        ] as [(Int, String, ServiceProblem)]
    )
    func refusals(status: Int, body: String, problem: ServiceProblem) async throws {
        let failure = await #expect(throws: ServiceFailure.self) {
            _ = try await page(HTTPAnswer(body, status: status))
        }
        #expect(failure?.problem == problem)
    }
}
