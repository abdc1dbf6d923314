import SyncInterfaces

/// What to do about a row that a program printed, or an API told: there is no file to be mended.
extension Phrases {
    func programRemedy(_ problem: FeedError.Problem) -> String {
        guard let way = programWay(problem) else { return remedy(for: problem) }
        return pick(
            "프로그램이 \(way) 고친 뒤 그 기간을 다시 수집하십시오(cancelsync sync --since).",
            "Have the program \(way), then read that period again (cancelsync sync --since)."
        )
    }

    func answerRemedy(_ problem: FeedError.Problem) -> String {
        guard programWay(problem) != nil else { return remedy(for: problem) }
        return pick(
            "판매처 화면에서 이 건을 확인해 직접 처리하십시오.",
            "Look it up at the marketplace, and see to it by hand."
        )
    }

    /// What a program has to do otherwise; `nil` where it is not a row that is wrong.
    private func programWay(_ problem: FeedError.Problem) -> String? {
        switch problem {
        case .missingValue(let field):
            let name = name(of: field)
            return pick(
                "\(KoreanParticle.object.after(name)) 출력하도록",
                "print the \(name)"
            )
        case .indistinct:
            return pick(
                "line_id나 claim_id를 출력하도록, 같은 것이면 한 번만 출력하도록",
                "print a line_id or claim_id, or print it once if it is the same"
            )
        case .invalidQuantity:
            return pick("수량을 1 이상의 정수로 출력하도록", "print the quantity as a whole number from 1")
        case .invalidTime:
            return pick(
                "시각을 2026-11-24T09:05:00+09:00처럼 출력하도록",
                "print times like 2026-11-24T09:05:00+09:00"
            )
        case .invalidShipping:
            return pick(
                "배송상태를 received, labeled, shipped 중 하나로 출력하도록",
                "print received, labeled or shipped"
            )
        case .unknownAccount, .otherAccount:
            return pick("이 계정의 행만 출력하도록", "print rows of this account only")
        case .lostDigits:
            return pick("번호를 따옴표로 묶은 문자열로 출력하도록", "print numbers as quoted strings")
        case .brokenText, .unknownEncoding: return pick("UTF-8로 출력하도록", "print UTF-8")
        case .invalidJSON, .unclosedQuote, .strayQuote, .tooManyCells:
            return pick(
                "한 줄에 JSON 객체 하나를 출력하도록",
                "print one JSON object on each line"
            )
        case .duplicateColumn:
            return pick("같은 항목을 한 번만 출력하도록", "print each field once")
        case .exceedsLimit: return pick("더 짧은 줄을 출력하도록", "print shorter lines")
        case .fileNotReadable, .irregularFile, .stillBeingWritten, .folderNotReadable,
            .reservedName, .misplaced, .folderNotWritable, .emptyFile, .setAsideUnread,
            .unsupportedFormat, .damagedFile, .missingColumn, .notOrders, .otherColumns,
            .service:
            return nil
        }
    }

    private func remedy(for problem: FeedError.Problem) -> String {
        language == .korean ? koreanRemedy(problem) : englishRemedy(problem)
    }
}
