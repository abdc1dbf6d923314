import Glibc

/// Has a folder removed once this process is gone, whatever ended it and whenever that was.
///
/// A shell waits for the end of a pipe that only this process holds. By then nothing of this process
/// can write into the folder any more, which what it removes itself cannot be sure of.
enum FolderGuard {
    /// The descriptor at which the shell waits.
    private static let input: Int32 = 0

    /// Starts to wait; where there is no shell, nobody does.
    static func start(for folder: String) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return }
        // The end for writing is closed by the system, when this process and no other ends.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[0]) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends[0], input)
        // Whoever reads what this process prints does not wait for the shell.
        for output: Int32 in [1, 2] {
            posix_spawn_file_actions_addopen(&actions, output, "/dev/null", O_WRONLY, 0)
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        // Ctrl-C goes to the terminal's group.
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK
        posix_spawnattr_setflags(&attributes, Int16(flags))
        let script = #"trap "" INT TERM HUP QUIT; read -r _; rm -rf -- "$1""#
        let words = ["sh", "-c", script, "sh", folder]
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] = [strdup("PATH=/usr/bin:/bin"), nil]
        defer { for text in arguments + variables { free(text) } }
        var id: pid_t = 0
        posix_spawn(&id, "/bin/sh", &actions, &attributes, &arguments, &variables)
    }
}
