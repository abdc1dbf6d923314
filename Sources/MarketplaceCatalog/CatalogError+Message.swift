import MatchingCore

extension CatalogError: CustomStringConvertible {
    /// The English message.
    package var description: String { message(korean: false) }

    /// Returns one line for the operator: `file:line:column: what is wrong. What to do (choices)`.
    ///
    /// Control characters of the file are shown as `\u{1b}`, so that the line is safe to print.
    package func message(korean: Bool) -> String {
        var sentences = ["\(place): \(problem.sentence(korean: korean))"]
        if let suggestion {
            let word = quoted(suggestion)
            sentences.append(korean ? "\(word)인지 확인하십시오." : "Did you mean \(word)?")
        }
        if !validChoices.isEmpty {
            let choices = validChoices.map(printable).joined(separator: ", ")
            sentences.append(korean ? "(쓸 수 있는 값: \(choices))" : "(Valid: \(choices))")
        }
        return sentences.joined(separator: " ")
    }

    private var place: String {
        line == 0 ? printable(file) : "\(printable(file)):\(line):\(column)"
    }
}

extension CatalogError.Problem {
    /// What is wrong and what to do.
    fileprivate func sentence(korean: Bool) -> String { korean ? koreanSentence : englishSentence }

    private var englishSentence: String {
        switch self {
        case .fileNotReadable(let reason):
            "the file cannot be read: \(printable(reason)). Check that it is a readable file."
        case .place(let mistake): mistake.english
        case .notUTF8: "the text is not UTF-8. Save the file as UTF-8."
        case .syntax(let words):
            "not YAML: \(printable(words)). Check indentation, colons, quotes and brackets."
        case .unknownKey(let key): "unknown key \(quoted(key)). Correct or remove it."
        case .duplicateKey(let key): "the key \(quoted(key)) is given twice. Remove one."
        case .missingKey(let key, let entry):
            "the entry \(quoted(entry)) has no \(quoted(key)). Add it."
        case .wrongType(let key, let expected, let found):
            "\(quoted(key)) must be \(expected.english), not \(found.english). Rewrite it."
        case .emptyText(let key): "\(quoted(key)) holds an empty text. Write a text or remove it."
        case .controlCharacter(let key):
            "\(quoted(key)) holds a line break or a control character. Remove it."
        case .invalidID(let id):
            "\(quoted(id)) is not an id. Use a-z, 0-9 and hyphens, at most 64, no hyphen first."
        case .reservedID(let id): "the inbox has a folder \(quoted(id)) of its own. Choose another."
        case .duplicateID(let id): "the id \(quoted(id)) is taken. Choose another."
        case .duplicateName(let name, let owner):
            "\(quoted(owner)) answers to the name \(quoted(name)) already. Choose another."
        case .duplicateValue(let value, let key):
            "\(quoted(value)) stands twice under \(quoted(key)). Remove one."
        case .intervalOutOfRange(let minutes): "polls every \(minutes) minutes. Choose 10 to 30."
        case .invalidRule(let problem): "not a match rule: \(problem.english)."
        case .unknownField(let name): "no field is called \(quoted(name)). Correct or remove it."
        case .duplicateHeader(let header, let field):
            "the header \(quoted(header)) names \(quoted(field.name)) already. Give it to one field."
        case .unknownMarketplace(let name):
            "no marketplace is called \(quoted(name)). Give an id, a name or an alias."
        case .unknownChoice(let word, let key):
            "\(quoted(word)) is no choice for \(quoted(key)). Choose one of those in brackets."
        case .connection(let mistake): mistake.english
        case .confirmStateNotListed(let state):
            "\(quoted(state)) under confirm is not in cancel_states. Add it there or remove it here."
        case .synonymOfUnlistedState(let state):
            "\(quoted(state)) is neither in cancel_states nor in withdrawal. Give a listed state."
        case .synonymIsListedState(let word):
            "\(quoted(word)) is a listed state and cannot stand for another. Remove it."
        case .cancelStateIsWithdrawal(let state):
            "\(quoted(state)) is in cancel_states and in withdrawal. Remove it from one of them."
        case .keyTaken(let key, let owner):
            "\(quoted(key)) is a key of \(quoted(owner)) on the same screen. Choose another."
        case .wrongKeyCount(let action, let wanted): englishKeyCount(action, wanted)
        }
    }

