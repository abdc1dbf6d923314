import MatchingCore
import SyncInterfaces

extension Phrases {
    /// What another operator, or a pass, did in the meantime: `kim이 10초 전에 적용했습니다`.
    func sentence(for overtaking: Overtaking) -> String {
        let time = ago(overtaking.elapsed)
        let status = word(for: overtaking.status)
        switch overtaking.actor {
        case .system:
            return pick(
                "\(time)에 자동으로 '\(status)' 상태가 되었습니다.",
                "a sync made it \(status) \(time)."
            )
        case .person(let person):
            let name = DisplayText.sanitized(person)
            return pick(
                "\(KoreanParticle.subject.after(name)) \(time)에 \(koreanPast(of: overtaking.act)).",
                "\(name) \(englishPast(of: overtaking.act)) \(time)."
            )
        }
    }

    /// How long ago something was, by the second: `10초 전`, from a minute on `3분 전`.
    func ago(_ elapsed: Duration) -> String {
        let seconds = max(0, elapsed.wholeSeconds)
        if seconds < 60 {
            return pick("\(seconds)초 전", seconds == 1 ? "1 second ago" : "\(seconds) seconds ago")
        }
        return age(of: Timestamp(seconds: 0), now: Timestamp(seconds: seconds))
    }

    private func koreanPast(of act: JournalEntry.Act) -> String {
        switch act {
        case .apply: "적용했습니다"
        case .dismiss: "제외했습니다"
        case .undo: "되돌렸습니다"
        case .settle: "그대로 두기로 했습니다"
        case .decide, .pause, .resume, .resync, .changePolicy, .takeIn, .pull, .recall,
            .returnToPullList, .returnToRecall, .stopResync, .export, .vouch, .takeBackVouch:
            "처리했습니다(\(word(for: act)))"
        }
    }

    private func englishPast(of act: JournalEntry.Act) -> String {
        switch act {
        case .apply: "applied it"
        case .dismiss: "dismissed it"
        case .undo: "undid it"
        case .settle: "left it as it is"
        case .decide, .pause, .resume, .resync, .changePolicy, .takeIn, .pull, .recall,
            .returnToPullList, .returnToRecall, .stopResync, .export, .vouch, .takeBackVouch:
            "acted on it (\(word(for: act)))"
        }
    }
}
