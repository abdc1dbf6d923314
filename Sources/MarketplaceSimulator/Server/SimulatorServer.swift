import Glibc
import MatchingCore
import NIOCore
import NIOHTTP1
import NIOPosix

/// Serves simulated APIs on loopback, each on a port of its own.
package struct SimulatorServer: Sendable {
    /// The address of each API by its name: `http://127.0.0.1:49321`.
    package let addresses: [String: String]

    private let channels: [any Channel]
    private let group: MultiThreadedEventLoopGroup

    /// Starts serving.
    ///
    /// - Parameters:
    ///   - world: What is served; asked and changed under a lock.
    ///   - port: The first API's port, the others follow; 0 lets the system choose.
    /// - Returns: The running server.
    /// - Throws: ``PortNotAvailable``, of the first port that cannot be had.
    package static func start(
        _ world: SimulatedWorld,
        port: Int = 0
    ) async throws -> SimulatorServer {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        var addresses: [String: String] = [:]
        var channels: [any Channel] = []
        for (index, name) in world.names.enumerated() {
            let wanted = port == 0 ? 0 : port + index
            let bootstrap = ServerBootstrap(group: group)
                .serverChannelOption(.backlog, value: 64)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .childChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                        try channel.pipeline.syncOperations.addHandler(
                            AnsweringHandler(name: name, world: world)
                        )
                    }
                }
            do {
                let channel = try await bootstrap.bind(host: "127.0.0.1", port: wanted).get()
                channels.append(channel)
                addresses[name] = "http://127.0.0.1:\(channel.localAddress?.port ?? 0)"
            } catch let error as IOError {
                for channel in channels { try? await channel.close().get() }
                try? await group.shutdownGracefully()
                throw PortNotAvailable(port: wanted, isTaken: error.errnoCode == EADDRINUSE)
            }
        }
        return SimulatorServer(addresses: addresses, channels: channels, group: group)
    }

    /// Stops serving.
    package func stop() async {
        for channel in channels { try? await channel.close().get() }
        try? await group.shutdownGracefully()
    }
}

/// A port on which nothing can be served.
package struct PortNotAvailable: Error, Sendable, Hashable {
    /// Its number; 0 when any would have done.
    package let port: Int
    /// Whether another program serves on it; otherwise the system refuses it.
    package let isTaken: Bool
}

/// Collects a request and sends what the world answers.
private final class AnsweringHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let name: String
    private let world: SimulatedWorld
    private var head: HTTPRequestHead?
    private var body: [UInt8] = []

    init(name: String, world: SimulatedWorld) {
        self.name = name
        self.world = world
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            body.removeAll()
        case .body(let part): body += part.readableBytesView
        case .end: answer(context)
        }
    }

    private func answer(_ context: ChannelHandlerContext) {
        guard let head else { return }
        let request = SimulatedRequest(
            method: head.method.rawValue,
            target: head.uri,
            headers: Dictionary(
                head.headers.map { ($0.name.lowercased(), $0.value) },
                uniquingKeysWith: { $1 }
            ),
            body: body
        )
        let delivery = world.answer(request, of: name)
        guard delivery.delay > .zero else { return send(delivery, context) }
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        context.eventLoop.scheduleTask(
            in: .nanoseconds(delivery.delay.wholeMilliseconds * 1_000_000)
        ) {
            let (handler, context) = bound.value
            handler.send(delivery, context)
        }
    }

    private func send(_ delivery: Delivery, _ context: ChannelHandlerContext) {
        guard !delivery.isReset else {
            context.close(promise: nil)
            return
        }
        var headers = HTTPHeaders(delivery.answer.headers.map { ($0.key, $0.value) })
        headers.add(name: "content-length", value: String(delivery.answer.body.count))
        let head = HTTPResponseHead(
            version: .http1_1,
            status: HTTPResponseStatus(statusCode: delivery.answer.status),
            headers: headers
        )
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        let sent = delivery.answer.body.prefix(delivery.bytesSent ?? .max)
        context.writeAndFlush(
            wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: sent)))),
            promise: nil
        )
        if delivery.bytesSent == nil {
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        } else {
            context.close(promise: nil)
        }
    }
}
