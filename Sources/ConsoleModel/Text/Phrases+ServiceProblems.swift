import MatchingCore
package import SyncInterfaces

extension Phrases {
    /// What is wrong with an API or a program, in a sentence; what they said themselves stands in
    /// brackets, as they said it.
    package func sentence(for problem: ServiceProblem) -> String {
        language == .korean ? korean(problem) : english(problem)
    }

    private func korean(_ problem: ServiceProblem) -> String {
        switch problem {
        case .missingSetting(let name):
            "연결 설정에 '\(name)'\(KoreanParticle.subject.form(after: name)) 없습니다."
        case .invalidSetting(let name, let reason): "연결 설정 '\(name)'의 값을 쓸 수 없습니다(\(reason))."
        case .secretNotAvailable(let name, let reason):
            "비밀값 '\(name)'\(KoreanParticle.object.form(after: name)) 얻을 수 없습니다(\(reason))."
        case .secretReadableByOthers(let path, let mode):
            "비밀값 파일을 다른 사용자가 읽을 수 있습니다(\(path), 권한 \(mode))."
        case .notReachable(let detail): "서버에 연결할 수 없습니다(\(detail))."
        case .certificateRefused(let detail): "서버의 인증서를 믿을 수 없습니다(\(detail))."
        case .notTLS: "이 주소의 포트는 https가 아닙니다."
        case .timedOut(let seconds): "\(number(seconds))초 안에 답이 오지 않았습니다."
        case .cutOff: "답이 오다가 끊겼습니다."
        case .tooLarge(let limit): "답이 한도(\(fileSize(limit)))보다 큽니다."
        case .resting(let until, let reason):
            "호출 쉼 ~\(timeOfDay(until)): 실패가 이어졌습니다. \(korean(reason))"
        case .notSignedIn(let words): "인증이 거부되었습니다\(bracketed(words))."
        case .keyExpired(let words): "인증키가 만료되었습니다\(bracketed(words))."
        case .signInEnded(_, let words):
            "로그인 허용이 끝났습니다\(bracketed(words)). 갱신 토큰을 오래 쓰지 않았거나, 다른 곳에서 썼거나, 새 토큰이 담긴 답이 오다가 끊겼습니다."
        case .clockOff(let seconds):
            "이 컴퓨터의 시계가 \(offset(seconds)) \(seconds > 0 ? "빠릅니다" : "느립니다")."
        case .addressNotRegistered(let words): "이 컴퓨터의 IP가 등록되어 있지 않습니다\(bracketed(words))."
        case .notPermitted(let words): "이 인증키에 권한이 없습니다\(bracketed(words))."
        case .tooManyCalls(let seconds):
            "호출이 너무 많다고 합니다"
                + (seconds.map { "(\(number($0))초 뒤에 다시)." } ?? ".")
        case .maintenance(let words): "점검 중입니다\(bracketed(words))."
        case .serverFailed(let status, let words): "서버 오류 \(status)입니다\(bracketed(words))."
        case .refused(let code, let message): "요청이 거부되었습니다(\(code): \(message))."
        case .unexpectedAnswer(let detail): "답이 문서와 다릅니다(\(detail))."
        case .unknownState(let word): "알려지지 않은 상태 '\(word)'입니다. 그대로 보관하고 연동하지 않습니다."
        case .spareListFailed(_, let reason):
            "문서에 없는 목록을 읽지 못했습니다. 나머지는 읽었습니다. \(korean(reason))"
        case .periodsNotRead(let from, let until, let others, let reason):
            "\(periods(from, until, others))을 읽지 못했습니다. 나머지는 읽었습니다. \(korean(reason))"
        case .programFailed(let status, let words):
            "프로그램이 \(status)번으로 끝났습니다\(bracketed(words))."
        case .programNotStarted(let detail): "프로그램을 시작할 수 없습니다(\(detail))."
        case .programPrintedTooMuch(let limit, let words):
            "프로그램의 출력이 한도(\(fileSize(limit)))를 넘어 멈췄습니다\(bracketed(words))."
        case .programTookTooLong(let seconds, let words):
            "프로그램이 \(number(seconds))초 안에 끝나지 않아 멈췄습니다\(bracketed(words))."
        case .programSaid(let words): "프로그램의 말: \(words)"
        }
    }

