import FeedConnectors
import MarketplaceSimulator
import MatchingCore
import RequestSigning
import SyncInterfaces
import Synchronization
import Testing

@Suite("쿠팡: what is refused, and what that means", .timeLimit(.minutes(2)))
struct CoupangFailureTests {
    private let now = Timestamp(seconds: 1_772_330_400)

    private func bench(
        api: SimulatedCoupang = SimulatedCoupang(),
        vendorID: String = SimulatedCoupang.vendorID,
        secretKey: String = SimulatedCoupang.secretKey,
        clockError: Duration? = nil
    ) async throws -> APIBench {
        var faults = FaultPlan()
        if let clockError { faults.upcoming = ["coupang": [.clockSkew(clockError)]] }
        return try await APIBench(
            SimulatedShop(marketplace: "coupang"),
            api: api,
            window: TimeWindow(start: now, end: now.advanced(by: .seconds(3600))),
            faults: faults,
            settings: ["vendor_id": vendorID, "secret_key": secretKey]
        )
    }

    @Test("Keys that are in order pass the check")
    func goodKey() async throws {
        let bench = try await bench()
        #expect(await bench.checkProblem() == nil)
        await bench.remove()
    }

    @Test("A wrong secret is said to be refused")
    func wrongKey() async throws {
        let bench = try await bench(secretKey: "wrong")
        #expect(await bench.checkProblem() == .notSignedIn("Invalid signature."))
        await bench.remove()
    }

    @Test("A secret that cannot be had is no call at all")
    func noKey() async throws {
        let client = CannedAnswers([:], otherwise: "").client(at: now)
        let missing = ServiceProblem.secretNotAvailable("secret_key", reason: "no file")
        let connector = CoupangConnector(
            account: "coupang",
            keys: .init(
                vendorID: "A00012345",
                accessKey: "key",
                secretKey: Secret { throw ServiceFailure(missing) }
            ),
            client: client
        )
        let failure = await #expect(throws: ServiceFailure.self) { try await connector.check() }
        #expect(failure?.problem == missing)
    }

    @Test("A signature that is old is a matter of the clock", arguments: [900, -900])
    func oldSignature(seconds: Int64) async throws {
        let bench = try await bench(clockError: .seconds(seconds))
        #expect(await bench.checkProblem() == .clockOff(seconds: Int(-seconds)))
        await bench.remove()
    }

    @Test("An address that is not registered is named as such")
    func address() async throws {
        let bench = try await bench(api: SimulatedCoupang(knowsAddress: false))
        let words = "[FORBIDDEN] Not allowed IP"
        #expect(await bench.checkProblem() == .addressNotRegistered(words))
        await bench.remove()
    }

