import MatchingCore
import SyncInterfaces

/// What the notices at the bottom said, newest first, to be read again.
struct MessagesPage: TextPage {
    var text = ScrollingText()

    func title(_ phrases: Phrases) -> String { phrases.pick("메시지", "Messages") }

    func placeholder(_ phrases: Phrases) -> String? {
        phrases.pick("아직 메시지가 없습니다.", "There are no messages yet.")
    }

    func lines(_ setting: PageSetting, columns: Int) -> [StyledLine] {
        let blocks = TextBlocks(width: columns)
        return setting.console.messages.reversed().flatMap { message in
            blocks.hanging(
                setting.phrases.dateAndTime(message.at),
                "\(message.level.mark) \(message.text.text(in: setting.phrases.language))",
                Style(message.level.role)
            )
        }
    }
}
