import SyncInterfaces

/// What a file is, by its content; its name is not asked.
///
/// A workbook named `.csv` and text named `.xls` are read all the same.
enum FileFormat: Equatable {
    case delimited(TextEncoding, byteOrderMark: Int)
    case jsonLines(TextEncoding, byteOrderMark: Int)
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
        let (encoding, mark) = try Self.encoding(of: file, survey: survey)
        let start = Self.firstText(of: head.dropFirst(mark), encoding: encoding)
        guard let first = start.first else {
            guard file.state.size > head.count else { throw failure(.emptyFile) }
            self = .delimited(encoding, byteOrderMark: mark)
            return
        }
        switch first {
        case UInt8(ascii: "<"):
            throw failure(.unsupportedFormat(Self.markup(start)))
        case UInt8(ascii: "{"): self = .jsonLines(encoding, byteOrderMark: mark)
        case UInt8(ascii: "[") where Self.isArray(start):
            throw failure(.invalidJSON("an array; each object needs a line of its own"))
        default: self = .delimited(encoding, byteOrderMark: mark)
        }
    }

    private static func encoding(
        of file: OpenFile,
        survey: SourceSurvey
    ) throws(FeedError) -> (TextEncoding, byteOrderMark: Int) {
        let head = survey.head
        if head.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
        if head.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
        if head.contains(0) || survey.hasNUL {
            throw FeedError(
                problem: .unsupportedFormat(.unknown),
                location: .init(file: file.name)
            )
        }
        if survey.isUTF8 { return (.utf8, head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0) }
        guard TextDecoder.canDecode(file, as: .cp949) else {
            throw FeedError(problem: .unknownEncoding, location: .init(file: file.name))
        }
        return (.cp949, 0)
    }

    // What tells formats apart is ASCII, so that the zero bytes of UTF-16 can simply be left out.
    private static func firstText(of head: ArraySlice<UInt8>, encoding: TextEncoding) -> [UInt8] {
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
