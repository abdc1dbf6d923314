import ConsoleModel
import MatchingCore
import SyncInterfaces
import Testing

@Suite("What is wrong with an API, in a sentence")
struct ServiceProblemTests {
    private static let until = Timestamp(seconds: 1_795_575_600)

    @Test(
        "Where a service says nothing, no brackets stand around it",
        arguments: [
            .notSignedIn(""), .keyExpired(""), .signInEnded(setting: "token", ""),
            .addressNotRegistered(""), .notPermitted(""), .maintenance(""),
            .serverFailed(status: 500, ""), .programFailed(status: 1, ""),
        ] as [ServiceProblem],
        Language.allCases
    )
    func wordless(problem: ServiceProblem, language: Language) {
        let location = FeedError.Location(file: "API", source: .answer)
        let error = FeedError(problem: .service(problem), location: location)
        let line = Phrases(language: language).line(for: KeptProblem(error))
        #expect(!line.contains("()") && !line.contains(" ."), "\(line)")
    }

    @Test(
        "It says what ails the connection and what to do",
        arguments: [
            (
                .clockOff(seconds: 420), "이 컴퓨터의 시계가 7분 빠릅니다. 시계를 맞추십시오(NTP).",
                "this machine's clock is 7 minutes ahead. Set the clock (NTP)."
            ),
            (
                .clockOff(seconds: -90), "이 컴퓨터의 시계가 90초 느립니다. 시계를 맞추십시오(NTP).",
                "this machine's clock is 90 seconds behind. Set the clock (NTP)."
            ),
            (
                .clockOff(seconds: 899), "이 컴퓨터의 시계가 15분 빠릅니다. 시계를 맞추십시오(NTP).",
                "this machine's clock is 15 minutes ahead. Set the clock (NTP)."
            ),
            (
                .programPrintedTooMuch(limit: 1_048_576, ""),
                "프로그램의 출력이 한도(1.0 MB)를 넘어 멈췄습니다. "
                    + "덜 출력하게 하거나 connections.yaml의 size_limit를 늘리십시오.",
                "the program was stopped, for it printed more than 1.0 MB. "
                    + "Have it print less, or raise size_limit in connections.yaml."
            ),
            (
                .programTookTooLong(seconds: 300, "page 12"),
                "프로그램이 300초 안에 끝나지 않아 멈췄습니다(page 12). "
                    + "더 빨리 끝나게 하거나 connections.yaml의 time_limit를 늘리십시오.",
                "the program was stopped, for it ran longer than 300 seconds (page 12). "
                    + "Have it end sooner, or raise time_limit in connections.yaml."
            ),
            (
                .notTLS, "이 주소의 포트는 https가 아닙니다. connections.yaml의 base를 확인하십시오.",
                "the port of this address does not speak https. Check base in connections.yaml."
            ),
            (
                .addressNotRegistered("Not allowed IP"),
                "이 컴퓨터의 IP가 등록되어 있지 않습니다(Not allowed IP). 판매처 관리자 화면에 이 컴퓨터의 IP를 등록하십시오.",
                "this machine's address is not registered (Not allowed IP). "
                    + "Register this machine's address on the marketplace's seller pages."
            ),
            (
                .keyExpired("180 days"),
                "인증키가 만료되었습니다(180 days). 판매처 관리자 화면에서 인증키를 확인하고 다시 넣으십시오.",
                "the key has expired (180 days). "
                    + "Check the key on the marketplace's seller pages and enter it again."
            ),
            (
                .signInEnded(setting: "refresh_token", "used"),
                "로그인 허용이 끝났습니다(used). "
                    + "갱신 토큰을 오래 쓰지 않았거나, 다른 곳에서 썼거나, 새 토큰이 담긴 답이 오다가 끊겼습니다. "
                    + "쇼핑몰 관리자로 앱을 다시 허용하고, 받은 갱신 토큰을 'refresh_token'이 가리키는 곳에 넣으십시오.",
                "the permission to sign in has ended (used): the refresh token was not used for too "
                    + "long, or used elsewhere, or the answer with its successor was lost on the way. "
                    + "Allow the app again as the shop's administrator, and put the new refresh token "
                    + "where 'refresh_token' points."
            ),
            (
                .secretReadableByOthers(path: "/k", mode: "0644"),
                "비밀값 파일을 다른 사용자가 읽을 수 있습니다(/k, 권한 0644). 'chmod 600 /k'을 실행하십시오.",
                "others can read the secret's file (/k, mode 0644). Run 'chmod 600 /k'."
            ),
            (
                .resting(until: until, because: .timedOut(seconds: 60)),
                "호출 쉼 ~12:00: 실패가 이어졌습니다. 60초 안에 답이 오지 않았습니다. 다음 수집에서 다시 읽습니다.",
                "no calls until 12:00, for they kept failing: no answer came within 60 seconds. "
                    + "The next poll reads it again."
            ),
            (
                .programFailed(status: 4, "broken"),
                "프로그램이 4번으로 끝났습니다(broken). 프로그램을 손으로 실행해 보십시오.",
                "the program ended with 4 (broken). Run the program by hand."
            ),
        ] as [(ServiceProblem, String, String)]
    )
    func sentences(problem: ServiceProblem, korean: String, english: String) {
        let error = FeedError(
            problem: .service(problem),
            location: .init(file: "coupang", source: .answer)
        )
        #expect(PhraseSamples.korean.line(for: error) == "coupang: \(korean)")
        #expect(PhraseSamples.english.line(for: error) == "coupang: \(english)")
    }

    @Test("A state that is not known is said once for all rows that have it, in its place")
    func unknownStates() {
        func error(_ problem: ServiceProblem, row: Int?, call: String = "list") -> FeedError {
            FeedError(
                problem: .service(problem),
                location: .init(file: "zigzag \(call)", row: row, column: "status", source: .answer)
            )
        }
        let errors = [
            error(.unknownState("A"), row: 1), error(.unexpectedAnswer("x"), row: 2),
            error(.unknownState("A"), row: 3), error(.unknownState("B"), row: 4),
            error(.unexpectedAnswer("x"), row: 5), error(.unknownState("A"), row: nil),
            error(.unknownState("A"), row: 9, call: "other"),
        ]
        let korean = PhraseSamples.korean.lines(for: errors)
        #expect(korean.count == 5)
        #expect(korean[0].hasPrefix("zigzag list, 'status' 열: 알려지지 않은 상태 'A'입니다."))
        #expect(korean[0].hasSuffix(" (3번)"))
        #expect(korean[1] == PhraseSamples.korean.line(for: errors[1]))
        #expect(korean[2] == PhraseSamples.korean.line(for: errors[3]))
        #expect(korean[4] == PhraseSamples.korean.line(for: errors[6]))
        #expect(PhraseSamples.english.lines(for: errors)[0].hasSuffix(" (3 times)"))
        #expect(PhraseSamples.english.lines(for: []) == [])
    }
}
