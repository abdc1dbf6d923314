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
        return blocks.section(phrases.pick("연결", "Connection")) + blocks.facts(facts)
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
