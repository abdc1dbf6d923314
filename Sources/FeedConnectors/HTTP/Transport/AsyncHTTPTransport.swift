import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import SyncInterfaces

/// Sends requests through AsyncHTTPClient.
///
/// TLS is verified; redirects are not followed, for they would
/// take signatures to where they were not meant for.
package struct AsyncHTTPTransport: HTTPTransport {
    private let client: HTTPClient
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
        configuration.timeout.connect = .seconds(10)
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    /// Ends open connections; nothing can be sent afterwards.
    package func close() async { try? await client.shutdown() }

    package func send(_ request: HTTPRequest) async throws -> HTTPAnswer {
        var outgoing = HTTPClientRequest(url: request.base + request.target)
        outgoing.method = HTTPMethod(rawValue: request.method)
        for header in request.headers {
            outgoing.headers.add(name: header.name, value: header.value)
        }
        if !request.body.isEmpty { outgoing.body = .bytes(ByteBuffer(bytes: request.body)) }
        do {
            let answer = try await client.execute(
                outgoing,
                timeout: .seconds(timeLimit.components.seconds)
            )
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
        } catch let error as CancellationError {
            throw error
        } catch {
            throw failure(error)
        }
    }

    private func failure(_ error: any Error) -> ServiceFailure {
        switch error as? HTTPClientError {
        case .some(.deadlineExceeded), .some(.connectTimeout), .some(.readTimeout):
            ServiceFailure(
                .timedOut(seconds: Int(timeLimit.components.seconds)),
                mayPass: true
            )
        case .some(.remoteConnectionClosed):
            ServiceFailure(.cutOff, mayPass: true)
        default: ServiceFailure(.notReachable("\(error)"), mayPass: true)
        }
    }
}
