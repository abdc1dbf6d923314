import ConsoleModel
import Testing

@Suite("Screens as text, with the roles that give them colors")
struct FrameTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let screen: String
        let script: String
        var situation = FrameSituation.usual
        let size: Size
        let language: Language

        var name: String {
            "\(screen)-\(size.columns)x\(size.rows)-\(language.rawValue)"
        }
        var testDescription: String { name }

        var frame: Frame {
            var driver = situation.driver(size: size, language: language)
            driver.press(script)
            situation.happen(to: &driver)
            return driver.console.frame(now: driver.now)
        }
    }

    static let screens: [(String, String)] = [
        ("marketplaces", ""),
        ("cancellations", "7"),
        ("held", "2"),
        ("several-lines", "2 Enter"),
        ("value-differs", "1 G Enter"),
        ("then-and-now", "2 j Enter"),
        ("undo", "3 u"),
        ("order-not-found", "1 G k Enter"),
        ("help", "?"),
        ("find", "/ 쿠팡"),
        ("find-health", "/ 상태: Tab Tab"),
        ("find-mistake", "/ 상태:실퍠 Enter"),
        ("filter", "7 / 사유:이미배송 Enter"),
        ("marked", "2 Space Space d"),
        ("filter-completion", "7 / 상태:보류 Space 판매처: Tab Tab"),
        ("filter-error", "7 / 상태:보류 Space 삭태:대기 Enter"),
        ("apply", "2 a"),
        ("dismiss", "2 d"),
        ("palette", "2 :"),
        ("charts", "v"),
        ("palette-found", "3 : pause"),
        ("account", "/ 쿠팡 Enter Enter"),
        ("account-program", "/ AK몰 Enter Enter"),
        ("account-unread", "/ storefarm Enter Enter"),
        ("vouch", "/ storefarm Enter Enter d"),
        ("take-back", "/ storefarm Enter Enter u"),
        ("rule-prompt", "/ 쿠팡 Enter Enter w"),
        ("rule-on-trial", "/ 쿠팡 Enter Enter w Enter"),
        ("marked-accounts", "Space Space"),
        ("period", "/ 쿠팡 Enter t"),
        ("period-typed", "/ 쿠팡 Enter t End Enter"),
        ("export", "7 e"),
        ("reason-typed", "2 d End Enter"),
        ("help-order", "o / 01 Enter Enter ?"),
        ("orders", "o"),
        ("orders-found", "o 2 026 Enter"),
        ("order", "o / 01 Enter Enter"),
        ("order-read", "o / 관리 Enter Enter j Enter"),
        ("order-exchanged", "o / 쿠-7 Enter Enter Enter"),
        ("pull-list", "b"),
        ("scan-pull", "b 680100001 Enter"),
        ("scan-ship", "b 6 801125-9 Enter"),
        ("scan-check", "b 6 801125-7 Enter"),
        ("scan-unread", "b 6 801125-3 Enter"),
        ("scan-unknown", "b 123 Enter"),
        ("activity", "i"),
        ("messages", "b p b u m"),
        ("columns", "7 w"),
        ("sort", "7 s"),
        ("view-undone", "7 Space Space \\ Backspace"),
        ("pause-marked", "Space Space p"),
        ("undo-marked", "3 Space u"),
        ("reason-in-words", "2 d End Enter 메모"),
        ("obstacle", "1 u"),
        ("nothing-found", "7 / 주문:999 Enter"),
        ("help-explanation", "7 Enter ?"),
    ]

    /// What is shown when more happens than that somebody presses keys.
    static let situations: [(String, String, FrameSituation)] = [
        ("demo", "", .demo),
        ("read-only", "2 a", .readOnly),
        ("nobody-polls", "", .nobodyPolls),
        ("follower", "7", .follower),
        ("resync", "", .resync),
        ("resync-of-another", "", .resyncOfAnother),
        ("stop-of-another", "x", .resyncOfAnother),
        ("acting-on-marked", "2 Space *", .actingOnMarked),
        ("exporting", "7", .exporting),
        ("problem", "7", .problem),
        ("changed", "7 j", .changes),
        ("changed-pull-list", "b", .changes),
        ("changed-accounts", "", .changes),
        ("problem-during-resync", "7", .problemDuringResync),
        ("reading", "7", .reading),
        ("exchanged", "1", .exchange),
        ("apply-exchanged", "1 a", .exchange),
        ("apply-exchanged-line", "1 a j Enter", .exchange),
    ]

    static let sizes = [(40, 8), (80, 24), (120, 40), (200, 60)]

    static let cases: [Case] =
        (screens.map { ($0.0, $0.1, FrameSituation.usual) } + situations).flatMap { screen in
            sizes.flatMap { size in
                Language.allCases.map { language in
                    Case(
                        screen: screen.0,
                        script: screen.1,
                        situation: screen.2,
                        size: Size(columns: size.0, rows: size.1),
                        language: language
                    )
                }
            }
        }

    @Test("A screen looks as it was reviewed", arguments: cases)
    func snapshot(_ example: Case) throws {
        let frame = example.frame
        try FrameText.expect(frame.text + frame.styles, matches: example.name)
    }

    @Test(
        "With ASCII only, screens keep their shape",
        arguments: ["", "2 a", "1 G Enter", ":", "Enter", "v"]
    )
    func plain(script: String) throws {
        let size = Size(columns: 80, rows: 24)
        var driver = ConsoleDriver(
            size: size,
            configuration: ConsoleConfiguration(
                usesASCII: true,
                isDemo: true,
                timeFactor: 60,
                operatorName: "kim"
            )
        )
        driver.press(script)
        let name = script.split(separator: " ").joined(separator: "-")
        let frame = driver.console.frame(now: driver.now)
        try FrameText.expect(
            frame.text + frame.styles,
            matches: "ascii-\(name.isEmpty ? "home" : name)"
        )
    }
}
