import FeedConnectors
import MatchingCore
import SyncInterfaces
import Synchronization
import Testing

@Suite("When a call is made again, and when an API is left alone")
struct ServiceClientTests {
    /// Answers with the next of a list, and with an empty 200 once it is used up.
    private final class Scripted: HTTPTransport {
        private let state:
            Mutex<(answers: [Result<HTTPAnswer, ServiceFailure>], requests: [HTTPRequest])>

        init(_ answers: [Result<HTTPAnswer, ServiceFailure>]) { state = Mutex((answers, [])) }

        var requests: [HTTPRequest] { state.withLock { $0.requests } }

        func send(_ request: HTTPRequest) async throws -> HTTPAnswer {
            try state.withLock { state in
                state.requests.append(request)
                guard !state.answers.isEmpty else { return HTTPAnswer(status: 200) }
                return try state.answers.removeFirst().get()
            }
        }
    }

    private final class Kept: RequestRecorder {
        private let state = Mutex<[RequestRecord]>([])
        var records: [RequestRecord] { state.withLock { $0 } }
        func record(_ record: RequestRecord) { state.withLock { $0.append(record) } }
    }

    private let time = StillTime()

    private func client(
        _ transport: Scripted,
        witness: CallWitness? = nil,
        change: (inout CallManners) -> Void = { _ in }
    ) -> ServiceClient {
        var manners = CallManners(randomness: SeededGenerator(seed: 3))
        change(&manners)
        return ServiceClient(
            transport: transport,
            time: time,
            pace: CallPace(1000, per: .seconds(1)),
            manners: manners,
            witness: witness
        )
    }

    private func ask(
        _ client: ServiceClient,
        isRepeatable: Bool = true,
        headers: [HTTPRequest.Header] = [],
        target: String = "/a"
    ) async throws -> Int {
        try await client.call { answer in
            guard answer.status == 200 else {
                let message = String(decoding: answer.body, as: UTF8.self)
                var failure = ServiceFailure.forStatus(of: answer, message: message)
                if message.contains("expired") {
                    failure = ServiceFailure(failure.problem, isAboutTime: true)
                }
                throw failure
            }
            return answer.status
        } request: { moment in
            HTTPRequest(
                base: "https://api.example.com",
                target: target,
                headers: headers + [.init("x-moment", "\(moment.rawValue)")],
                isRepeatable: isRepeatable
            )
        }
    }

    private func status(
        _ status: Int,
        _ headers: [String: String] = [:],
        _ body: String = ""
    ) -> Result<HTTPAnswer, ServiceFailure> {
        .success(HTTPAnswer(status: status, headers: headers, body: Array(body.utf8)))
    }

    private var unreachable: Result<HTTPAnswer, ServiceFailure> {
        .failure(ServiceFailure(.notReachable("gone"), mayPass: true))
    }

