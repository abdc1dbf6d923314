package import ConsoleModel

/// Why the console cannot be shown.
package struct TerminalError: Error, Sendable, Hashable {
    /// What is in the way.
    package enum Problem: Sendable, Hashable {
        /// Standard input is a file, a pipe or nothing.
        case inputIsNotATerminal
        /// Standard output is a file or a pipe.
        case outputIsNotATerminal
        /// The terminal database knows neither the terminal nor a common one.
        case unknownTerminal
        /// The terminal is known, and can only print line after line.
        case cannotPlaceCursor
        /// No locale of the system can encode Hangul.
        case noUnicode
        /// A terminal is open already, or memory or file descriptors ran out.
        case unavailable
        /// The log that takes standard error cannot be written; the system's error number.
        case logNotWritable(path: String, errorNumber: Int32)
    }

    package let problem: Problem

    package init(_ problem: Problem) { self.problem = problem }

    /// One line for a person: what is wrong, and what to do.
    ///
    /// - Parameter language: The language of the sentence.
    /// - Returns: Two sentences, without a line break.
    package func sentence(in language: Language) -> String {
        switch language {
        case .korean: "\(korean) \(koreanAdvice)"
        case .english: "\(english) \(englishAdvice)"
        }
    }

    private var english: String {
        switch problem {
        case .inputIsNotATerminal: "Standard input is not a terminal."
        case .outputIsNotATerminal: "Standard output is not a terminal."
        case .unknownTerminal: "TERM names no terminal that this system knows."
        case .cannotPlaceCursor: "This terminal cannot place its cursor."
        case .noUnicode: "This system has no UTF-8 locale."
        case .unavailable: "The terminal could not be opened."
        case .logNotWritable(let path, let number):
            "\(path): the log cannot be written (error \(number))."
        }
    }

    private var korean: String {
        switch problem {
        case .inputIsNotATerminal: "표준 입력이 터미널이 아닙니다."
        case .outputIsNotATerminal: "표준 출력이 터미널이 아닙니다."
        case .unknownTerminal: "TERM이 가리키는 터미널을 이 시스템이 알지 못합니다."
        case .cannotPlaceCursor: "이 터미널은 커서를 옮길 수 없습니다."
        case .noUnicode: "이 시스템에 UTF-8 로캘이 없습니다."
        case .unavailable: "터미널을 열지 못했습니다."
        case .logNotWritable(let path, let number):
            "\(path): 로그를 쓸 수 없습니다 (오류 \(number))."
        }
    }

    private var englishAdvice: String {
        switch problem {
        case .inputIsNotATerminal, .outputIsNotATerminal, .cannotPlaceCursor:
            "Use the commands with --json instead, such as: cancelsync cancellations --json"
        case .unknownTerminal:
            "Set TERM=xterm-256color, or use the commands with --json."
        case .noUnicode: "Install the C.UTF-8 locale, or use the commands with --json."
        case .unavailable: "Close what else uses it, then start again."
        case .logNotWritable: "Name another file."
        }
    }

    private var koreanAdvice: String {
        switch problem {
        case .inputIsNotATerminal, .outputIsNotATerminal, .cannotPlaceCursor:
            "대신 --json 명령을 쓰십시오. 예: cancelsync cancellations --json"
        case .unknownTerminal: "TERM=xterm-256color로 설정하거나 --json 명령을 쓰십시오."
        case .noUnicode: "C.UTF-8 로캘을 설치하거나 --json 명령을 쓰십시오."
        case .unavailable: "터미널을 쓰는 다른 것을 닫고 다시 시작하십시오."
        case .logNotWritable: "다른 파일을 지정하십시오."
        }
    }
}
