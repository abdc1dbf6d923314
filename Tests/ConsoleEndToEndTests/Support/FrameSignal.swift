import Foundation
import Glibc

/// Tells when the console has drawn and has nothing left to do.
///
/// The console writes a line to a pipe; waiting for it takes the place of waiting for time to pass.
final class FrameSignal {
    let path: String
    private let descriptor: Int32

    init(in folder: URL) throws {
        path = folder.appendingPathComponent("frames").path
        guard mkfifo(path, 0o600) == 0 else {
            throw Command.Failure(description: "\(path): mkfifo failed (\(errno))")
        }
        // Open both ways, so that neither side waits for the other to open it.
        descriptor = open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw Command.Failure(description: "\(path): open failed (\(errno))")
        }
    }

    deinit { close(descriptor) }

    /// Waits for the next frame; returns without one when none comes for a while, as after the
    /// console has ended.
    func wait() {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        poll(&waiting, 1, 100)
        var bytes = [UInt8](repeating: 0, count: 4096)
        while read(descriptor, &bytes, bytes.count) == bytes.count {}
    }
}