    @Test("What may pass is asked again, at most three times, each time signed anew")
    func retries() async throws {
        let transport = Scripted([status(503), unreachable, status(500)])
        #expect(try await ask(client(transport)) == 200)
        #expect(transport.requests.count == 4)
        #expect(Set(transport.requests.map(\.headers)).count == 4)

        let failing = Scripted(Array(repeating: unreachable, count: 9))
        await #expect(throws: ServiceFailure(.notReachable("gone"), mayPass: true)) {
            try await ask(client(failing))
        }
        #expect(failing.requests.count == 4)
    }

    @Test("Pauses are random, up to a bound that doubles")
    func jitter() async throws {
        let transport = Scripted(Array(repeating: unreachable, count: 3))
        _ = try await ask(client(transport))
        let bounds: [Duration] = [.milliseconds(500), .seconds(1), .seconds(2)]
        #expect(time.pauses.count == 3)
        for (pause, bound) in zip(time.pauses, bounds) { #expect(pause <= bound) }
        #expect(Set(time.pauses).count == 3)
    }

    @Test("A gateway's page in place of an answer may pass; any other odd answer does not")
    func gatewayPage() async throws {
        for (type, count) in [("text/html; charset=utf-8", 2), ("application/json", 1)] {
            let transport = Scripted([status(200, ["content-type": type], "<html>")])
            let client = client(transport)
            _ = try? await client.call { answer in
                guard answer.body.isEmpty else { throw ServiceFailure(.unexpectedAnswer("odd")) }
                return true
            } request: { _ in
                HTTPRequest(base: "https://api.example.com", target: "/")
            }
            #expect(transport.requests.count == count)
        }
    }

    @Test("A refusal is not asked again")
    func refusal() async throws {
        let transport = Scripted([status(401, [:], "no such key")])
        await #expect(throws: ServiceFailure(.notSignedIn("no such key"))) {
            try await ask(client(transport))
        }
        #expect(transport.requests.count == 1)
    }

    @Test("A call that changes something is never sent twice")
    func notRepeatable() async throws {
        let transport = Scripted([unreachable])
        await #expect(throws: ServiceFailure.self) {
            try await ask(client(transport), isRepeatable: false)
        }
        #expect(transport.requests.count == 1)
    }

    @Test("Retry-After is sat out; one that is too long ends the call and silences the API")
    func retryAfter() async throws {
        let transport = Scripted([status(429, ["retry-after": "20"])])
        _ = try await ask(client(transport))
        #expect(try #require(time.pauses.first) >= .seconds(20))

        let blocked = Scripted([status(429, ["retry-after": "600"])])
        let client = client(blocked)
        await #expect(
            throws: ServiceFailure(
                .tooManyCalls(secondsToWait: 600),
                mayPass: true,
                secondsToWait: 600
            )
        ) { try await ask(client) }
        let until = time.now().advanced(by: .seconds(600))
        await #expect(
            throws: ServiceFailure(
                .resting(until: until, because: .tooManyCalls(secondsToWait: 600))
            )
        ) { try await ask(client) }
        #expect(blocked.requests.count == 1)
        time.advance(by: .seconds(600))
        _ = try await ask(client)
    }

    @Test("A Retry-After that names a date is the time until then")
    func retryAfterDate() async throws {
        let transport = Scripted([
            status(503, ["retry-after": "Sun, 01 Mar 2026 02:00:30 GMT"]),
            status(429, ["retry-after": "Sun, 01 Mar 2026 01:00:00 GMT"]),
        ])
        _ = try await ask(client(transport))
        #expect(try #require(time.pauses.first) >= .seconds(30))
        #expect(try #require(time.pauses.last) < .seconds(2), "what is over is not waited for")
    }

    @Test("However long calls are on their way, none arrives sooner than the pace allows")
    func arrivals() async throws {
        let arrivals = SlowArrivals(time, delays: [.milliseconds(900), .zero, .milliseconds(40)])
        let client = ServiceClient(
            transport: arrivals,
            time: time,
            pace: CallPace(1, per: .seconds(5)),
            manners: CallManners(randomness: SeededGenerator(seed: 3))
        )
        for _ in 1...4 { _ = try await ask(client) }
        let moments = arrivals.moments
        #expect(moments.count == 4)
        for (earlier, later) in zip(moments, moments.dropFirst()) {
            #expect(earlier.duration(to: later) >= .seconds(5))
        }
    }

    @Test("The pace that answers tell is kept to, the slowest of those told")
    func toldPace() async throws {
        let headers = ["/a": "4 3", "/b": "2 1", "/c": "2 0"]
        let arrivals = SlowArrivals(time, delays: []) { target in
            HTTPAnswer(status: 200, headers: ["x-pace": headers[target] ?? ""])
        }
        let client = ServiceClient(
            transport: arrivals,
            time: time,
            pace: CallPace(1000, per: .seconds(1)),
            manners: CallManners(randomness: SeededGenerator(seed: 3))
        ) { answer in
            let numbers = (answer.headers["x-pace"] ?? "").split(separator: " ").compactMap {
                Int($0)
            }
            guard numbers.count == 2 else { return nil }
            return CallAllowance(CallPace(numbers[0], per: .seconds(1)), isUsedUp: numbers[1] == 0)
        }
        func seconds(_ target: String, _ count: Int) async throws -> [Int64] {
            let start = time.now()
            let first = arrivals.moments.count
            for _ in 1...count { _ = try await ask(client, target: target) }
            return arrivals.moments.dropFirst(first).map { start.duration(to: $0).wholeSeconds }
        }
        #expect(try await seconds("/other", 9) == Array(repeating: 0, count: 9))
        #expect(try await seconds("/a", 9) == [0, 1, 1, 1, 1, 2, 2, 2, 2])
        #expect(await client.report()?.pace == CallPace(4, per: .seconds(1)))
        #expect(try await seconds("/b", 5) == [1, 1, 2, 2, 3])
        #expect(try await seconds("/a", 3) == [0, 1, 1], "one gate for all")
        #expect(try await seconds("/c", 3) == [1, 2, 3], "nothing was left")
    }

    /// Calls that are on their way for a while, not always for the same.
    private final class SlowArrivals: HTTPTransport {
        private let time: StillTime
        private let state: Mutex<(delays: [Duration], moments: [Timestamp])>

        private let answer: @Sendable (String) -> HTTPAnswer

        init(
            _ time: StillTime,
            delays: [Duration],
            answer: @escaping @Sendable (String) -> HTTPAnswer = { _ in HTTPAnswer(status: 200) }
        ) {
            self.time = time
            self.answer = answer
            state = Mutex((delays, []))
        }

        var moments: [Timestamp] { state.withLock { $0.moments } }

        func send(_ request: HTTPRequest) async throws -> HTTPAnswer {
            state.withLock { state in
                time.advance(by: state.delays.isEmpty ? .zero : state.delays.removeFirst())
                state.moments.append(time.now())
            }
            return answer(request.target)
        }
    }

    @Test("No try begins after the total time")
    func totalTime() async throws {
        let transport = Scripted(Array(repeating: status(429, ["retry-after": "50"]), count: 9))
        await #expect(throws: ServiceFailure.self) {
            try await ask(client(transport) { $0.totalTime = .seconds(60) })
        }
        #expect(transport.requests.count == 2)
    }

    @Test("After failures in a row an API rests; one call then finds out whether it is back")
    func circuit() async throws {
        let transport = Scripted(Array(repeating: status(503), count: 9))
        let client = client(transport)
        for _ in 1...2 { await #expect(throws: ServiceFailure.self) { try await ask(client) } }
        #expect(transport.requests.count == 8)
        let resting = await #expect(throws: ServiceFailure.self) { try await ask(client) }
        let until = time.now().advanced(by: .seconds(300))
        #expect(
            resting?.problem
                == .resting(until: until, because: .serverFailed(status: 503, ""))
        )
        #expect(transport.requests.count == 8)

        // The trial fails, without retries: it rests twice as long.
        time.advance(by: .seconds(300))
        await #expect(throws: ServiceFailure.self) { try await ask(client) }
        #expect(transport.requests.count == 9)
        time.advance(by: .seconds(300))
        await #expect(throws: ServiceFailure.self) { try await ask(client) }
        #expect(transport.requests.count == 9)
        time.advance(by: .seconds(300))
        #expect(try await ask(client) == 200)
        #expect(try await ask(client) == 200)
    }

    @Test("A rest that another process began is kept to, and then ends as one's own would")
    func restOfAnother() async throws {
        let (transport, until) = (Scripted([status(429)]), time.now().advanced(by: .seconds(120)))
        let client = client(transport)
        let reason = ServiceProblem.tooManyCalls(secondsToWait: 600)
        await client.resume(.init(since: time.now(), until: until, reason: reason))
        let resting = await #expect(throws: ServiceFailure.self) { try await ask(client) }
        #expect(resting?.problem == .resting(until: until, because: reason))
        #expect(transport.requests.isEmpty)
        time.advance(by: .seconds(120))
        await #expect(throws: ServiceFailure.self) { try await ask(client) }
        #expect(transport.requests.count == 1)
    }

    @Test("A rest that is over, or would never end, is not gone on with", arguments: [-1, 90_000])
    func restOfNobody(seconds: Int) async throws {
        let (client, now) = (client(Scripted([])), time.now())
        let until = now.advanced(by: .seconds(seconds))
        await client.resume(.init(since: now, until: until, reason: .cutOff))
        #expect(try await ask(client) == 200)
    }

    @Test("A refused key is an answer, and wakes no breaker")
    func refusalsDoNotRest() async throws {
        let transport = Scripted(Array(repeating: status(401), count: 20))
        let client = client(transport)
        for _ in 1...20 { await #expect(throws: ServiceFailure.self) { try await ask(client) } }
        #expect(transport.requests.count == 20)
    }

    @Test(
        "A refused moment is the clock's fault where the answer's date says so",
        arguments: [
            ("Sun, 01 Mar 2026 01:53:00 GMT", ServiceProblem.clockOff(seconds: 420)),
            ("Sun, 01 Mar 2026 02:05:00 GMT", .clockOff(seconds: -300)),
            ("Sun, 01 Mar 2026 02:00:05 GMT", .notSignedIn("signature is expired")),
            ("yesterday", .notSignedIn("signature is expired")),
        ]
    )
    func clock(date: String, problem: ServiceProblem) async throws {
        let transport = Scripted([status(401, ["date": date], "signature is expired")])
        let failure = await #expect(throws: ServiceFailure.self) {
            try await ask(client(transport))
        }
        #expect(failure?.problem == problem)
    }

    @Test("A redirection is a failure")
    func redirection() async throws {
        let location = ["location": "https://evil.example.com/?signature=abc"]
        let transport = Scripted([status(302, location)])
        await #expect(
            throws: ServiceFailure(.unexpectedAnswer("302 → https://evil.example.com/"))
        ) { try await ask(client(transport)) }
    }

    @Test("A secret that cannot be had is told as that, and asks nothing")
    func missingSecret() async throws {
        let transport = Scripted([])
        let client = client(transport)
        let missing = ServiceFailure(.secretNotAvailable("secret_key", reason: "no such file"))
        await #expect(throws: missing) {
            try await client.call {
                $0.status
            } request: { _ in
                throw missing
            }
        }
        #expect(transport.requests.isEmpty)
        #expect(try await ask(client) == 200)
    }

    @Test("Each try is on record; no secret is, nor in what the API said")
    func record() async throws {
        let secrets = SecretWords()
        secrets.add("hunter2-long/secret")
        let kept = Kept()
        let witness = CallWitness(
            account: "coupang",
            api: "coupang",
            recorder: kept,
            secrets: secrets
        )
        let transport = Scripted([
            status(503), status(403, [:], "key hunter2-long/secret may not"),
        ])
        let failure = await #expect(throws: ServiceFailure.self) {
            try await ask(
                client(transport, witness: witness),
                headers: [.init("Authorization", "Bearer abcdef"), .init("Accept", "text/xml")],
                target: "/orders?a=1&access_token=abcdef&hash=hunter2-long%2Fsecret"
            )
        }
        #expect(failure?.problem == .notPermitted("key ••• may not"))
        #expect(kept.records.map(\.number) == [1, 2])
        #expect(kept.records.map(\.status) == [503, 403])
        #expect(kept.records.map(\.problem) == ["serverFailed", "notPermitted"])
        for record in kept.records {
            #expect(
                record.target == "https://api.example.com/orders?a=1&access_token=•••&hash=•••"
            )
            #expect(record.line.contains(#""Authorization":"•••","Accept":"text/xml""#))
            #expect(!record.line.contains("abcdef") && !record.line.contains("hunter2"))
        }
    }
}
