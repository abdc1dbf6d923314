import CXML
import MatchingCore
import SyncInterfaces

/// An element of an answer in XML, with what is in it.
///
/// Names stand without their prefixes: some APIs write one that they never declared.
struct WireElement: Sendable, Hashable {
    let name: String
    /// The element's own text, cleaned; what stands between its children counts as well.
    fileprivate(set) var text = ""
    fileprivate(set) var children: [WireElement] = []

    fileprivate init(name: String) { self.name = name }

    /// The children of this name, in the document's order.
    ///
    /// One is a list of one: whether there are several makes no difference.
    func all(_ name: String) -> [WireElement] { children.filter { $0.name == name } }

    /// The first child of this name.
    subscript(_ name: String) -> WireElement? { children.first { $0.name == name } }

    /// What the first child of this name says; `nil` without one.
    func value(_ name: String) -> WireText? { self[name].map { WireText($0.text) } }
}

/// Reads answers in XML.
///
/// Documents with a document type are refused, nothing is fetched, and the parser's own limits
/// hold: 256 elements within one another, 10 MB a text.
enum WireXML {
    /// Names under which CP949 is announced; EUC-KR is the part of it that the announced name covers.
    private static let koreanNames = [
        "euc-kr", "cp949", "ms949", "windows-949", "x-windows-949", "ks_c_5601-1987",
    ]

    /// The outermost element of an answer's body.
    ///
    /// - Throws: ``ServiceFailure`` for a body that is not XML, or not in the announced encoding.
    static func root(of answer: HTTPAnswer) throws -> WireElement {
        let encoding = try encoding(of: answer)
        guard let text = encoding.utf8(of: answer.body) else {
            throw ServiceFailure(.unexpectedAnswer("no text in \(encoding)"))
        }
        return try text.withUnsafeBytes { bytes throws -> WireElement in
            guard let tree = TreeBuilder(bytes) else {
                let reason = MissingLibrary.reason ?? "out of memory"
                throw ServiceFailure(.unexpectedAnswer(reason))
            }
            return try tree.root()
        }
    }

    /// The announced encoding: the declaration's, else the header's, else UTF-8.
    private static func encoding(of answer: HTTPAnswer) throws -> TextEncoding {
        let start = String(decoding: answer.body.prefix(200), as: UTF8.self)
        let declared = start.hasPrefix("<?xml") ? start.prefix { $0 != ">" } : ""
        let name =
            name(behind: "encoding=", in: declared)
            ?? name(behind: "charset=", in: answer.headers["content-type"]?[...] ?? "")
        switch name {
        case nil, "utf-8", "utf8": return .utf8
        case .some(let name) where koreanNames.contains(name): return .cp949
        case .some(let name): throw ServiceFailure(.unexpectedAnswer("encoding \(name)"))
        }
    }

    private static func name(behind mark: String, in text: Substring) -> String? {
        let lowercased = text.lowercased()
        guard let place = lowercased.firstRange(of: mark) else { return nil }
        let name = lowercased[place.upperBound...].drop { $0 == "\"" || $0 == "'" }
            .prefix { !"\"'?; ".contains($0) }
        return name.isEmpty ? nil : String(name)
    }
}

/// Builds the tree of one document with libxml2's pull parser.
///
/// A class so that the parser is freed once; it must not outlive the bytes it reads.
private final class TreeBuilder {
    private let parser: OpaquePointer
    private let complaints = Complaints()
    /// Elements that are open, outermost first; the first stands for the document.
    private var open = [WireElement(name: "")]

    init?(_ text: UnsafeRawBufferPointer) {
        guard
            let parser = xmlReaderForMemory(
                text.bindMemory(to: CChar.self).baseAddress,
                Int32(text.count),
                nil,
                nil,
                XMLParsing.options
            )
        else { return nil }
        self.parser = parser
        xmlTextReaderSetStructuredErrorHandler(
            parser,
            { Complaints.of($0)?.note($1?.pointee) },
            Unmanaged.passUnretained(complaints).toOpaque()
        )
    }

    deinit { xmlFreeTextReader(parser) }

    func root() throws -> WireElement {
        while true {
            switch xmlTextReaderRead(parser) {
            case 1: try take()
            case 0:
                guard let root = open[0].children.first else { throw failure("empty") }
                return root
            default: throw failure(complaints.first ?? "not well formed")
            }
        }
    }

    private func take() throws {
        switch xmlReaderTypes(UInt32(bitPattern: xmlTextReaderNodeType(parser))) {
        case XML_READER_TYPE_ELEMENT:
            open.append(WireElement(name: name))
            if xmlTextReaderIsEmptyElement(parser) == 1 { close() }
        case XML_READER_TYPE_END_ELEMENT: close()
        case XML_READER_TYPE_TEXT, XML_READER_TYPE_CDATA:
            guard let value = xmlTextReaderConstValue(parser) else { return }
            open[open.count - 1].text += String(cString: value)
        case XML_READER_TYPE_DOCUMENT_TYPE, XML_READER_TYPE_ENTITY_REFERENCE:
            throw failure("a document type is not allowed")
        default: break
        }
    }

    private func close() {
        var element = open.removeLast()
        element.text = FieldText.cleaned(element.text)
        open[open.count - 1].children.append(element)
    }

    /// The name at hand, without its prefix; of an undeclared prefix the parser makes a part of it.
    private var name: String {
        let name = xmlTextReaderConstLocalName(parser).map { String(cString: $0) } ?? ""
        return name.lastIndex(of: ":").map { String(name[name.index(after: $0)...]) } ?? name
    }

    private func failure(_ what: String) -> ServiceFailure {
        ServiceFailure(.unexpectedAnswer("XML: \(what)"))
    }

    /// What the parser complained of; errors cannot be thrown through C.
    private final class Complaints {
        private(set) var first: String?

        static func of(_ context: UnsafeMutableRawPointer?) -> Complaints? {
            context.map { Unmanaged<Complaints>.fromOpaque($0).takeUnretainedValue() }
        }

        /// The parser's own words quote the document; its place and code do not.
        func note(_ error: xmlError?) {
            guard first == nil, let error else { return }
            first = "not well formed in line \(error.line) (libxml2 error \(error.code))"
        }
    }
}
