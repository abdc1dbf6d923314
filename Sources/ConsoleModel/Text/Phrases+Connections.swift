package import MatchingCore
package import SyncInterfaces

extension Phrases {
    /// What an API is called, and in which version it is spoken.
    func name(of api: MarketplaceAPI) -> String {
        let version = api.version.map { " \($0)" } ?? ""
        return "\(pick(api.korean, api.english))\(version) (\(api.connector))"
    }

    /// How many calls an API takes, by its own words where it says so, and how many the last reading made.
    func pace(of api: MarketplaceAPI, _ calls: CallReport?) -> String {
        let pace = calls?.pace ?? api.pace
        let count = number(pace.burst)
        let seconds = number(Int(pace.period.wholeSeconds))
        let limit = pick("\(seconds)초에 \(count)번까지", "\(count) in \(seconds) s")
        guard let calls else { return limit }
        let made = number(calls.count)
        return limit + pick(" · 지난 수집에서 \(made)번", " · \(made) by the last poll")
    }

    /// Whether orders are read too.
    func orders(of connection: AccountConnection) -> String {
        connection.readsOrders
            ? pick("함께 읽음", "read as well") : pick("읽지 않음 (취소만)", "not read, only cancellations")
    }

    /// A call and what came of it.
    func sentence(for call: CallReport.Call, now: Timestamp) -> String {
        let outcome = call.problem.map { ": \(sentence(for: $0))" } ?? ""
        let status = call.status.map { "\($0)" } ?? pick("답 없음", "no answer")
        // The end of a path says most.
        let path = call.path.count > 40 ? "…\(call.path.suffix(39))" : call.path
        return DisplayText.sanitized(
            "\(moment(call.at, now: now)) \(call.method) \(path) → "
                + "\(status) (\(number(Int(call.milliseconds))) ms)\(outcome)"
        )
    }

    /// When a program ended, and how; what it said follows, if anything.
    func sentence(for run: ProgramReport.Run, now: Timestamp) -> String {
        let end = run.problem.map(sentence) ?? pick("잘 끝났습니다.", "it ended well.")
        let words =
            run.words.isEmpty
            ? pick("표준 오류에 아무 말도 없었습니다.", "It said nothing on its standard error.")
            : pick("표준 오류의 끝:", "The end of its standard error:")
        return DisplayText.sanitized("\(moment(run.at, now: now)) \(end) \(words)")
    }

    /// Since when nothing is asked, until when, and why.
    func sentence(for rest: CallReport.Rest, now: Timestamp) -> String {
        let (since, until) = (moment(rest.since, now: now), timeOfDay(rest.until))
        return DisplayText.sanitized(
            pick(
                "\(since)부터 \(until)까지: \(sentence(for: rest.reason))",
                "since \(since), until \(until): \(sentence(for: rest.reason))"
            )
        )
    }

    /// An account's API is left alone for now.
    package func resting(_ account: String, _ rest: CallReport.Rest, now: Timestamp) -> String {
        let sentence = sentence(for: rest, now: now)
        return pick("\(account): 호출 쉼, \(sentence)", "\(account): no calls \(sentence)")
    }

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

    /// An account is not connected, and no connector is made for its marketplace.
    package func noConnector(_ account: String, note: String) -> String {
        let sentence = pick(
            "\(account): 연결할 API가 없습니다. 파일을 넣거나, connections.yaml의 command로 프로그램을 다십시오.",
            "\(account): there is no API to connect to. Drop files, or give a program as command in "
                + "connections.yaml."
        )
        return note.isEmpty ? sentence : DisplayText.sanitized("\(sentence) \(note)")
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
