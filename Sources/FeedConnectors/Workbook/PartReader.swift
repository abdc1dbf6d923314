import CXML
import Glibc
import SyncInterfaces

/// Reads the XML of a workbook's part tag by tag while the part is being unpacked.
///
/// libxml2's pull parser does the work: it can pause between rows, so that they are handed on in
/// bounded memory and without a thread that waits. Nothing is fetched, no entity of a document's
/// own is replaced, and documents with a document type are refused. The parser's own limits hold:
/// 256 tags within one another, 10 MB a text.
///
/// A class so that the parser is freed once, and before the part that it reads from.
final class PartReader {
    enum Event: Equatable {
        case start
        case end
        case text
        case endOfDocument
    }

    /// The longest text of a cell.
    private static let longestText = 1 << 20

    private let source: PartSource
    private let parser: OpaquePointer
    /// The name of the tag at hand, without its prefix; the parser keeps it until it moves on.
    private var name: UnsafePointer<xmlChar>?
    private var endsAtOnce = false

    init(_ part: ArchivePart) throws(FeedError) {
        let source = PartSource(part)
        let parser = xmlReaderForIO(
            { PartSource.of($0)?.read(into: $1, count: $2) ?? -1 },
            nil,
            Unmanaged.passUnretained(source).toOpaque(),
            nil,
            nil,
            XMLParsing.options
        )
        guard let parser else { throw source.failure ?? source.withoutParser }
        // Without a handler of its own the parser writes to the standard error stream.
        xmlTextReaderSetStructuredErrorHandler(
            parser,
            { PartSource.of($0)?.note($1?.pointee) },
            Unmanaged.passUnretained(source).toOpaque()
        )
        self.source = source
        self.parser = parser
    }

    deinit { xmlFreeTextReader(parser) }

    /// Moves on to the next tag or text.
    ///
    /// - Throws: ``FeedError`` for what is not XML, or not the XML of a workbook.
    func next() throws(FeedError) -> Event {
        if endsAtOnce {
            endsAtOnce = false
            return .end
        }
        while true {
            switch xmlTextReaderRead(parser) {
            case 1: if let event = try event() { return event }
            case 0 where source.failure == nil: return .endOfDocument
            default: throw source.failure ?? source.notWellFormed
            }
        }
    }

    /// Whether the current tag has this name, whatever its prefix.
    func isNamed(_ name: StaticString) -> Bool {
        xmlStrEqual(self.name, name.utf8Start) == 1
    }

    /// The value of an attribute of the current start tag, exactly so named; `nil` without one.
    func attribute(_ name: StaticString) -> String? {
        guard xmlTextReaderMoveToAttribute(parser, name.utf8Start) == 1 else { return nil }
        defer { xmlTextReaderMoveToElement(parser) }
        return xmlTextReaderConstValue(parser).map { String(cString: $0) }
    }

    /// Appends the current text.
    func appendText(to text: inout [UInt8]) throws(FeedError) {
        guard let value = xmlTextReaderConstValue(parser) else { return }
        let bytes = UnsafeBufferPointer(start: value, count: Int(xmlStrlen(value)))
        guard bytes.count <= Self.longestText else {
            throw source.part.failure(.exceedsLimit(.init(Self.longestText, .bytesOfCell)))
        }
        text.append(contentsOf: bytes)
    }

    /// What the node at hand is; `nil` for comments and the like.
    private func event() throws(FeedError) -> Event? {
        switch xmlReaderTypes(UInt32(bitPattern: xmlTextReaderNodeType(parser))) {
        case XML_READER_TYPE_ELEMENT:
            name = xmlTextReaderConstLocalName(parser)
            endsAtOnce = xmlTextReaderIsEmptyElement(parser) == 1
            return .start
        case XML_READER_TYPE_END_ELEMENT:
            name = xmlTextReaderConstLocalName(parser)
            return .end
        case XML_READER_TYPE_TEXT, XML_READER_TYPE_CDATA, XML_READER_TYPE_WHITESPACE,
            XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
            return .text
        case XML_READER_TYPE_DOCUMENT_TYPE, XML_READER_TYPE_ENTITY_REFERENCE:
            throw source.damaged(.documentType)
        default: return nil
        }
    }
}

/// How XML from outside is parsed.
enum XMLParsing {
    /// Nothing is fetched, nothing printed, and the text is UTF-8 whatever the declaration says.
    static let options = Int32(
        bitPattern: XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue
            | XML_PARSE_NOWARNING.rawValue | XML_PARSE_IGNORE_ENC.rawValue
    )
}

/// What the parser reads from, and what it complained of.
///
/// A class because the parser keeps its address; errors cannot be thrown through C, so that they
/// wait here.
private final class PartSource {
    let part: ArchivePart
    /// Why the part could not be read on.
    private(set) var failure: FeedError?
    /// The parser's first complaint, of errors that end the reading if there was one.
    private var complaint: (level: Int32, error: LibraryComplaint)?
    private var isAtStart = true

    init(_ part: ArchivePart) { self.part = part }

    static func of(_ context: UnsafeMutableRawPointer?) -> PartSource? {
        context.map { Unmanaged<PartSource>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Fills the parser's buffer; how many bytes there were, or -1.
    func read(into buffer: UnsafeMutablePointer<CChar>?, count: Int32) -> Int32 {
        let bytes = UnsafeMutableRawBufferPointer(start: buffer, count: Int(count))
        do throws(FeedError) {
            let read = try part.read(into: bytes)
            if isAtStart, !Self.startsAsUTF8(bytes.prefix(read)) {
                throw damaged(.notUTF8)
            }
            isAtStart = false
            return Int32(read)
        } catch {
            failure = error
            return -1
        }
    }

    func note(_ error: xmlError?) {
        guard let error, error.level > complaint?.level ?? 0 else { return }
        complaint = (error.level, LibraryComplaint(error))
    }

    /// What the parser cannot read on for.
    var notWellFormed: FeedError {
        part.failure(
            .damagedFile(complaint?.error.detail ?? .known(.notWellFormed, of: nil))
        )
    }

    /// Why there is no parser.
    var withoutParser: FeedError {
        guard let missing = MissingLibrary.reason else { return damaged(.outOfMemory) }
        return part.failure(.fileNotReadable(missing))
    }

    func damaged(_ what: FileDamage) -> FeedError {
        part.failure(.damagedFile(.known(what, of: nil)))
    }

    // Converting from another encoding, libxml2 writes errors to the standard error stream.
    private static func startsAsUTF8(_ bytes: Slice<UnsafeMutableRawBufferPointer>) -> Bool {
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes
        let start = text.prefix(4)
        return start.first == UInt8(ascii: "<") && !start.contains(0)
    }
}