    private func english(_ problem: ServiceProblem) -> String {
        switch problem {
        case .missingSetting(let name): "the connection lacks the setting '\(name)'."
        case .invalidSetting(let name, let why): "the setting '\(name)' cannot be used (\(why))."
        case .secretNotAvailable(let name, let why): "the secret '\(name)' cannot be had (\(why))."
        case .secretReadableByOthers(let path, let mode):
            "others can read the secret's file (\(path), mode \(mode))."
        case .notReachable(let detail): "the server cannot be reached (\(detail))."
        case .certificateRefused(let detail): "the server's certificate is not trusted (\(detail))."
        case .notTLS: "the port of this address does not speak https."
        case .timedOut(let seconds): "no answer came within \(number(seconds)) seconds."
        case .cutOff: "the answer broke off."
        case .tooLarge(let limit): "the answer is larger than \(fileSize(limit))."
        case .resting(let until, let reason):
            "no calls until \(timeOfDay(until)), for they kept failing: \(english(reason))"
        case .notSignedIn(let words): "the keys were refused\(bracketed(words))."
        case .keyExpired(let words): "the key has expired\(bracketed(words))."
        case .signInEnded(_, let words):
            "the permission to sign in has ended\(bracketed(words)): the refresh token was not used for "
                + "too long, or used elsewhere, or the answer with its successor was lost on the way."
        case .clockOff(let seconds):
            "this machine's clock is \(offset(seconds)) \(seconds > 0 ? "ahead" : "behind")."
        case .addressNotRegistered(let words):
            "this machine's address is not registered\(bracketed(words))."
        case .notPermitted(let words): "the key may not do this\(bracketed(words))."
        case .tooManyCalls(let wait):
            "there were too many calls" + (wait.map { " (again in \(number($0)) seconds)." } ?? ".")
        case .maintenance(let words): "the service is under maintenance\(bracketed(words))."
        case .serverFailed(let status, let words):
            "the server failed with \(status)\(bracketed(words))."
        case .refused(let code, let message): "the request was refused (\(code): \(message))."
        case .unexpectedAnswer(let detail): "the answer is not as documented (\(detail))."
        case .unknownState(let word):
            "the state '\(word)' is not documented; it is kept as it is and not synced."
        case .spareListFailed(_, let reason):
            "a list that is not documented could not be read, the others were: \(english(reason))"
        case .periodsNotRead(let from, let until, let others, let reason):
            "\(periods(from, until, others)) could not be read, the rest was: \(english(reason))"
        case .programFailed(let status, let words):
            "the program ended with \(status)\(bracketed(words))."
        case .programNotStarted(let detail): "the program could not be started (\(detail))."
        case .programPrintedTooMuch(let limit, let words):
            "the program was stopped, for it printed more than \(fileSize(limit))"
                + "\(bracketed(words))."
        case .programTookTooLong(let seconds, let words):
            "the program was stopped, for it ran longer than \(number(seconds)) seconds"
                + "\(bracketed(words))."
        case .programSaid(let words): "the program said: \(words)"
        }
    }

    /// The first of some periods, and how many others there are.
    private func periods(_ from: Timestamp, _ until: Timestamp, _ others: Int) -> String {
        let more = others > 0 ? pick(" 외 \(number(others))개 기간", " and \(number(others)) more") : ""
        let times = period(TimeWindow(start: from, end: until))
        return pick("\(times)\(more)", "the period \(times)\(more)")
    }

    /// What a program said; one may end without a word.
    private func bracketed(_ words: String) -> String {
        words.isEmpty ? "" : pick("(\(words))", " (\(words))")
    }

