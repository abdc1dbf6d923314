import SyncInterfaces

/// What exactly is wrong with a line of JSON or a workbook, within brackets behind what happened.
extension Phrases {
    func words(for detail: FeedDetail<JSONMistake>) -> String {
        switch detail {
        case .said(let words): words
        case .known(let mistake, let subject): words(for: mistake, subject ?? "")
        }
    }

    func words(for detail: FeedDetail<FileDamage>) -> String {
        switch detail {
        case .said(let words): words
        case .known(let damage, let subject): words(for: damage, subject)
        }
    }

    private func words(for mistake: JSONMistake, _ subject: String) -> String {
        switch mistake {
        case .lineEndsEarly: pick("줄이 중간에 끝남", "the line ends early")
        case .textAfterObject: pick("객체 뒤에 글자가 더 있음", "text after the object")
        case .characterExpected: pick("'\(subject)' 자리에 다른 글자가 있음", "expected '\(subject)'")
        case .duplicateMember: pick("'\(subject)' 이름이 두 번 있음", "'\(subject)' is there twice")
        case .nestedValue:
            pick("'\(subject)' 값이 객체나 배열임", "the value of '\(subject)' is nested")
        case .unknownValue:
            pick("'\(subject)' 값을 알 수 없음", "the value of '\(subject)' is none of JSON")
        case .numberNotWhole:
            pick("'\(subject)' 숫자가 정수가 아님", "the number of '\(subject)' is not whole")
        case .malformedNumber:
            pick("'\(subject)' 숫자의 형식이 틀림", "the number of '\(subject)' is malformed")
        case .controlCharacter: pick("값에 제어 문자가 있음", "control character in a text")
        case .unclosedText: pick("따옴표가 닫히지 않음", "a text is not closed")
        case .unknownEscape: pick("\\ 뒤의 글자가 틀림", "unknown escape")
        case .halfSurrogatePair: pick("\\u 글자가 반쪽임", "half a surrogate pair")
        }
    }

    private func words(for damage: FileDamage, _ subject: String?) -> String {
        let end = subject.map { ": \($0)" } ?? ""
        let name = subject ?? ""
        return switch damage {
        case .archiveEndsEarly: pick("압축 파일이 중간에 끝남", "the archive ends early")
        case .contentsAltered:
            pick("압축한 내용이 바뀌어 있음", "what is unpacked is not what was packed")
        case .archiveMalformed: pick("압축 파일의 구조가 틀림", "the archive is malformed")
        case .unknownCompression:
            pick("지원하지 않는 방식으로 압축됨", "packed in an unsupported way")
        case .archiveNotReadable: pick("압축을 풀 수 없음", "the archive cannot be unpacked")
        case .partMissing: pick("\(name) 부분이 없음", "\(name) is missing")
        case .outOfMemory: pick("메모리 부족", "out of memory")
        case .xmlEndMisplaced:
            pick("XML이 끝날 곳에서 끝나지 않음", "the XML does not end where it should")
        case .xmlEndsEarly: pick("XML의 일부가 닫히지 않음", "a part of the XML is not closed")
        case .tagsDiffer: pick("여는 태그와 닫는 태그가 다름", "tags do not match")
        case .tagMalformed: pick("태그의 형식이 틀림", "a tag is malformed")
        case .nameMissing:
            pick("태그나 '&' 뒤의 이름이 틀림", "no name in a tag or behind '&'")
        case .attributeMalformed: pick("태그의 속성이 틀림", "an attribute is malformed")
        case .invalidCharacter:
            pick("XML에 쓸 수 없는 글자가 있음", "a character that XML does not allow")
        case .unknownReference: pick("'&' 뒤의 이름이 틀림", "unknown name behind '&'")
        case .markupMalformed:
            pick("주석이나 문자 구역의 형식이 틀림", "a comment or section is malformed")
        case .xmlTooDeep: pick("XML이 너무 깊거나 큼", "the XML is too deep or too large")
        case .notWellFormed: pick("XML 형식이 틀림", "not well-formed XML")
        case .notUTF8: pick("UTF-8로 쓴 XML이 아님", "not XML in UTF-8")
        case .documentType:
            pick("허용하지 않는 문서 형식 선언이 있음", "a document type is not allowed")
        case .sheetEndsEarly: pick("시트가 중간에 끝남", "the sheet ends early")
        case .rowOutOfPlace: pick("\(name)행의 번호가 틀림", "row \(name) has a wrong number")
        case .cellOutOfPlace: pick("셀 \(name)의 자리가 틀림", "cell \(name) is out of place")
        case .unknownCellKind: pick("셀의 종류를 알 수 없음\(end)", "unknown kind of cell\(end)")
        case .tooManyColumns: pick("열이 너무 많음", "too many columns")
        case .sharedTextMissing: pick("공유 문자열이 없음", "a shared text is missing")
        }
    }
}