    private var koreanSentence: String {
        switch self {
        case .fileNotReadable(let reason):
            "파일을 읽을 수 없습니다: \(printable(reason)). 읽을 수 있는 파일인지 확인하십시오."
        case .place(let mistake): mistake.korean
        case .notUTF8: "UTF-8 문자가 아닙니다. 파일을 UTF-8로 저장하십시오."
        case .syntax(let words):
            "YAML 문법 오류: \(printable(words)). 들여쓰기, 쌍점, 따옴표, 괄호를 확인하십시오."
        case .unknownKey(let key): "알 수 없는 키: \(quoted(key)). 고치거나 지우십시오."
        case .duplicateKey(let key): "같은 키가 두 번 있습니다: \(quoted(key)). 하나를 지우십시오."
        case .missingKey(let key, let entry):
            "\(quoted(entry)) 항목에 \(quoted(key)) 키가 없습니다. 추가하십시오."
        case .wrongType(let key, let expected, let found):
            "\(quoted(key)) 값의 형식이 다릅니다(필요: \(expected.korean), 현재: \(found.korean)). 고치십시오."
        case .emptyText(let key): "\(quoted(key)) 값이 비어 있습니다. 값을 쓰거나 지우십시오."
        case .controlCharacter(let key):
            "\(quoted(key)) 값에 줄바꿈이나 제어 문자가 있습니다. 지우십시오."
        case .invalidID(let id):
            "id로 쓸 수 없습니다: \(quoted(id)). a-z, 0-9, 붙임표로 64자까지, 붙임표로 시작하지 않게 쓰십시오."
        case .reservedID(let id): "받은 파일함이 쓰는 폴더 이름입니다: \(quoted(id)). 다른 id를 쓰십시오."
        case .duplicateID(let id): "이미 쓰인 id입니다: \(quoted(id)). 다른 id를 쓰십시오."
        case .duplicateName(let name, let owner):
            "\(quoted(owner)) 항목이 이미 쓰는 이름입니다: \(quoted(name)). 다른 이름을 쓰십시오."
        case .duplicateValue(let value, let key):
            "\(quoted(key)) 안에 \(quoted(value)) 값이 두 번 있습니다. 하나를 지우십시오."
        case .intervalOutOfRange(let minutes): "수집 주기가 \(minutes)분입니다. 10~30분으로 정하십시오."
        case .invalidRule(let problem): "매칭 기준 오류: \(problem.korean)."
        case .unknownField(let name): "알 수 없는 필드: \(quoted(name)). 고치거나 지우십시오."
        case .duplicateHeader(let header, let field):
            "헤더 \(quoted(header)) 이미 \(quoted(field.name)) 필드의 것입니다. 한 필드에만 쓰십시오."
        case .unknownMarketplace(let name):
            "알 수 없는 판매처: \(quoted(name)). id, 이름 또는 별칭을 쓰십시오."
        case .unknownChoice(let word, let key):
            "\(quoted(key)) 값으로 쓸 수 없습니다: \(quoted(word)). 괄호 안에서 고르십시오."
        case .connection(let mistake): mistake.korean
        case .confirmStateNotListed(let state):
            "confirm의 \(quoted(state)) 상태가 cancel_states에 없습니다. 그곳에 더하거나 여기서 지우십시오."
        case .synonymOfUnlistedState(let state):
            "\(quoted(state)) 상태가 cancel_states와 withdrawal에 없습니다. 있는 상태를 쓰십시오."
        case .synonymIsListedState(let word):
            "\(quoted(word)) 이미 목록에 있는 상태이므로 다른 상태를 뜻할 수 없습니다. 지우십시오."
        case .cancelStateIsWithdrawal(let state):
            "\(quoted(state)) 상태가 cancel_states와 withdrawal에 모두 있습니다. 한쪽에서 지우십시오."
        case .keyTaken(let key, let owner):
            "\(quoted(key)) 키는 같은 화면에서 \(quoted(owner)) 동작이 씁니다. 다른 키를 쓰십시오."
        case .wrongKeyCount(let action, let wanted): koreanKeyCount(action, wanted)
        }
    }

    private func englishKeyCount(_ action: String, _ wanted: Int?) -> String {
        guard let wanted else {
            return "\(quoted(action)) has no key. Write at least one or remove the line."
        }
        return "\(quoted(action)) takes \(wanted) keys, one for each status. Write as many."
    }

    private func koreanKeyCount(_ action: String, _ wanted: Int?) -> String {
        guard let wanted else {
            return "\(quoted(action)) 동작에 키가 없습니다. 하나 이상 쓰거나 줄을 지우십시오."
        }
        return "\(quoted(action)) 동작에는 상태마다 하나씩 키 \(wanted)개가 필요합니다. 그만큼 쓰십시오."
    }
}

extension CatalogError.ValueKind {
    fileprivate var english: String {
        switch self {
        case .text: "a text"
        case .wholeNumber: "a whole number"
        case .list: "a list"
        case .mapping: "a mapping of keys to values"
        case .nothing: "empty"
        }
    }

    fileprivate var korean: String {
        switch self {
        case .text: "글"
        case .wholeNumber: "정수"
        case .list: "목록"
        case .mapping: "키와 값"
        case .nothing: "빈 값"
        }
    }
}

extension MatchRuleError.Problem {
    fileprivate var english: String {
        switch self {
        case .empty: "it is empty"
        case .unknownField(let name): "no field is called \(quoted(name))"
        case .unexpectedCharacter(let character): "\(quoted(String(character))) cannot stand here"
        case .expectedField(let found?): "a field should stand here, not \(quoted(found))"
        case .expectedField(nil): "a field is missing at the end"
        case .unclosedParenthesis: "this parenthesis is not closed"
        case .unexpectedText(let text): "write + or | before \(quoted(text))"
        case .branchWithoutOrderNumber(let branch): "\(quoted(branch)) lacks order_no"
        }
    }

    fileprivate var korean: String {
        switch self {
        case .empty: "비어 있습니다"
        case .unknownField(let name): "알 수 없는 필드 \(quoted(name))"
        case .unexpectedCharacter(let character): "쓸 수 없는 문자 \(quoted(String(character)))"
        case .expectedField(let found?): "\(quoted(found)) 자리에 필드가 와야 합니다"
        case .expectedField(nil): "끝에 필드가 없습니다"
        case .unclosedParenthesis: "이 괄호가 닫히지 않았습니다"
        case .unexpectedText(let text): "\(quoted(text)) 앞에 + 또는 | 기호가 필요합니다"
        case .branchWithoutOrderNumber(let branch): "\(quoted(branch)) 조건에 order_no가 없습니다"
        }
    }
}

/// A word of the file within a sentence, cut where it is long.
func quoted(_ text: String) -> String {
    let limit = 60
    let shown = text.count > limit ? text.prefix(limit) + "…" : text[...]
    return "'\(printable(String(shown)))'"
}

/// The text with what could move a cursor or turn a line around written out.
func printable(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator:
            "\\u{\(String(scalar.value, radix: 16))}"
        default: String(scalar)
        }
    }.joined()
}
