import AsyncHTTPClient
import Glibc
import MatchingCore
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import SyncInterfaces

/// Sends requests through AsyncHTTPClient.
///
/// TLS is verified; redirects are not followed, for they would
/// take signatures to where they were not meant for. Connections are kept for the next call.
package struct AsyncHTTPTransport: HTTPTransport {
    private let keeper: Keeper
    private let timeLimit: Duration
    private let sizeLimit: Int

    /// Creates a transport.
    ///
    /// - Parameters:
    ///   - timeLimit: From sending to the last byte.
    ///   - sizeLimit: Bytes of an answer's body, above which it is given up.
    package init(timeLimit: Duration = .seconds(30), sizeLimit: Int = 32 << 20) {
        self.timeLimit = timeLimit
        self.sizeLimit = sizeLimit
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.timeout.connect = .milliseconds(
            min(10_000, max(1, timeLimit.wholeMilliseconds))
        )
        // Whoever calls tries again, and wants to know why there was no connection.
        configuration.connectionPool.retryConnectionEstablishment = false
        keeper = Keeper(
            HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        )
    }

    private var client: HTTPClient { keeper.client }

    /// Shuts the client down with the last transport that uses it.
    private final class Keeper: Sendable {
        let client: HTTPClient

        init(_ client: HTTPClient) { self.client = client }

        deinit { client.shutdown { _ in } }
    }

    /// Ends open connections; nothing can be sent afterwards.
    package func close() async { try? await client.shutdown() }

    package func send(_ request: HTTPRequest) async throws -> HTTPAnswer {
        do {
            return try await within(timeLimit) { try await exchange(request) }
        } catch is TimeLimitPassed {
            throw ServiceFailure(
                .timedOut(seconds: max(1, Int(timeLimit.components.seconds))),
                mayPass: true
            )
        }
    }

    private func exchange(_ request: HTTPRequest) async throws -> HTTPAnswer {
        let answer = try await head(of: request)
        do {
            let body = try await answer.body.collect(upTo: sizeLimit)
            return HTTPAnswer(
                status: Int(answer.status.code),
                headers: Dictionary(
                    answer.headers.map { ($0.name.lowercased(), $0.value) },
                    uniquingKeysWith: { $1 }
                ),
                body: Array(body.readableBytesView)
            )
        } catch is NIOTooManyBytesError {
            throw ServiceFailure(.tooLarge(limit: sizeLimit))
        } catch {
            try Task.checkCancellation()
            // Whatever it was, a part of the answer had come.
            throw ServiceFailure(.cutOff, mayPass: true)
        }
    }

    private func head(of request: HTTPRequest) async throws -> HTTPClientResponse {
        var outgoing = HTTPClientRequest(url: request.base + request.target)
        outgoing.method = HTTPMethod(rawValue: request.method)
        for header in request.headers {
            outgoing.headers.add(name: header.name, value: header.value)
        }
        if !request.body.isEmpty { outgoing.body = .bytes(ByteBuffer(bytes: request.body)) }
        do {
            return try await client.execute(outgoing, deadline: .distantFuture)
        } catch {
            try Task.checkCancellation()
            throw failure(error)
        }
    }

    private func failure(_ error: any Error) -> ServiceFailure {
        switch error {
        case is NIOSSLError, is NIOSSLExtraError: Self.failure(ofTLS: "\(error)")
        case let error as HTTPClientError where error == .connectTimeout:
            ServiceFailure(.timedOut(seconds: 10), mayPass: true)
        case let error as HTTPClientError where error.isAboutAddress:
            ServiceFailure(.invalidSetting("base", reason: "\(error)"))
        default: ServiceFailure(.notReachable(reason(error)), mayPass: true)
        }
    }

    /// What went wrong before anything could be sent over TLS.
    private static func failure(ofTLS words: String) -> ServiceFailure {
        // The library says `…OPENSSL_internal:WRONG_VERSION_NUMBER at /where/it/was/built.cc:131`.
        let reasons = words.split(separator: "OPENSSL_internal:", omittingEmptySubsequences: false)
            .dropFirst().map { part in
                String(part.prefix { $0.isLetter || $0 == "_" || $0.isNumber })
            }
        let plain = ["WRONG_VERSION_NUMBER", "HTTP_REQUEST"]
        if reasons.contains(where: plain.contains) { return ServiceFailure(.notTLS) }
        let told = reasons.map { $0.replacing("_", with: " ").lowercased() }
        return ServiceFailure(
            .certificateRefused(told.isEmpty ? words : told.joined(separator: ", "))
        )
    }

    /// What the system says, without the library's wrapping.
    private func reason(_ error: any Error) -> String {
        switch error {
        case let error as IOError: String(cString: strerror(error.errnoCode))
        case let error as NIOConnectionError:
            if let first = error.connectionErrors.first {
                reason(first.error)
            } else {
                "DNS: \(error.host)"
            }
        default: "\(error)"
        }
    }
}

extension HTTPClientError {
    /// Whether the address itself is of no use.
    fileprivate var isAboutAddress: Bool {
        self == .invalidURL || self == .emptyHost || self == .emptyScheme
            || shortDescription.hasPrefix("unsupportedScheme")
    }
}
