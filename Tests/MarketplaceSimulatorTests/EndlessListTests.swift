import FeedConnectors
import MarketplaceSimulator
import MatchingCore
import SyncInterfaces
import Synchronization
import Testing

/// A list whose pages never end, as its marketplace's API would tell it.
struct EndlessListCase: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let connector: @Sendable (CannedAnswers, Timestamp) -> any MarketplaceConnector
    /// What requests for the list hold.
    let list: String
    /// The body of a page, of which each calls another one that was there before the next.
    let pages: [String]
    let otherwise: String

    private static let nothing = #"{"code":200,"message":"OK","data":[],"nextToken":""}"#
    private static let token = #"{"access_token":"t","expires_in":10800,"token_type":"Bearer"}"#

    @Sendable
    private static func coupang(
        _ answers: CannedAnswers,
        _ now: Timestamp
    ) -> any MarketplaceConnector {
        CoupangConnector(
            account: "coupang",
            keys: .init(vendorID: "A00012345", accessKey: "k", secretKey: Secret { "s" }),
            client: answers.client(at: now)
        )
    }

    static let all = [
        EndlessListCase(
            testDescription: "orders of 쿠팡, one page over and over",
            connector: coupang,
            list: "status=ACCEPT&",
            pages: [#"{"code":200,"data":[],"nextToken":"a"}"#],
            otherwise: nothing
        ),
        EndlessListCase(
            testDescription: "orders of 쿠팡, two pages by turns",
            connector: coupang,
            list: "status=ACCEPT&",
            pages: ["a", "b"].map { #"{"code":200,"data":[],"nextToken":"\#($0)"}"# },
            otherwise: nothing
        ),
        EndlessListCase(
            testDescription: "withdrawals of 쿠팡, always an empty page more",
            connector: coupang,
            list: "returnWithdrawRequests",
            pages: (2...2000).map { #"{"code":200,"data":[],"nextPageIndex":"\#($0)"}"# },
            otherwise: nothing
        ),
        EndlessListCase(
            testDescription: "changes of 네이버, two pages by turns",
            connector: { answers, now in
                NaverConnector(
                    account: "storefarm",
                    keys: .init(
                        clientID: "client",
                        clientSecret: Secret { SimulatedNaver.clientSecret }
                    ),
                    client: answers.client(at: now)
                )
            },
            list: "last-changed-statuses",
            pages: ["01", "02"].map {
                """
                {"data":{"lastChangeStatuses":[],
                "more":{"moreFrom":"2026-03-\($0)T00:00:00.000+09:00","moreSequence":"1"}}}
                """
            },
            otherwise: token
        ),
        EndlessListCase(
            testDescription: "changes of 카카오, two pages by turns",
            connector: { answers, now in
                KakaoConnector(
                    account: "kakao-talkstore",
                    keys: .init(adminKey: Secret { "admin" }, sellerKey: nil),
                    client: answers.client(at: now)
                )
            },
            list: "/v2/shopping/orders?",
            pages: [1, 2].map {
                """
                {"contents":[{"orderId":\($0)}],
                "token":{"lastOrderId":\($0),"lastModifiedAt":"20260301111000"}}
                """
            },
            otherwise: #"{"content":[]}"#
        ),
    ]
}

@Suite("Lists that lead round", .timeLimit(.minutes(2)))
struct EndlessListTests {
    /// 11:00 in Korea.
    private let now = Timestamp(seconds: 1_772_330_400)
    private var window: TimeWindow { TimeWindow(start: now.advanced(by: .seconds(-60)), end: now) }

    @Test("A list without end fails the reading", arguments: EndlessListCase.all)
    func endless(example: EndlessListCase) async throws {
        let connector = example.connector(answers(to: example), now)
        let failure = await #expect(throws: ServiceFailure.self) {
            _ = try await connector.everything(in: window, observedAt: now)
        }
        guard case .unexpectedAnswer = failure?.problem else {
            Issue.record("\(String(describing: failure))")
            return
        }
    }

    /// After a thousand pages nothing but refusals come, so that a test that fails ends.
    private func answers(to example: EndlessListCase) -> CannedAnswers {
        let count = PageCount()
        return CannedAnswers { request in
            let isOfList = request.target.contains(example.list)
            guard isOfList else { return HTTPAnswer(example.otherwise) }
            let number = count.next()
            guard number < 1000 else { return HTTPAnswer("{}", status: 401) }
            return HTTPAnswer(example.pages[number % example.pages.count])
        }
    }
}

/// How many pages were asked for; a class, because the answers that it is counted in are copied.
private final class PageCount: Sendable {
    private let count = Mutex(0)

    /// The number of the next page, from 0.
    func next() -> Int {
        count.withLock { count in
            defer { count += 1 }
            return count
        }
    }
}
