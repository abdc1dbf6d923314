import Glibc
import SyncInterfaces

/// A program that was started and has to be followed to its end.
struct SpawnedProcess: Sendable {
    private let id: pid_t
    private let output: Int32
    private let errors: Int32

    /// How often a program is looked at that has closed its output, or left children behind.
    private static let glance: Int32 = 100
    /// How long a program may take to end after it was asked to.
    private static let grace: Int32 = 1000

    /// Starts the program.
    ///
    /// - Throws: ``ServiceFailure``.
    init(_ process: ChildProcess) throws(ServiceFailure) {
        guard let output = Pipe.make(), let errors = Pipe.make() else {
            throw ServiceFailure(.programNotStarted(Self.message(errno)), mayPass: true)
        }
        defer {
            close(output.write)
            close(errors.write)
        }
        var id: pid_t = 0
        let result = Self.spawn(process, output: output.write, errors: errors.write, &id)
        guard result == 0 else {
            close(output.read)
            close(errors.read)
            let name = process.command.first ?? ""
            throw ServiceFailure(.programNotStarted("\(name): \(Self.message(result))"))
        }
        self.id = id
        self.output = output.read
        self.errors = errors.read
    }

    private static func message(_ code: Int32) -> String { String(cString: strerror(code)) }

    private static func spawn(
        _ process: ChildProcess,
        output: Int32,
        errors: Int32,
        _ id: inout pid_t
    ) -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_adddup2(&actions, errors, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        // What this process ignores, such as a broken pipe, the program need not.
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        posix_spawnattr_setflags(&attributes, Int16(flags))
        var arguments: [UnsafeMutablePointer<CChar>?] = process.command.map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] =
            process.environment.map { strdup($0) } + [nil]
        defer { for text in arguments + variables { free(text) } }
        guard let name = arguments.first ?? nil else { return ENOENT }
        return posix_spawnp(&id, name, &actions, &attributes, &arguments, &variables)
    }

    /// Reads what the program writes until it has ended, and clears up behind it.
    func follow(
        _ stop: StopSwitch,
        _ sizeLimit: Int,
        _ take: (ArraySlice<UInt8>) -> Void
    ) -> ChildProcess.Ending {
        var ending = ChildProcess.Ending()
        var streams = [output, errors]
        var count = 0
        var patience: Int32 = 0
        var isStopping = false
        while true {
            let ready = wait(streams + (isStopping ? [] : [stop.readEnd]), patience)
            if ready.contains(stop.readEnd), !isStopping { isStopping = stopGently() }
            var heard = false
            for stream in streams where ready.contains(stream) {
                let bytes = read(stream)
                heard = heard || !bytes.isEmpty
                if bytes.isEmpty {
                    streams.removeAll { $0 == stream }
                } else if stream == errors {
                    ending.errors = Array((ending.errors + bytes).suffix(ChildProcess.errorLimit))
                } else if !ending.exceededLimit {
                    count += bytes.count
                    ending.exceededLimit = count > sizeLimit
                    if ending.exceededLimit { kill(-id, SIGKILL) } else { take(bytes[...]) }
                }
            }
            if isStopping, ready.isEmpty { kill(-id, SIGKILL) }
            if !heard, ready.isEmpty || streams.isEmpty, hasEnded { break }
            patience = isStopping ? Self.grace : Self.glance
        }
        conclude(&ending)
        return ending
    }

    private func stopGently() -> Bool {
        kill(-id, SIGTERM)
        return true
    }

    /// The descriptors among these that can be read or have ended; none when time is up.
    private func wait(_ descriptors: [Int32], _ milliseconds: Int32) -> [Int32] {
        var polled = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        guard poll(&polled, nfds_t(polled.count), milliseconds) > 0 else { return [] }
        return polled.filter { $0.revents != 0 }.map(\.fd)
    }

    private func read(_ descriptor: Int32) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 64 << 10) { buffer, count in
            var read = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            while read < 0, errno == EINTR {
                read = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            }
            count = max(0, read)
        }
    }

    /// Whether the program itself has ended; it stays as it is, so that its group keeps its number.
    private var hasEnded: Bool {
        var info = siginfo_t()
        let flags = WEXITED | WNOHANG | WNOWAIT
        return waitid(P_PID, id_t(id), &info, flags) != 0 || info.si_signo != 0
    }

    private func conclude(_ ending: inout ChildProcess.Ending) {
        // What the program has left running would go on unseen.
        kill(-id, SIGKILL)
        var status: Int32 = 0
        while waitpid(id, &status, 0) < 0, errno == EINTR {}
        let signal = status & 0x7F
        ending.status = signal == 0 ? (status >> 8) & 0xFF : 128 + signal
        close(output)
        close(errors)
    }
}
