import ConsoleModel
import Glibc
import SyncInterfaces

import class Foundation.ProcessInfo

/// What the process was started with.
enum Environment {
    /// The value of an environment variable; `nil` when it is not set or empty.
    static func variable(_ name: String) -> String? {
        guard let value = getenv(name), value.pointee != 0 else { return nil }
        return String(cString: value)
    }

    /// The clock: the machine's, and in tests that let days pass the one of a file.
    static var time: any TimeSource {
        variable("CANCELSYNC_CLOCK").map { SharedTime(path: $0) } ?? SystemTime()
    }

    /// All variables by their names.
    static var all: [String: String] { ProcessInfo.processInfo.environment }

    /// The language of the locale: Korean where it is Korean, otherwise English.
    static var language: Language {
        let locale = variable("LC_ALL") ?? variable("LC_MESSAGES") ?? variable("LANG") ?? ""
        return locale.hasPrefix("ko") ? .korean : .english
    }

    /// The width of the terminal that output goes to, in cells; 100 where it goes elsewhere.
    static var columns: Int { screenSize?.columns ?? 100 }

    /// The cells of the terminal that output goes to; `nil` where it goes elsewhere.
    static var screenSize: (columns: Int, rows: Int)? {
        var size = winsize()
        let isKnown = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        return isKnown ? (Int(size.ws_col), Int(size.ws_row)) : nil
    }

    /// The operator's login name, as the journal records it.
    static var person: String {
        if let entry = getpwuid(geteuid()), let name = entry.pointee.pw_name {
            return String(cString: name)
        }
        return variable("USER") ?? "\(geteuid())"
    }
}
