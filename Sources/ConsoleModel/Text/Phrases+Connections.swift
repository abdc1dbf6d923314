extension Phrases {
    /// No account is connected.
    package func noConnections(_ path: String) -> String {
        pick("\(path) (없음: 파일만 읽습니다)", "\(path) (none: only files are read)")
    }

    /// An account is not connected.
    package func notConnected(_ account: String) -> String {
        pick(
            "\(account): 연결이 없어 파일만 읽습니다. connections.yaml에 더하십시오",
            "\(account): not connected, only its files are read. Add it to connections.yaml"
        )
    }

    /// A program brings the cancellations; it is not run to try it.
    package func programIsRun(_ command: String) -> String {
        DisplayText.sanitized(
            pick("프로그램 \(command) (수집할 때 실행합니다)", "the program \(command), run by each poll")
        )
    }

    /// The API has answered.
    package func answered(_ account: String, _ call: String) -> String {
        pick("\(account): \(call) 호출에 답했습니다", "\(account): \(call) was answered")
    }
}
