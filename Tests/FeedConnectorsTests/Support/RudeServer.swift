import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

import struct Glibc.linger

/// A server that does to each request, one after another, what a script says.
final class RudeServer: Sendable {
    enum Act: Sendable {
        /// Sends these bytes and keeps the connection.
        case send(String)
        /// Sends these bytes and closes the connection.
        case sendAndClose(String)
        /// Resets the connection without a word.
        case reset
        /// Says nothing.
        case silence
        /// Sends a byte of an endless body every tenth of a second.
        case trickle
    }

    let port: Int
    private let channel: any Channel
    private let group: MultiThreadedEventLoopGroup
    private let script: Script

    /// What is left of the script, and how many connections there were.
    final class Script: Sendable {
        private let acts: Mutex<[Act]>
        private let count = Mutex(0)

        init(_ acts: [Act]) { self.acts = Mutex(acts) }

        var connections: Int { count.withLock { $0 } }
        func connected() { count.withLock { $0 += 1 } }
        func next() -> Act { acts.withLock { $0.isEmpty ? .silence : $0.removeFirst() } }
    }

    init(_ acts: [Act], tls: NIOSSLContext? = nil) async throws {
        let script = Script(acts)
        self.script = script
        group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        channel = try await ServerBootstrap(group: group)
            .childChannelInitializer { channel in
                script.connected()
                return channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    if let tls { try pipeline.addHandler(NIOSSLServerHandler(context: tls)) }
                    try pipeline.addHandler(ActingHandler(script))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        port = channel.localAddress?.port ?? 0
    }

    var connections: Int { script.connections }

    func stop() async {
        try? await channel.close().get()
        try? await group.shutdownGracefully()
    }
}

private final class ActingHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let script: RudeServer.Script

    init(_ script: RudeServer.Script) { self.script = script }

    // Requests of these tests are so short that each comes in one piece.
    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch script.next() {
        case .send(let text): send(text, context)
        case .sendAndClose(let text):
            send(text, context)
            context.close(promise: nil)
        case .reset:
            let abort = linger(l_onoff: 1, l_linger: 0)
            _ = (context.channel as? any SocketOptionProvider)?.setSoLinger(abort)
            context.close(promise: nil)
        case .silence: break
        case .trickle:
            send("HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n", context)
            trickle(context)
        }
    }

    private func trickle(_ context: ChannelHandlerContext) {
        guard context.channel.isActive else { return }
        send(".", context)
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        context.eventLoop.scheduleTask(in: .milliseconds(100)) {
            let (handler, context) = bound.value
            handler.trickle(context)
        }
    }

    private func send(_ text: String, _ context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
    }
}
