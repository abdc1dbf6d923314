package import SyncInterfaces

extension Phrases {
    /// What is wrong with a feed, a file or a row: place, what happened, what to do; one line.
    ///
    /// `옥션, auction.csv, 18행, '주문번호' 열: 주문번호 값이 없습니다. 값을 채워 다시 넣으십시오.`
    package func line(for error: FeedError) -> String {
        let sentences = [problem(in: error), remedy(for: error)].filter { !$0.isEmpty }
        let line = "\(place(error.location)): \(sentences.joined(separator: " "))"
        return DisplayText.sanitized(line)
    }

    /// What is wrong with several rows, one line each; a state that is not known is said once for
    /// all rows that have it.
    package func lines(for errors: [FeedError]) -> [String] {
        var places: [FeedError: Int] = [:]
        var groups: [(error: FeedError, count: Int)] = []
        for error in errors {
            guard case .service(.unknownState) = error.problem else {
                groups.append((error, 1))
                continue
            }
            if let place = places[error.withoutRow] {
                groups[place].count += 1
            } else {
                places[error.withoutRow] = groups.count
                groups.append((error, 1))
            }
        }
        return groups.map { error, count in
            guard count > 1 else { return line(for: error) }
            let times = pick("\(number(count))번", "\(number(count)) times")
            return "\(line(for: error.withoutRow)) (\(times))"
        }
    }

    /// Which files nobody has read: how many, and the first of them; one line.
    ///
    /// `파일 2개 읽지 못함: a.xlsx: 파일이 손상되었습니다(…). … 외 1개`
    func line(forUnread first: FeedError, count: Int) -> String {
        let first = line(for: first)
        let more =
            count > 1 ? pick(" 외 \(number(count - 1))개", " And \(number(count - 1)) more.") : ""
        return pick(
            "파일 \(number(count))개 읽지 못함: \(first)\(more)",
            "\(number(count)) file\(plural(count)) not read: \(first)\(more)"
        )
    }

    /// Where it is wrong: `옥션, auction.csv, 18행, '주문번호' 열`.
    package func place(_ location: FeedError.Location) -> String {
        var parts = [location.account.map { name(of: $0) }, location.file].compactMap(\.self)
        if let row = location.row { parts.append(pick("\(row)행", "row \(row)")) }
        if let column = location.column {
            parts.append(pick("'\(column)' 열", "column '\(column)'"))
        }
        return DisplayText.sanitized(list(parts))
    }

    /// What is wrong, without place and remedy; for a column of its own.
    package func problem(in error: FeedError) -> String {
        DisplayText.sanitized(
            language == .korean ? korean(error.problem) : english(error.problem)
        )
    }

    /// What to do about it.
    package func remedy(for error: FeedError) -> String {
        switch error.location.source {
        case .file:
            language == .korean ? koreanRemedy(error.problem) : englishRemedy(error.problem)
        case .program: programRemedy(error.problem)
        case .answer: answerRemedy(error.problem)
        }
    }

    private func korean(_ problem: FeedError.Problem) -> String {
        switch problem {
        case .stillBeingWritten: "아직 쓰는 중이어서 읽지 않았습니다."
        case .fileNotReadable(let detail): "파일을 읽을 수 없습니다(\(detail))."
        case .irregularFile(.symbolicLink): "심볼릭 링크여서 읽지 않았습니다."
        case .irregularFile(.notRegular): "보통 파일이 아니어서 읽지 않았습니다."
        case .irregularFile(.nameNotUTF8): "파일 이름이 UTF-8이 아니어서 읽지 않았습니다."
        case .folderNotReadable(let detail): "폴더를 읽을 수 없습니다(\(detail))."
        case .reservedName: "계정을 이렇게 부를 수 없습니다."
        case .misplaced: "읽는 폴더가 아니어서 읽지 않았습니다."
        case .folderNotWritable(let detail): "폴더에 쓸 수 없습니다(\(detail))."
        case .emptyFile: "파일이 비어 있습니다."
        case .setAsideUnread: "읽지 못해 따로 둔 파일이 그대로 있습니다."
        case .unknownEncoding: "문자 인코딩을 알 수 없습니다."
        case .brokenText: "값의 글자가 깨져 있습니다."
        case .unsupportedFormat(let format): "\(korean(format))."
        case .damagedFile(let detail): "파일이 손상되었습니다(\(words(for: detail)))."
        case .exceedsLimit(let limit): "허용 한도를 넘습니다(\(words(for: limit)))."
        case .missingColumn(let field):
            "\(KoreanParticle.object.after(name(of: field))) 나타내는 열이 없습니다."
        case .notOrders: "주문이 아니라 취소 내역입니다."
        case .duplicateColumn(let field, let header):
            "'\(header)' 열도 \(KoreanParticle.object.after(name(of: field))) 나타내 열이 중복됩니다."
        case .otherColumns: "이 시트의 열이 먼저 읽은 시트와 달라 읽지 않았습니다."
        case .unclosedQuote: "따옴표가 닫히지 않았습니다."
        case .strayQuote: "닫는 따옴표 뒤에 글자가 더 있습니다."
        case .tooManyCells(let expected, let found):
            "셀이 \(number(found))개로 머리글의 \(number(expected))개보다 많습니다."
        case .missingValue(let field): "\(name(of: field)) 값이 없습니다."
        case .indistinct(let row): "\(number(row))행과 키 값이 같아 구별할 수 없습니다."
        case .invalidQuantity(let value):
            "수량 '\(value)'\(KoreanParticle.topic.form(after: value)) 1 이상의 정수가 아닙니다."
        case .invalidTime(let value):
            "'\(value)'\(KoreanParticle.topic.form(after: value)) 날짜와 시각이 아닙니다."
        case .invalidShipping(let value):
            "'\(value)'\(KoreanParticle.topic.form(after: value)) 알 수 없는 배송상태입니다."
        case .unknownAccount(let account): "'\(account)' 계정이 없습니다."
        case .otherAccount(let account): "다른 계정 '\(account)'의 행입니다."
        case .lostDigits(let value): "숫자 '\(value)'의 뒷자리가 사라졌습니다."
        case .invalidJSON(let detail): "JSON 형식이 올바르지 않습니다(\(words(for: detail)))."
        case .service(let problem): sentence(for: problem)
        }
    }

