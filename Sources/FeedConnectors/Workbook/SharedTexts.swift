import SyncInterfaces

/// The texts that cells of a workbook refer to by number, one behind the other in memory.
struct SharedTexts {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []

    static let none = SharedTexts()

    private init() {}

    /// Reads `sharedStrings.xml`; the readings of Chinese characters (`rPh`) are left out.
    init(_ part: ArchivePart, limits: WorkbookLimits) throws(FeedError) {
        let markup = try PartReader(part)
        var isText = false
        var isReading = false
        while true {
            switch try markup.next() {
            case .endOfDocument: return
            case .start where markup.isNamed("t"): isText = !isReading
            case .start where markup.isNamed("rPh"): isReading = true
            case .end where markup.isNamed("t"): isText = false
            case .end where markup.isNamed("rPh"): isReading = false
            case .end where markup.isNamed("si"): ends.append(bytes.count)
            case .text where isText: try markup.appendText(to: &bytes)
            case .start, .end, .text: break
            }
            guard ends.count <= limits.sharedTextCount else {
                throw part.failure(.exceedsLimit(.init(limits.sharedTextCount, .sharedTexts)))
            }
            guard bytes.count <= limits.sharedTextByteCount else {
                throw part.failure(
                    .exceedsLimit(.init(limits.sharedTextByteCount, .bytesOfSharedTexts))
                )
            }
        }
    }

    /// Appends a text.
    ///
    /// - Returns: Whether there is one with this number.
    func append(_ index: Int, to destination: inout [UInt8]) -> Bool {
        guard ends.indices.contains(index) else { return false }
        destination.append(contentsOf: bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]])
        return true
    }
}