    @Test("At its pace the connector is never locked out, and faster it would be")
    func lockout() async throws {
        let polite = try await bench()
        for _ in 0..<30 { #expect(await polite.checkProblem() == nil) }
        await polite.remove()
        let now = now
        let world = SimulatedWorld(shops: [], apis: [SimulatedCoupang()]) { now }
        let hasty = CoupangConnector(
            account: "coupang",
            keys: .init(
                vendorID: SimulatedCoupang.vendorID,
                accessKey: SimulatedCoupang.accessKey,
                secretKey: Secret { SimulatedCoupang.secretKey }
            ),
            client: CannedAnswers { world.answer($0, of: "coupang") }.client(at: now)
        )
        for _ in 0..<10 { _ = try await hasty.check() }
        let failure = await #expect(throws: ServiceFailure.self) { try await hasty.check() }
        #expect(failure?.problem == .tooManyCalls(secondsToWait: nil))
    }

    @Test(
        "A vendor that is locked out asks nothing more for as long as that lasts",
        arguments: [(429, #"{"message":"Too Many Requests"}"#), (403, "<TITLE>Access Denied")]
    )
    func restsWhenLockedOut(status: Int, body: String) async throws {
        let count = Mutex(0)
        let connector = CoupangConnector(
            account: "coupang",
            keys: .init(vendorID: "A00012345", accessKey: "k", secretKey: Secret { "s" }),
            client: CannedAnswers { _ in
                count.withLock { $0 += 1 }
                return HTTPAnswer(body, status: status)
            }.client(at: now)
        )
        let lockOut = await #expect(throws: ServiceFailure.self) { try await connector.check() }
        #expect(lockOut?.problem == .tooManyCalls(secondsToWait: nil))
        let resting = await #expect(throws: ServiceFailure.self) { try await connector.check() }
        let until = now.advanced(by: .seconds(300))
        #expect(
            resting?.problem == .resting(until: until, because: .tooManyCalls(secondsToWait: nil))
        )
        #expect(count.withLock { $0 } == 1)
    }

    @Test("A clock that is off changes nothing of what is told")
    func clockOfTheWorld() throws {
        let shop = SimulatedShop(marketplace: "coupang")
        let told = Mutex<[Timestamp]>([])
        var faults = FaultPlan()
        faults.upcoming = ["clock": [.clockSkew(.seconds(900)), nil]]
        let now = now
        let world = SimulatedWorld(
            shops: [shop],
            apis: [Witness { at in told.withLock { $0.append(at) } }],
            faults: faults
        ) { now }
        let request = SimulatedRequest(method: "GET", target: "/")
        let dates = (1...2).map { _ in world.respond(to: request, of: "clock").headers["date"] }
        #expect(told.withLock { $0 } == [now, now])
        #expect(dates[0] != dates[1], "the header is what shows it")
    }

    /// An API that only says when it was asked.
    private struct Witness: SimulatedAPI {
        let note: @Sendable (Timestamp) -> Void
        var marketplaces: [MarketplaceID] { ["coupang"] }
        var name: String { "clock" }

        init(_ note: @escaping @Sendable (Timestamp) -> Void) { self.note = note }

        mutating func answer(
            _ request: SimulatedRequest,
            shops: [MarketplaceID: SimulatedShop],
            now: Timestamp
        ) -> SimulatedAnswer {
            note(now)
            return SimulatedAnswer()
        }
    }

    @Test("A vendor id that is not the key's is refused in the API's words")
    func wrongVendor() async throws {
        let bench = try await bench(vendorID: "A00099999")
        let problem = await bench.checkProblem()
        #expect(problem == .refused(code: "400", message: "Invalid vendor ID"))
        await bench.remove()
    }

    @Test(
        "Each answer that is an error has its meaning",
        arguments: [
            (400, #"{"code":"ERROR","message":"검색기간은 최대 31일입니다."}"#),
            (401, #"{"code":"ERROR","message":"Request is not authorized."}"#),
            (403, #"<HTML><TITLE>Access Denied</TITLE></HTML>"#),
            (403, #"{"code":"ERROR","message":"No permission"}"#),
            (412, #"{"code":"ERROR","message":"Read timed out"}"#),
            (429, #"{"message":"Too Many Requests"}"#),
            (503, "<html>Service Unavailable</html>"),
            (200, #"{"code":"ERROR","message":"Unknown"}"#),
            (200, "<html>Gateway</html>"),
            (200, #"{"code":200,"message":"OK"}"#),
        ]
    )
    func meanings(status: Int, body: String) async throws {
        let connector = CoupangConnector(
            account: "coupang",
            keys: .init(vendorID: "A00012345", accessKey: "k", secretKey: Secret { "s" }),
            client: CannedAnswers { _ in HTTPAnswer(body, status: status) }.client(at: now)
        )
        let failure = await #expect(throws: ServiceFailure.self) { try await connector.check() }
        let problem = try #require(failure?.problem)
        switch (status, problem) {
        case (400, .refused(code: "400", message: "검색기간은 최대 31일입니다.")),
            (401, .notSignedIn("Request is not authorized.")), (403, .tooManyCalls),
            (403, .notPermitted("No permission")), (412, .serverFailed(status: 412, _)),
            (429, .tooManyCalls), (503, .serverFailed(status: 503, _)),
            (200, .refused(code: "ERROR", message: "Unknown")), (200, .unexpectedAnswer):
            break
        default: Issue.record("\(status) became \(problem)")
        }
    }

    @Test(
        "The simulated API refuses what the documents say is refused",
        arguments: [
            "v6/vendors/A00012345/returnRequests?searchType=timeFrame"
                + "&createdAtFrom=2026-01-01T00:00&createdAtTo=2026-02-01T00:01&status=RU",
            "v6/vendors/A00012345/returnRequests?searchType=timeFrame"
                + "&createdAtFrom=2026-02-01T00:00&createdAtTo=2026-01-01T00:00&status=RU",
            "v6/vendors/A00012345/returnRequests?searchType=timeFrame"
                + "&createdAtFrom=2026-01-01T00:00&createdAtTo=2026-01-02T00:00",
            "v4/vendors/A00012345/returnWithdrawRequests?dateFrom=2026-01-01&dateTo=2026-01-08"
                + "&pageIndex=1&sizePerPage=100",
            "v4/vendors/A00012345/returnWithdrawRequests?dateFrom=2026-01-01&dateTo=2026-01-07"
                + "&pageIndex=0&sizePerPage=100",
            "v4/vendors/A00012345/returnWithdrawRequests?dateFrom=2026-01-01&dateTo=2026-01-07"
                + "&pageIndex=1&sizePerPage=101",
            "v4/vendors/A00012345/ordersheets?createdAtFrom=2026-01-01&createdAtTo=2026-01-02"
                + "&status=ACCEPT&maxPerPage=51",
            "v4/vendors/A00012345/ordersheets?createdAtFrom=2026-01-01&createdAtTo=2026-01-02",
        ]
    )
    func strictness(call: String) {
        let target = "/v2/providers/openapi/apis/api/\(call)"
        let unsigned = SimulatedRequest(method: "GET", target: target)
        let signature = CoupangSignature(
            method: "GET",
            path: unsigned.path,
            query: unsigned.query,
            secret: SimulatedCoupang.secretKey,
            at: now
        )
        let request = SimulatedRequest(
            method: "GET",
            target: target,
            headers: ["authorization": signature.header(accessKey: SimulatedCoupang.accessKey)]
        )
        var api = SimulatedCoupang()
        #expect(api.answer(request, shops: [:], now: now).status == 400)
    }
}
