package import MatchingCore
package import SyncInterfaces

/// What only commands say.
extension Phrases {
    /// No account or marketplace answers to a name, and which one was probably meant.
    package func unknownAccount(_ name: String, meant: String?) -> String {
        let error = line(for: ActError(problem: .noSuchAccount(name)))
        guard let meant else { return error }
        return pick("\(error) 혹시 '\(meant)'입니까?", "\(error) Did you mean '\(meant)'?")
    }

    /// No order line has a number, here or in the account that was named: which cancellations name
    /// it all the same, and how each is explained.
    package func unknownOrder(_ number: String, claims: [ClaimRecord] = []) -> String {
        guard claims.isEmpty else {
            return ([namedOnly(number, by: claims.count)] + explainable(claims))
                .joined(separator: "\n")
        }
        return pick(
            "주문 '\(number)'의 품목이 없습니다. cancelsync orders로 주문번호를 확인하십시오.",
            "no order line has the order number '\(number)'. Look it up with `cancelsync orders`."
        )
    }

    /// Cancellations, each with the command that explains it.
    private func explainable(_ claims: [ClaimRecord]) -> [String] {
        let most = 10
        let rest = claims.count - most
        return claims.prefix(most).map { "\(line(for: $0)) → cancelsync explain \($0.id)" }
            + (rest > 0 ? [moreProblems(rest)] : [])
    }

    /// The order is on file, and not what was asked for of it: which lines it has, and where, and
    /// what names it in the account that was asked for.
    package func unknownPart(
        of order: OrderNumber,
        lines: [OrderLineKey],
        claims: [ClaimRecord] = []
    ) -> String {
        let most = 10
        let names = lines.prefix(most).map { "\(name(of: $0.account)) \($0.lineID)" }
        let further = lines.count > most ? ", …" : ""
        let there = list(names) + further
        let sentence = pick(
            "주문 '\(order)'에 그런 품목이 없습니다. 저장된 품목: \(there)",
            "order '\(order)' has no such line. On file: \(there)"
        )
        return ([sentence] + explainable(claims)).joined(separator: "\n")
    }

    /// A list has no rows.
    package var emptyList: String { pick("해당하는 것이 없습니다.", "Nothing of that kind.") }

    /// What all polls of a pass and the order files brought together, on one line.
    package func total(of polls: [PollRecord], orders: PassTally) -> String {
        // An account has a poll for each part of a long period.
        let accounts = Set(polls.map(\.account)).count
        let count = number(accounts)
        var parts = [pick("합계: 계정 \(count)개", "total: \(count) account\(plural(accounts))")]
        var sum = orders
        for poll in polls { sum.add(poll.tally) }
        parts.append(tally(sum) + decisions(of: sum))
        let failures = polls.count { !$0.outcome.isWhole }
        if failures > 0 {
            parts.append(pick("실패 \(number(failures))", "\(number(failures)) failed"))
        }
        let incomplete = polls.count { $0.outcome.isWhole && $0.outcome.isProblem }
        if incomplete > 0 {
            let count = number(incomplete)
            parts.append(pick("읽지 못한 파일 있음 \(count)", "\(count) with unread files"))
        }
        return parts.joined(separator: " · ")
    }

    /// What an import of so many files brought: files read and not read, rows, and what was decided.
    package func imported(_ report: FeedReport, of fileCount: Int, _ sum: PassTally) -> String {
        let (read, unread) = (report.sourceCount, fileCount - report.sourceCount)
        var parts = [pick("파일 \(number(read))개", "\(number(read)) file\(plural(read))")]
        if unread > 0 {
            parts.append(
                pick(
                    "읽지 못한 파일 \(number(unread))개",
                    "\(number(unread)) file\(plural(unread)) not read"
                )
            )
        }
        let isNothing = sum.news == 0 && sum.orderLines == 0 && sum.rejectedRows == 0
        if !isNothing {
            let isOfOrders = sum.notices == 0 && sum.orderLines > 0
            parts.append("\(tally(sum, namesNews: !isOfOrders))\(decisions(of: sum))")
        } else if sum.notices > 0 || report.knownSourceCount > 0 {
            parts.append(
                pick("새로 들어온 것이 없습니다(이미 반영됨)", "nothing new; all of it was taken in before")
            )
        } else if report.sourceCount > 0 {
            parts.append(pick("머리글 아래에 행이 없습니다", "no rows below the header"))
        }
        return parts.joined(separator: " · ")
    }

