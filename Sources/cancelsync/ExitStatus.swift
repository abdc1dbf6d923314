import ArgumentParser

/// The exit codes of every command; the root command's help lists them.
enum ExitStatus: Int32 {
    case failed = 1
    /// Done, but rows or files were set aside.
    case doneInPart = 2
    /// No cancellation, account or line of that name.
    case notFound = 3
    /// The act does not fit where things stand.
    case refused = 4
    /// `check` found something wrong.
    case unsound = 5
    /// `pull-list --scan` found a cancellation that is not decided, or an account that is not read:
    /// the parcel must not leave yet.
    case undecided = 6
    /// An option says nothing that can be understood.
    case usage = 64
    /// The configuration is wrong; nothing was done.
    case configuration = 78

    var code: ExitCode { ExitCode(rawValue) }
}
