import SyncInterfaces

/// What a file is, by its content; its name is not asked.
///
/// A workbook named `.csv` and text named `.xls` are read all the same.
enum FileFormat: Equatable {
    case delimited(TextForm)
    case jsonLines(TextForm)
    case workbook

    /// Recognises a file.
    ///
    /// - Throws: ``FeedError`` that names what it is when it cannot be read, or ``FeedError/Problem/emptyFile``.
    init(of file: OpenFile, survey: SourceSurvey) throws(FeedError) {
        func failure(_ problem: FeedError.Problem) -> FeedError {
            FeedError(problem: problem, location: .init(file: file.name))
        }
        let head = survey.head
        guard !head.isEmpty else { throw failure(.emptyFile) }
        if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
            self = .workbook
            return
        }
        if head.starts(with: CompoundFile.magic) {
            throw failure(.unsupportedFormat(try CompoundFile.format(of: file)))
        }
        guard let form = Self.form(of: file, survey: survey) else {
            throw failure(survey.nulCount > 0 ? .unsupportedFormat(.unknown) : .unknownEncoding)
        }
        let start = Self.firstText(of: head.dropFirst(form.byteOrderMark), form.encoding)
        guard let first = start.first else {
            guard file.state.size > head.count else { throw failure(.emptyFile) }
            self = .delimited(form)
            return
        }
        switch first {
        case UInt8(ascii: "<"):
            throw failure(.unsupportedFormat(Self.markup(start)))
        case UInt8(ascii: "{"): self = .jsonLines(form)
        case UInt8(ascii: "[") where Self.isArray(start):
            throw failure(.unsupportedFormat(.jsonArray))
        default: self = .delimited(form)
        }
    }

    /// How the file writes text; `nil` for what is none.
    ///
    /// Exports cut a name in the middle of a character, or carry a stray byte: a file with few of those
    /// is text all the same, in the encoding in which fewer are wrong.
    private static func form(of file: OpenFile, survey: SourceSurvey) -> TextForm? {
        let head = survey.head
        if head.starts(with: [0xFF, 0xFE]) {
            return TextForm(.utf16LittleEndian, byteOrderMark: 2)
        }
        if head.starts(with: [0xFE, 0xFF]) { return TextForm(.utf16BigEndian, byteOrderMark: 2) }
        let mark = head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let hasNUL = survey.nulCount > 0
        guard survey.nulCount * nulRarity <= file.state.size else { return nil }
        if survey.isUTF8 { return TextForm(.utf8, byteOrderMark: mark, isDamaged: hasNUL) }
        // Programs that put the mark of UTF-8 before CP949 are about as well.
        func form(_ encoding: TextEncoding, isDamaged: Bool) -> TextForm {
            TextForm(encoding, byteOrderMark: mark, isDamaged: isDamaged)
        }
        let cp949 = TextDecoder.brokenCount(of: file, as: form(.cp949, isDamaged: true))
        if cp949 == 0 { return form(.cp949, isDamaged: hasNUL) }
        let utf8 = TextDecoder.brokenCount(of: file, as: form(.utf8, isDamaged: true))
        guard let fewest = [utf8, cp949].compactMap(\.self).min() else { return nil }
        return form(utf8 == fewest ? .utf8 : .cp949, isDamaged: true)
    }

    /// One byte of so many may be 0 in a text.
    private static let nulRarity = 100

    // What tells formats apart is ASCII, so that the zero bytes of UTF-16 can simply be left out.
    private static func firstText(of head: ArraySlice<UInt8>, _ encoding: TextEncoding) -> [UInt8] {
        let text =
            encoding == .utf16LittleEndian || encoding == .utf16BigEndian
            ? head.filter { $0 != 0 } : Array(head)
        return Array(text.drop { $0 == 0x20 || (0x09...0x0D).contains($0) })
    }

    private static func isArray(_ text: [UInt8]) -> Bool {
        let next = text.dropFirst().first { $0 != 0x20 && !(0x09...0x0D).contains($0) }
        return next == UInt8(ascii: "{")
    }

    private static func markup(_ text: [UInt8]) -> FeedError.UnsupportedFormat {
        let start = String(decoding: text.prefix(4096), as: UTF8.self).lowercased()
        // What Excel 2003 writes as XML declares this name space.
        if start.contains("urn:schemas-microsoft-com:office:spreadsheet"),
            start.contains("<workbook")
        {
            return .legacyWorkbook
        }
        let tags = [
            "<html", "<!doctype html", "<table", "<meta", "<head", "<body", "<style", "<div",
        ]
        return tags.contains(where: start.contains) ? .htmlTable : .unknown
    }
}