    /// How far a clock is off: whole minutes, the nearest; below two of them seconds.
    private func offset(_ seconds: Int) -> String {
        let seconds = abs(seconds)
        let minutes = (seconds + 30) / 60
        return seconds < 120
            ? pick("\(seconds)초", "\(seconds) seconds")
            : pick("\(number(minutes))분", "\(number(minutes)) minutes")
    }

    /// What to do about it.
    func remedy(for problem: ServiceProblem) -> String {
        switch problem {
        case .missingSetting, .invalidSetting:
            pick("connections.yaml을 고치십시오.", "Correct connections.yaml.")
        case .secretNotAvailable:
            pick(
                "connections.yaml이 가리키는 곳에 값을 두십시오.",
                "Put it where connections.yaml points."
            )
        case .secretReadableByOthers(let path, _):
            pick("'chmod 600 \(path)'을 실행하십시오.", "Run 'chmod 600 \(path)'.")
        case .notTLS: pick("connections.yaml의 base를 확인하십시오.", "Check base in connections.yaml.")
        case .notReachable, .certificateRefused:
            pick("네트워크와 주소를 확인하십시오.", "Check the network and the address.")
        case .resting(_, let reason): remedy(for: reason)
        case .timedOut, .cutOff, .tooManyCalls, .maintenance, .serverFailed:
            pick("다음 수집에서 다시 읽습니다.", "The next poll reads it again.")
        case .notSignedIn, .keyExpired, .notPermitted:
            pick(
                "판매처 관리자 화면에서 인증키를 확인하고 다시 넣으십시오.",
                "Check the key on the marketplace's seller pages and enter it again."
            )
        case .signInEnded(let setting, _): allowAgain(setting)
        case .clockOff: pick("시계를 맞추십시오(NTP).", "Set the clock (NTP).")
        case .addressNotRegistered:
            pick(
                "판매처 관리자 화면에 이 컴퓨터의 IP를 등록하십시오.",
                "Register this machine's address on the marketplace's seller pages."
            )
        case .tooLarge, .refused, .unexpectedAnswer:
            pick(
                "요청 기록을 판매처와 개발자에게 보이십시오.",
                "Show the request log to the marketplace and to us."
            )
        case .unknownState:
            pick(
                "연동하려면 marketplaces.yaml의 synonyms에 더하십시오.",
                "To sync it, add it to synonyms in marketplaces.yaml."
            )
        case .spareListFailed(let setting, _): leaveOut(setting)
        case .periodsNotRead(_, _, _, let reason): remedy(for: reason)
        case .programSaid: ""
        case .programFailed: pick("프로그램을 손으로 실행해 보십시오.", "Run the program by hand.")
        case .programNotStarted: checkProgram
        case .programPrintedTooMuch: raise("size_limit", or: ("덜 출력하게", "print less"))
        case .programTookTooLong: raise("time_limit", or: ("더 빨리 끝나게", "end sooner"))
        }
    }

    private func leaveOut(_ setting: String) -> String {
        pick(
            "판매처가 이 목록을 주지 않으면 connections.yaml에 '\(setting)'를 넣으십시오.",
            "If the marketplace does not grant this list, put '\(setting)' in connections.yaml."
        )
    }

    private func allowAgain(_ setting: String) -> String {
        pick(
            "쇼핑몰 관리자로 앱을 다시 허용하고, 받은 갱신 토큰을 '\(setting)'이 가리키는 곳에 넣으십시오.",
            "Allow the app again as the shop's administrator, and put the new refresh token where "
                + "'\(setting)' points."
        )
    }

    private var checkProgram: String {
        pick(
            "경로와 실행 권한을 확인하십시오(chmod +x).",
            "Check its path, and that it may be executed (chmod +x)."
        )
    }

    private func raise(_ setting: String, or change: (korean: String, english: String)) -> String {
        pick(
            "\(change.korean) 하거나 connections.yaml의 \(setting)를 늘리십시오.",
            "Have it \(change.english), or raise \(setting) in connections.yaml."
        )
    }
}
