import MatchingCore
import SyncInterfaces

/// How an account is read, and how the calls of its API go, as lines of text.
struct ConnectionText {
    let connection: AccountConnection
    let phrases: Phrases
    let width: Int
    let now: Timestamp

    private var blocks: TextBlocks { TextBlocks(width: width) }

    var lines: [StyledLine] {
        var facts = rest
        facts.append((phrases.pick("폴더", "Folder"), Span(connection.folder)))
        switch connection.way {
        case .api(let api): facts += self.facts(of: api)
        case .program(let command):
            let text = DisplayText.sanitized(command.joined(separator: " "))
            facts.append((phrases.pick("프로그램", "Program"), Span(text)))
        case nil: break
        }
        if connection.way != nil {
            facts.append((phrases.pick("주문", "Orders"), Span(phrases.orders(of: connection))))
        }
        if let runs = connection.runs { facts += self.facts(of: runs) }
        return blocks.section(phrases.pick("연결", "Connection")) + blocks.facts(facts)
    }

    /// How a program's last runs of either end went, with what it said line by line; of one that
    /// ended well nothing where it said nothing.
    private func facts(of runs: ProgramReport) -> [(label: String, text: Span)] {
        var facts: [(label: String, text: Span)] = []
        if let failure = runs.failure {
            let isLast = failure.at >= runs.success?.at ?? failure.at
            let style = Style(isLast ? .problem : .secondary)
            facts += lines(phrases.pick("지난 실패", "Last failure"), failure, style)
        }
        if let success = runs.success, !success.words.isEmpty {
            facts += lines(phrases.pick("지난 성공", "Last success"), success, Style())
        }
        return facts
    }

    private func lines(
        _ label: String,
        _ run: ProgramReport.Run,
        _ style: Style
    ) -> [(label: String, text: Span)] {
        let head = phrases.sentence(for: run, now: now)
        return [(label, Span(head, style))] + run.words.map { ("", Span("  \($0)", style)) }
    }

    /// What comes first, while it lasts: that nothing is asked, and why.
    private var rest: [(label: String, text: Span)] {
        guard let rest = connection.calls?.rest(at: now) else { return [] }
        let text = phrases.sentence(for: rest, now: now)
        return [(phrases.pick("호출 쉼", "No calls"), Span(text, Style(.problem, isBold: true)))]
    }

    private func facts(of api: MarketplaceAPI) -> [(label: String, text: Span)] {
        let calls = connection.calls
        var facts = [
            (label: phrases.pick("API", "API"), text: Span(phrases.name(of: api))),
            (phrases.pick("주소", "Address"), Span(api.address)),
            (phrases.pick("호출 한도", "Call limit"), Span(phrases.pace(of: api, calls))),
        ]
        guard let calls else { return facts }
        let role: Role = calls.last.problem == nil ? .good : .problem
        facts.append(
            (
                phrases.pick("지난 호출", "Last call"),
                Span(phrases.sentence(for: calls.last, now: now), Style(role))
            )
        )
        return facts
    }
}
