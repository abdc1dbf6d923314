package import MatchingCore
package import SyncInterfaces

/// Calls one API for one account: at the API's pace, again where that may help, and not at all
/// while the API keeps failing.
package struct ServiceClient: Sendable {
    private let transport: any HTTPTransport
    private let time: any TimeSource
    private let gate: CallGate
    private let breaker: CircuitBreaker
    private let manners: CallManners
    private let witness: CallWitness?
    private let allowance: @Sendable (HTTPAnswer) -> CallAllowance?
    private let history = CallHistory()

    /// Whether calls are tried only once: those that find out what an API refuses.
    @TaskLocal static var asksOnce = false

    /// Creates a client; its pace, and what it knows of failures, belong to it alone.
    ///
    /// - Parameters:
    ///   - transport: Sends a single try.
    ///   - time: The clock that signs and waits.
    ///   - pace: What the API takes, unless its answers say otherwise.
    ///   - manners: When to try again.
    ///   - witness: Keeps the request log and knows which words are secret; `nil` for neither.
    ///   - allowance: What an answer says of the pace; `nil` where it says nothing.
    package init(
        transport: any HTTPTransport,
        time: any TimeSource,
        pace: CallPace,
        manners: CallManners,
        witness: CallWitness? = nil,
        allowance: @escaping @Sendable (HTTPAnswer) -> CallAllowance? = { _ in nil }
    ) {
        self.transport = transport
        self.time = time
        self.manners = manners
        self.witness = witness
        self.allowance = allowance
        gate = CallGate(pace, time: time)
        breaker = CircuitBreaker(manners)
    }

    /// The moment by the clock that signs.
    package func now() -> Timestamp { time.now() }

    /// Counts calls from 0 again.
    func startCounting() { history.startCounting() }

    /// Leaves the API alone for as long as another process had to.
    package func resume(_ rest: CallReport.Rest) async { await breaker.resume(rest, at: now()) }

    /// Whether the API was left alone, and the next call finds out whether it is back.
    func isOnTrial() async -> Bool { await breaker.rest.map { $0.until <= now() } ?? false }

    /// How the calls went; `nil` before the first.
    package func report() async -> CallReport? {
        history.report(rest: await breaker.rest, pace: await gate.toldPace)
    }

    /// Sends a request until it is answered, or another try would not help.
    ///
    /// Only requests that are repeatable are sent again, each try signed anew, and only after
    /// failures that may pass.
    ///
    /// - Parameters:
    ///   - reading: What an answer means to this API: its value, or a ``ServiceFailure``.
    ///   - request: Makes the request for one try, with the moment to sign it with.
    /// - Returns: What `reading` returns.
    /// - Throws: ``ServiceFailure``, `CancellationError`.
    package func call<Value: Sendable>(
        _ reading: @Sendable (HTTPAnswer) throws -> Value,
        request: @Sendable (Timestamp) throws -> HTTPRequest
    ) async throws -> Value {
        let admission = try await breaker.enter(at: now())
        do {
            return try await tries(admission, reading, request)
        } catch var failure as ServiceFailure {
            failure.problem = redacted(failure.problem)
            throw failure
        } catch {
            await breaker.abandoned()
            throw error
        }
    }

    private func tries<Value: Sendable>(
        _ admission: CircuitBreaker.Admission,
        _ reading: @Sendable (HTTPAnswer) throws -> Value,
        _ request: @Sendable (Timestamp) throws -> HTTPRequest
    ) async throws -> Value {
        let start = now()
        var number = 0
        while true {
            number += 1
            let turn = try await gate.pass()
            let outgoing: HTTPRequest
            do {
                outgoing = try request(now())
            } catch {
                // Nothing was asked: a secret could not be had.
                await breaker.abandoned()
                throw error
            }
            let failure: ServiceFailure
            let result = try await attempt(outgoing, number, reading)
            await gate.ended(turn)
            switch result {
            case .success(let value):
                await breaker.succeeded()
                return value
            case .failure(let what): failure = what
            }
            let rests = await breaker.failed(failure, at: now())
            guard !rests, admission == .closed, outgoing.isRepeatable, !Self.asksOnce,
                let pause = manners.pause(
                    afterTry: number,
                    elapsed: start.duration(to: now()),
                    failure
                )
            else { throw failure }
            try await time.sleep(until: now().advanced(by: pause))
        }
    }

    /// One try, put on record.
    private func attempt<Value: Sendable>(
        _ request: HTTPRequest,
        _ number: Int,
        _ reading: @Sendable (HTTPAnswer) throws -> Value
    ) async throws -> Result<Value, ServiceFailure> {
        let start = now()
        var answer: HTTPAnswer?
        let result: Result<Value, ServiceFailure>
        do {
            let received = try await transport.send(request).countingFrom(now())
            answer = received
            if let allowance = allowance(received) {
                await gate.follow(allowance, of: String(request.target.prefix { $0 != "?" }))
            }
            try received.refuseRedirection()
            result = .success(try reading(received))
        } catch let failure as ServiceFailure {
            // What is kept of a failure, for whatever use, has no secrets.
            var told = diagnosed(failure.reconsidered(for: answer), answer)
            told.problem = redacted(told.problem)
            result = .failure(told)
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            result = .failure(ServiceFailure(redacted(.unexpectedAnswer("\(error)"))))
        }
        var problem: ServiceProblem?
        if case .failure(let failure) = result { problem = failure.problem }
        let end = now()
        witness?.record(request, answer, from: start, to: end, number: number, problem)
        history.add(
            CallReport.Call(
                at: start,
                method: request.method,
                path: redacted(String(request.target.prefix { $0 != "?" })),
                status: answer?.status,
                milliseconds: start.duration(to: end).wholeMilliseconds,
                problem: problem
            )
        )
        return result
    }

    private func redacted(_ text: String) -> String { witness?.redacted(text) ?? text }

    private func redacted(_ problem: ServiceProblem) -> ServiceProblem {
        witness?.redacted(problem) ?? problem
    }

    /// A refused moment of signing, where the other side's clock explains it.
    private func diagnosed(_ failure: ServiceFailure, _ answer: HTTPAnswer?) -> ServiceFailure {
        guard failure.isAboutTime,
            let theirs = answer?.headers["date"].flatMap({ HTTPDate.timestamp($0) })
        else { return failure }
        let seconds = Int(theirs.duration(to: now()).wholeSeconds)
        guard abs(seconds) >= Int(manners.clockTolerance.wholeSeconds) else { return failure }
        var diagnosed = failure
        diagnosed.problem = .clockOff(seconds: seconds)
        return diagnosed
    }
}

extension ServiceFailure {
    /// A page for people in place of an answer comes from a gateway, and goes with what ails it.
    fileprivate func reconsidered(for answer: HTTPAnswer?) -> ServiceFailure {
        guard case .unexpectedAnswer = problem, let type = answer?.headers["content-type"],
            type.hasPrefix("text/html")
        else { return self }
        return ServiceFailure(problem, mayPass: true)
    }
}

extension HTTPAnswer {
    /// Throws for an answer that sends the caller elsewhere: none of the APIs does, and what was
    /// signed for one address is not shown to another.
    fileprivate func refuseRedirection() throws {
        guard (300...399).contains(status) else { return }
        // Behind `?` it may repeat what was sent.
        let place = headers["location"].map { $0.prefix { $0 != "?" } } ?? "?"
        throw ServiceFailure(.unexpectedAnswer("\(status) → \(place)"))
    }
}
