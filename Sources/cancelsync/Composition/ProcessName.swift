import Glibc

/// The name that a process gives itself in the store, by which others know whether it still runs.
enum ProcessName {
    /// This process: its host and number, such as `ops-1:4711`.
    static var own: String { "\(host):\(getpid())" }

    /// Whether the process of this name has ended; `false` for one of another host, of which nobody
    /// knows.
    static func hasEnded(_ name: String) -> Bool {
        guard let separator = name.lastIndex(of: ":"), name[..<separator] == host,
            let number = pid_t(name[name.index(after: separator)...]), number > 0
        else { return false }
        return kill(number, 0) == -1 && errno == ESRCH
    }

    private static var host: String {
        var name = [CChar](repeating: 0, count: 256)
        gethostname(&name, name.count - 1)
        return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
    }
}