    private func english(_ problem: FeedError.Problem) -> String {
        switch problem {
        case .stillBeingWritten: "it is still being written, and was not read."
        case .fileNotReadable(let detail): "the file cannot be read (\(detail))."
        case .irregularFile(.symbolicLink): "it is a symbolic link, and was not read."
        case .irregularFile(.notRegular): "it is not a regular file, and was not read."
        case .irregularFile(.nameNotUTF8): "its name is not UTF-8, and it was not read."
        case .folderNotReadable(let detail): "the folder cannot be read (\(detail))."
        case .reservedName: "an account cannot have this name."
        case .misplaced: "it lies where nothing is read."
        case .folderNotWritable(let detail): "the folder cannot be written to (\(detail))."
        case .emptyFile: "the file is empty."
        case .setAsideUnread: "it was set aside unread, and is there still."
        case .unknownEncoding: "the character encoding is not known."
        case .brokenText: "the value has bytes that are no characters."
        case .unsupportedFormat(let format): "\(english(format))."
        case .damagedFile(let detail): "the file is damaged (\(words(for: detail)))."
        case .exceedsLimit(let limit): "it exceeds a limit (\(words(for: limit)))."
        case .missingColumn(let field): "no column holds the \(name(of: field))."
        case .notOrders: "this is about cancellations, not orders."
        case .duplicateColumn(let field, let header):
            "the column '\(header)' holds the \(name(of: field)) a second time."
        case .otherColumns: "the sheet has other columns than the one read, and was not read."
        case .unclosedQuote: "a quotation mark is not closed."
        case .strayQuote: "text follows a closing quotation mark."
        case .tooManyCells(let expected, let found):
            "the row has \(number(found)) cells, the header \(number(expected))."
        case .missingValue(let field): "the \(name(of: field)) is empty."
        case .indistinct(let row): "nothing in its keys tells it from row \(number(row))."
        case .invalidQuantity(let value): "the quantity '\(value)' is not a whole number from 1."
        case .invalidTime(let value): "'\(value)' is not a date and time."
        case .invalidShipping(let value): "'\(value)' is not a known shipping state."
        case .unknownAccount(let account): "there is no account '\(account)'."
        case .otherAccount(let account): "the row belongs to another account, '\(account)'."
        case .lostDigits(let value): "the number '\(value)' has lost its last digits."
        case .invalidJSON(let detail): "this is not valid JSON (\(words(for: detail)))."
        case .service(let problem): sentence(for: problem)
        }
    }

    private func korean(_ format: FeedError.UnsupportedFormat) -> String {
        switch format {
        case .encryptedWorkbook: "암호가 걸린 엑셀 파일입니다"
        case .legacyWorkbook: "옛 형식의 엑셀(.xls) 파일입니다"
        case .htmlTable: "내용이 표가 아니라 웹 페이지(HTML)입니다"
        case .textNamedWorkbook: "이름은 엑셀이지만 내용은 텍스트이고 주문번호 열도 없습니다"
        case .jsonArray: "객체마다 한 줄이 아니라 전체가 JSON 배열입니다"
        case .archive: "압축 파일이며 엑셀(.xlsx) 파일이 아닙니다"
        case .unknown: "지원하지 않는 형식의 파일입니다"
        }
    }

    private func english(_ format: FeedError.UnsupportedFormat) -> String {
        switch format {
        case .encryptedWorkbook: "this workbook is encrypted"
        case .legacyWorkbook: "this is a workbook of the old .xls format"
        case .htmlTable: "this is a web page (HTML), not a table"
        case .textNamedWorkbook:
            "this is named a workbook but is text, and no column holds the order number"
        case .jsonArray: "this is one JSON array, where each object needs a line of its own"
        case .archive: "this is an archive, and no .xlsx workbook"
        case .unknown: "this format is not supported"
        }
    }
}

extension FeedError {
    /// The same of the whole file or answer.
    fileprivate var withoutRow: FeedError {
        var place = location
        place.row = nil
        return FeedError(problem: problem, location: place)
    }
}
