package import SyncInterfaces

/// Something that `check` looks at.
package enum CheckItem: String, Sendable, Hashable, CaseIterable {
    case version
    case libraries
    case terminal
    case size
    case locale
    case configuration
    case catalogue
    case setup
    case keys
    case console
    case connections
    case store
    case archive
    case inbox
    case rejected
    case disk
    case poller
    case texts
    case accounts
    case audit
    case result
}

/// How something that `check` looked at is.
package enum CheckLevel: String, Sendable, Hashable {
    case ok
    /// Works, but somebody should know.
    case warning
    case problem
}

extension Phrases {
    /// The name of something that `check` looks at.
    package func name(of item: CheckItem) -> String {
        switch item {
        case .version: "cancelsync"
        case .libraries: pick("라이브러리", "libraries")
        case .terminal: pick("터미널", "terminal")
        case .size: pick("화면 크기", "screen size")
        case .locale: pick("로캘", "locale")
        case .configuration: pick("설정", "configuration")
        case .keys: pick("키 설정", "keys")
        case .console: pick("콘솔 설정", "console")
        case .connections: pick("연결", "connections")
        case .catalogue: pick("판매처", "marketplaces")
        case .setup: pick("설정 필요", "needs setup")
        case .store: pick("저장소", "store")
        case .archive: pick("보관 파일", "archive")
        case .inbox: pick("받은 폴더", "inbox")
        case .rejected: pick("거부된 파일", "rejected")
        case .disk: pick("디스크", "disk")
        case .poller: pick("수집", "poller")
        case .texts: pick("찾기 색인", "search index")
        case .accounts: pick("설정에 없는 계정", "account not set up")
        case .audit: pick("점검", "audit")
        case .result: pick("결과", "result")
        }
    }

    /// One word for a level.
    package func word(for level: CheckLevel) -> String {
        switch level {
        case .ok: pick("정상", "ok")
        case .warning: pick("주의", "warning")
        case .problem: pick("문제", "problem")
        }
    }

    /// How many orders are found by what products and options say without going through them.
    package func textIndexing(_ indexing: TextIndexing) -> String {
        let (done, all) = (number(indexing.indexedCount), number(indexing.orderCount))
        guard !indexing.isComplete else {
            return pick("주문 \(all)건 모두", "all \(all) orders")
        }
        return pick(
            "주문 \(all)건 중 \(done)건, 나머지는 콘솔이나 run이 수집하지 않는 동안 이어서 만듭니다",
            "\(done) of \(all) orders; the console or run goes on with the rest between polls"
        )
    }

    /// What the database says of a terminal; `nil` colors when it does not know it.
    package func terminal(_ name: String?, colors: Int?) -> String {
        guard let name else { return pick("TERM이 없습니다", "TERM is not set") }
        guard let colors else {
            return pick(
                "TERM=\(name), 이 시스템이 모르는 터미널이라 xterm-256color로 봅니다",
                "TERM=\(name), unknown here; taken for xterm-256color"
            )
        }
        return pick("TERM=\(name), 색 \(number(colors))개", "TERM=\(name), \(number(colors)) colors")
    }

    /// The cells of the terminal; `nil` where output does not go to one.
    package func screenSize(_ size: (columns: Int, rows: Int)?) -> String {
        guard let size else { return pick("터미널이 아닙니다", "not a terminal") }
        return "\(size.columns)×\(size.rows)"
    }

    /// The locale and how it encodes letters.
    package func locale(_ name: String, codeset: String) -> String {
        codeset == "UTF-8"
            ? "\(name), \(codeset)"
            : pick(
                "\(name), \(codeset): 한글을 쓸 수 없어 콘솔은 C.UTF-8을 씁니다",
                "\(name), \(codeset): cannot encode Hangul; the console uses C.UTF-8"
            )
    }

    /// Whether the configuration's file was there.
    package func configuration(_ path: String, exists: Bool) -> String {
        exists ? path : pick("\(path) (없음: 기본값)", "\(path) (none: defaults)")
    }

    /// How many marketplaces and accounts there are.
    package func catalogue(marketplaces: Int, accounts: Int) -> String {
        pick(
            "판매처 \(number(marketplaces))곳, 계정 \(number(accounts))개",
            "\(number(marketplaces)) marketplaces, \(number(accounts)) accounts"
        )
    }

    /// A path that is made at the first use.
    package func notYetThere(_ path: String) -> String {
        pick("\(path) (처음 쓸 때 만듭니다)", "\(path) (made when first used)")
    }

