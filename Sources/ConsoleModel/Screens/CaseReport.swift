import MatchingCore
import SyncInterfaces

/// A case as plain lines of text that need nothing else to be understood.
package struct CaseReport {
    private let phrases: Phrases
    private let width: Int

    /// Prepares to write in the language of `phrases`, in lines of at most `width` cells.
    package init(phrases: Phrases, width: Int = 100) {
        self.phrases = phrases
        self.width = width
    }

    private var blocks: TextBlocks { TextBlocks(width: width) }

    /// Who wrote it and what it is about, the explanations, every notice as it was received, and
    /// everything that was done, with what each decision knew; `evidence` is added as it is.
    package func lines(of facts: CaseFacts, evidence: [String]) -> [String] {
        var lines = heading(of: facts).map(\.plainText)
        let report = ExplanationReport(phrases: phrases, width: width)
        if let answer = facts.explanation {
            lines += title(phrases.pick("취소건 #\(answer.id)", "Cancellation #\(answer.id)"))
            lines += report.lines(of: answer)
        }
        if let order = facts.order {
            lines += title(
                phrases.pick("주문 \(order.id.orderNumber)", "Order \(order.id.orderNumber)")
            )
            lines += order.lines.flatMap { line(of: $0) }.map(\.plainText)
            lines += report.lines(of: order, explanations: facts.whys)
        }
        lines += title(phrases.pick("받은 그대로의 통지", "Notices as they were received"))
        lines += facts.notices.flatMap { notice($0.notice, of: $0.id) }.map(\.plainText)
        lines += title(phrases.pick("누가 무엇을 했는가", "Who did what"))
        lines += facts.journal.flatMap { entry in
            blocks.hanging(phrases.exactTime(entry.at), phrases.line(for: entry))
        }
        .map(\.plainText)
        lines += title(phrases.pick("판단 근거 (JSON)", "Evidence (JSON)"))
        return lines.map { $0.withoutTrailingSpaces } + evidence
    }

    private func heading(of facts: CaseFacts) -> [StyledLine] {
        let account = facts.orderKey?.account
        let by = DisplayText.sanitized(facts.person)
        var texts = [
            (phrases.pick("작성", "Written"), "\(phrases.exactTime(facts.at)) · \(by)"),
            (phrases.pick("프로그램", "Program"), "cancelsync \(facts.version)"),
        ]
        if let account {
            let name = phrases.name(of: account)
            texts.append((phrases.pick("판매처", "Marketplace"), "\(name) (\(account))"))
        }
        if let order = facts.orderKey?.orderNumber {
            texts.append((phrases.pick("주문번호", "Order number"), order.rawValue))
        }
        if let claim = facts.explanation?.explanation.claim.claimID {
            texts.append((phrases.pick("취소번호", "Claim"), claim.rawValue))
        }
        texts.append((phrases.pick("시간대", "Times"), "Asia/Seoul (UTC+9)"))
        return [[Span(phrases.pick("취소 연동 사건 기록", "Cancellation sync: case file"))], []]
            + blocks.facts(texts.map { ($0.0, Span($0.1)) })
    }

    private func title(_ text: String) -> [String] {
        let text = DisplayText.sanitized(text)
        let rest = max(4, width - DisplayText.width(of: text) - 6)
        return ["", "=== \(text) " + String(repeating: "=", count: rest), ""]
    }

    private func line(of line: LineOnFile) -> [StyledLine] {
        let held = line.isHeld ? " · " + phrases.onHoldWord : ""
        let parcel = line.line.trackingNumber.map { " · \($0)" } ?? ""
        return blocks.paragraph(
            "· " + ApplyOptions.title(of: line, phrases: phrases) + held + parcel
        )
    }

    private func notice(_ notice: CancellationNotice, of id: CancellationID) -> [StyledLine] {
        var facts: [(String, String)] = [
            (phrases.pick("받은 때", "Received"), phrases.exactTime(notice.observedAt)),
            (phrases.pick("파일:행", "File:row"), notice.origin?.description ?? phrases.none),
            (phrases.name(of: .claimID), notice.claimID.rawValue),
            (phrases.name(of: .state), notice.state),
            (phrases.name(of: .quantity), phrases.claimedUnits(notice.quantity)),
        ]
        for (field, value) in [
            (
                RecordField.requestedAt,
                notice.requestedAt.map { phrases.givenTime($0, isExact: true) }
            ),
            (.changedAt, notice.changedAt.map { phrases.givenTime($0, isExact: true) }),
            (.cancelledBy, notice.remarks.cancelledBy), (.reason, notice.buyerReason),
            (.shippingWord, notice.remarks.shippingWord),
            (.originalOrderNumber, notice.remarks.originalOrderNumber?.rawValue),
        ] {
            if let value { facts.append((phrases.name(of: field), value)) }
        }
        for entry in notice.fields.entries {
            facts.append((phrases.name(of: entry.field, in: notice.account), entry.value))
        }
        return [[Span("#\(id)", Style(.title, isBold: true))]]
            + blocks.facts(facts.map { ($0.0, Span($0.1)) }) + [[]]
    }
}

extension StyledLine {
    fileprivate var plainText: String { map(\.text).joined() }
}

extension String {
    /// A screen's columns reach its edge; a line of a file ends with its text.
    package var withoutTrailingSpaces: String {
        String(self[..<(lastIndex { $0 != " " }.map { index(after: $0) } ?? startIndex)])
    }
}