    /// Where the rows and files lie that were not taken in.
    package func setAside(in folder: String) -> String {
        pick(
            "반영하지 못한 행과 파일은 \(folder)에 이유와 함께 있습니다.",
            "What was not taken in is kept, with the reasons, in \(folder)."
        )
    }

    /// More problems than are printed one by one.
    package func moreProblems(_ count: Int) -> String {
        pick("그 밖에 \(number(count))건이 더 있습니다.", "\(number(count)) more of the kind.")
    }

    /// An account is paused from now on, or polled again.
    package func pauseChanged(_ account: AccountID, isPaused: Bool) -> String {
        let name = name(of: account)
        return isPaused
            ? pick("\(name): 수집을 일시정지했습니다.", "\(name): paused; it is not polled.")
            : pick("\(name): 수집을 재개합니다.", "\(name): resumed; it is polled again.")
    }

    /// Who polls, as `run` says it when that changes; `nil` for this process itself.
    package func pollerIs(_ other: String?) -> String {
        guard let other else {
            return pick("이 프로세스가 수집합니다.", "this process polls.")
        }
        return pick(
            "\(other) 프로세스가 수집 중입니다. 끝나면 이어받습니다.",
            "\(other) polls; this process takes over when it ends."
        )
    }

    /// `run` has ended as it was asked to.
    package var pollerStopped: String {
        pick("수집을 마쳤습니다.", "stopped polling.")
    }

    /// Writing a simulation's configuration would replace a file that is not a simulation's.
    package func notOurSimulation(_ file: String) -> String {
        pick(
            "\(file): 시뮬레이션이 만든 파일이 아니어서 덮어쓰지 않았습니다. --write에 다른 폴더를 주십시오.",
            "\(file): not written by a simulation, and not overwritten. Give --write another folder."
        )
    }

    /// A folder was not written for a simulation.
    package func noSimulation(in folder: String) -> String {
        pick(
            "\(folder): 시뮬레이션 폴더가 아닙니다(simulation.json 없음). --write에 simulate가 쓴 폴더를 주십시오.",
            "\(folder): no simulation's folder (simulation.json). Give --write what simulate wrote."
        )
    }

    /// There is no store that could be compared with a simulation's world, and how it is made.
    package func noScoredStore(_ store: String, folder: String) -> String {
        let command = "cancelsync sync --config \(folder) --store \(store) --since 00:00"
        return pick(
            "\(store): 저장소가 없어 비교할 것이 없습니다. simulate가 도는 동안 먼저 수집하십시오: \(command)",
            "\(store): there is no store to compare. Read the simulation first, while it runs: "
                + command
        )
    }

    /// A port cannot be served on.
    package func portNotAvailable(_ port: Int, isTaken: Bool) -> String {
        let reason =
            isTaken
            ? pick("다른 프로그램이 쓰고 있습니다", "another program uses it")
            : pick("시스템이 허용하지 않습니다", "the system refuses it")
        return pick(
            "포트 \(port): \(reason). --port에 다른 번호를 주거나 0으로 빈 포트를 쓰십시오.",
            "port \(port): \(reason). Give --port another number, or 0 for one that is free."
        )
    }

    /// A file that a command is to read cannot be read, in the system's words.
    package func unreadable(_ path: String, _ cause: String) -> String {
        let path = DisplayText.sanitized(path)
        return pick(
            "\(path): 읽을 수 없습니다(\(cause)). 경로와 권한을 확인하십시오.",
            "\(path): cannot be read (\(cause)). Check the path and the permissions."
        )
    }

    /// Something went wrong for which there is no sentence.
    package func unexpected(_ detail: String) -> String {
        pick("예상하지 못한 오류: \(detail)", "unexpected problem: \(detail)")
    }

    func plural(_ count: Int) -> String { count == 1 ? "" : "s" }
}