    /// A folder that cannot be used, and what to do.
    package func notUsable(_ path: String, reason: String) -> String {
        pick(
            "\(path): 읽고 쓸 수 없습니다(\(reason)). 권한을 확인하십시오",
            "\(path): cannot be read and written (\(reason)). Check its permissions"
        )
    }

    /// A store that others than its owner may read.
    package func readableByOthers(_ path: String, mode: String) -> String {
        pick(
            "\(path): 다른 사용자가 읽을 수 있습니다(\(mode)). chmod 600으로 막으십시오",
            "\(path): others can read it (\(mode)). Run chmod 600 on it"
        )
    }

    /// The space that is left.
    package func freeSpace(_ bytes: Int, needsMore: Bool) -> String {
        let size = fileSize(bytes)
        return needsMore
            ? pick("\(size) 남음: 공간을 확보하십시오", "\(size) free: make room")
            : pick("\(size) 남음", "\(size) free")
    }

    /// Who polls; `nil` when nobody does.
    package func poller(_ holder: String?) -> String {
        holder ?? pick("없음 (cancelsync run으로 시작)", "nobody (start with `cancelsync run`)")
    }

    /// What is on file of an account that the configuration does not know; `nil` for nothing.
    package func unknownAccount(_ summary: AccountSummary, hasOrders: Bool) -> String? {
        let count = summary.counts.values.reduce(0, Int.saturatingSum)
        let pulls = summary.pullCounts.values.reduce(0, Int.saturatingSum)
        guard count > 0 || hasOrders else { return nil }
        let name = name(of: summary.account)
        let (some, lines) = (number(count), number(pulls))
        return pick(
            "\(name): 취소건 \(some)건, 당길 품목 \(lines)개\(hasOrders ? ", 주문" : "")이 저장되어 있으나 "
                + "수집도 판단도 하지 않습니다. 설정 폴더의 accounts에 다시 추가하십시오.",
            "\(name): cancellations: \(some), lines to pull: \(lines)\(hasOrders ? ", orders" : ""); "
                + "nothing of it is polled or decided. Add it to accounts in the configuration "
                + "folder again."
        )
    }

    /// Whether the store knows the files that were archived last.
    ///
    /// - Parameters:
    ///   - count: How many files were looked at.
    ///   - unknownCount: How many of them the store does not know.
    ///   - example: One of those; `nil` where it knows all.
    /// - Returns: What was found, and what to do.
    package func archive(_ count: Int, unknownCount: Int, example: String?) -> String {
        guard let example else {
            return pick(
                "최근 보관한 파일 \(number(count))개가 모두 저장소에 반영되어 있습니다",
                "the store has the \(number(count)) file\(plural(count)) archived last"
            )
        }
        let (some, all) = (number(unknownCount), number(count))
        let file = DisplayText.sanitized(example)
        return pick(
            "최근 보관한 파일 \(all)개 중 \(some)개를 이 저장소가 모릅니다(예: \(file)). 저장소가 새것이거나 옛 사본이거나, 보관한 뒤 바뀐 파일입니다. "
                + "취소 파일은 받은 폴더의 계정 폴더에, 주문 파일은 orders에 시각을 살려(cp -p) 다시 넣으십시오. "
                + "이미 반영한 것은 두 번 반영되지 않습니다",
            "this store does not know \(some) of the \(all) file\(plural(count)) archived last, such as "
                + "\(file): it is new or an old copy, or they were written to since. Put them back "
                + "with their times (cp -p), "
                + "cancellations into the account's folder of the inbox, orders into orders; what was "
                + "taken in before is not taken twice"
        )
    }

    /// The audit found nothing.
    package var audited: String {
        pick("저장소에 어긋난 것이 없습니다", "everything in the store holds")
    }

    /// How far the audit is.
    package func auditing(_ done: Int, of count: Int) -> String {
        pick("저장소 점검 \(done)/\(count)", "checking the store \(done)/\(count)")
    }

    /// What `check` comes to.
    package func checkResult(problems: Int, warnings: Int) -> String {
        pick(
            "문제 \(number(problems))건, 주의 \(number(warnings))건",
            "problems: \(number(problems)), warnings: \(number(warnings))"
        )
    }

    /// A size in bytes with three digits at most: `1.5 GB`.
    package func fileSize(_ bytes: Int) -> String {
        var value = Double(bytes)
        var unit = 0
        let units = ["B", "kB", "MB", "GB", "TB"]
        while value >= 1000, unit < units.count - 1 {
            value /= 1000
            unit += 1
        }
        let isWhole = unit == 0 || value >= 100
        let tenths = Int((value * 10).rounded())
        return isWhole
            ? "\(Int(value.rounded())) \(units[unit])"
            : "\(tenths / 10).\(tenths % 10) \(units[unit])"
    }
}
