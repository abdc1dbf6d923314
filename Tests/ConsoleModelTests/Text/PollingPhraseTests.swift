import ConsoleModel
import MatchingCore
import SyncInterfaces
import Testing

@Suite("Polls, acts and the journal in words")
struct PollingPhraseTests {
    private static let now = Timestamp(seconds: 1_795_478_700)

    private static func poll(_ outcome: PollRecord.Outcome) -> PollRecord {
        var tally = PassTally()
        tally.news = 3
        tally.rejectedRows = 1
        tally.unitsCancelled = 2
        tally.decided = [.applied: 2, .pending: 1, .held: 0]
        return PollRecord(
            account: "alpha",
            trigger: .timer,
            window: TimeWindow(start: now, end: now),
            startedAt: now,
            finishedAt: now,
            outcome: outcome,
            tally: tally
        )
    }

    @Test(
        "The result of a poll",
        arguments: zip(
            [
                .succeeded, .incomplete(KeptProblem(words: "파일 1개 읽지 못함: a")),
                .failed(KeptProblem(words: "no such folder")), .cancelled,
            ] as [PollRecord.Outcome],
            [
                "09:05 정상 · 새 3건 · 오류 1행", "09:05 파일 1개 읽지 못함: a · 새 3건 · 오류 1행",
                "09:05 실패: no such folder", "09:05 중단됨",
            ]
        )
    )
    func result(outcome: PollRecord.Outcome, text: String) {
        #expect(PhraseSamples.korean.line(for: Self.poll(outcome), now: Self.now) == text)
    }

    @Test("Files that nobody has read are counted, and the first is named")
    func unread() {
        let problems = ["a.xlsx", "b.xlsx"].map {
            FeedError(problem: .emptyFile, location: .init(file: $0))
        }
        #expect(
            PhraseSamples.korean.line(for: KeptProblem(UnreadFiles(problems)))
                == "파일 2개 읽지 못함: a.xlsx: 파일이 비어 있습니다. 파일을 다시 내려받아 넣으십시오. 외 1개"
        )
        let one = PhraseSamples.english.line(for: KeptProblem(UnreadFiles([problems[0]])))
        #expect(one.hasPrefix("1 file not read: a.xlsx: ") && !one.contains("more"))
    }

    @Test("The details of a poll count what was decided")
    func details() {
        let text = PhraseSamples.english.details(of: Self.poll(.succeeded))
        #expect(text == "ok · 3 new · 1 row rejected · pending 1 · applied 2 · 2 units cancelled")
    }

    @Test("A resync says how far it is")
    func progress() {
        let progress = ResyncProgress(
            accountsDone: 3,
            accountCount: 43,
            current: "alpha",
            tally: PassTally()
        )
        #expect(PhraseSamples.korean.line(for: progress) == "재수집 3/43 · Alpha · 새 0건")
    }

    @Test("A journal entry says when, who, what, on what and with what outcome")
    func journal() {
        let entry = JournalEntry(
            at: Self.now,
            actor: .person("kim"),
            act: .dismiss,
            account: "alpha",
            cancellation: CancellationID(rawValue: 41),
            reason: .dismissed,
            status: .dismissed,
            note: "중복\n접수",
            orderNumber: "2001"
        )
        #expect(
            PhraseSamples.korean.line(for: entry, now: Self.now)
                == "09:05 kim 제외 · Alpha #41 · 주문 2001 · 제외 · 중복 접수"
        )
    }

    @Test("A bare journal entry has nothing dangling")
    func bareEntry() {
        let entry = JournalEntry(at: Self.now, actor: .system, act: .resync)
        #expect(PhraseSamples.korean.line(for: entry, now: Self.now) == "09:05 자동 재수집")
    }

    @Test(
        "Why a resync was journalled is worded, with its period",
        arguments: [
            ("timer", "주기"), ("command", "명령"), ("free text", "free text"),
            ("resync 2026-11-20T00:00:00+09:00/", "재수집 · 2026-11-20 00:00 ~ "),
            (
                "resync 2026-11-20T00:00:00+09:00/2026-11-21T09:30:00+09:00",
                "재수집 · 2026-11-20 00:00 ~ 2026-11-21 09:30"
            ),
        ]
    )
    func note(note: String, text: String) {
        let entry = JournalEntry(at: Self.now, actor: .system, act: .resync, note: note)
        #expect(PhraseSamples.korean.note(of: entry) == text)
    }

    @Test(
        "What an act did to a line",
        arguments: zip([(0, 2), (2, 0), (1, 1)], ["2개 취소", "2개 되돌림", "변경 없음"])
    )
    func act(units: (before: Int, after: Int), text: String) {
        let key = OrderLineKey(account: "alpha", orderNumber: "A-1", lineID: "01")
        let change = LineChange(
            line: key,
            unitsBefore: units.before,
            unitsAfter: units.after,
            isHeld: true
        )
        let result = ActResult(
            id: CancellationID(rawValue: 41),
            status: .applied,
            reason: .applied,
            changes: [change]
        )
        #expect(PhraseSamples.korean.line(for: result) == "#41 적용: A-1 · 01 \(text)")
    }

    @Test("A pause names who and why")
    func pause() {
        let timer = AccountTimer(account: "alpha", isPaused: true, pauseNote: "kim, 점검")
        #expect(PhraseSamples.korean.pause(of: timer) == "일시정지: kim, 점검")
    }
}
