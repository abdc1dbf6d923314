import MatchingCore
import SyncInterfaces

/// What a rule on trial would decide, as lines of text.
struct RehearsalText {
    let id: RehearsalAnswer.Subject
    /// `nil` until it was tried.
    let result: RehearsalResult?
    /// `nil` where the configuration does not know it.
    let account: Account?
    let phrases: Phrases
    let width: Int

    /// Cancellations of one kind beyond this many are only counted.
    private static let mostChanges = 20

    private var blocks: TextBlocks { TextBlocks(width: width) }

    var lines: [StyledLine] {
        guard width > 4 else { return [] }
        return rules + outcome + adoption
    }

    private var rules: [StyledLine] {
        let now = account?.marketplace.policy.rule
        let place = account?.marketplace.places.rule ?? phrases.none
        let labels = (
            phrases.pick("지금 기준", "In force"), phrases.pick("시험 기준", "On trial"),
            phrases.pick("설정 위치", "Set in")
        )
        return blocks.facts([
            (labels.0, Span(words(now))),
            ("", Span(now?.description ?? "", Style(.secondary))),
            (labels.2, Span(place, Style(.secondary))),
            (labels.1, Span(words(id.rule), Style(.key))),
            ("", Span(id.rule.description, Style(.secondary))),
        ])
    }

    private func words(_ rule: MatchRule?) -> String {
        rule.map { phrases.ruleInWords($0, in: id.account) } ?? phrases.none
    }

    private var outcome: [StyledLine] {
        guard let result else {
            return [[]] + blocks.paragraph(phrases.pick("시험하는 중…", "Trying…"), Style(.secondary))
        }
        var lines: [StyledLine] = [[]]
        lines += blocks.paragraph(phrases.summary(of: result), Style(.title, isBold: true))
        for kind in RehearsalResult.Kind.allCases {
            let changes = result.changes.filter { $0.kind == kind }
            guard !changes.isEmpty else { continue }
            lines += blocks.section(
                "\(phrases.word(for: kind)): \(phrases.cancellations(changes.count))"
            )
            for change in changes.prefix(Self.mostChanges) {
                lines += blocks.hanging(
                    "#\(change.id)",
                    phrases.line(for: change),
                    Style(kind.role)
                )
            }
            let rest = changes.count - Self.mostChanges
            if rest > 0 {
                let count = phrases.cancellations(rest)
                lines += blocks.paragraph(
                    phrases.pick("외 \(count)", "and \(count) more"),
                    Style(.secondary)
                )
            }
        }
        return lines
    }

    /// How the rule comes into force, as the lines to write.
    private var adoption: [StyledLine] {
        guard let account, account.marketplace.policy.rule != id.rule else { return [] }
        let yaml = ["marketplaces:", "  - id: \(account.marketplace.id)", "    match: \(id.rule)"]
        return blocks.section(phrases.pick("이 기준을 쓰려면", "To put it in force"))
            + blocks.paragraph(
                phrases.pick(
                    "설정 폴더의 marketplaces.yaml에 쓰고 다시 시작하십시오. 바뀐 때와 내용은 이력에 남고, "
                        + "대기·판단필요 취소건을 다시 판단합니다. 적용된 것은 그대로입니다.",
                    "Write this into marketplaces.yaml of the configuration folder and start again. "
                        + "The change is journalled; what waits is decided again, what was applied "
                        + "stays."
                )
            )
            + yaml.map { [Span("   " + $0, Style(.key))] }
    }
}

extension RehearsalResult.Kind {
    fileprivate var role: Role {
        switch self {
        case .lost: .problem
        case .otherLines: .attention
        case .gained: .good
        case .otherReason: .secondary
        }
    }
}
