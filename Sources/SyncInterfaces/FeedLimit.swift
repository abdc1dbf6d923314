/// How much of something a file may have, against files that are made to fill memory or disk.
package struct FeedLimit: Sendable, Hashable {
    /// What is counted.
    package enum Measure: String, Sendable, Hashable, CaseIterable {
        /// Files within a workbook.
        case parts
        /// Texts that cells of a workbook share, and their bytes.
        case sharedTexts, bytesOfSharedTexts
        case bytesUnpacked
        case bytesOfCell, bytesOfRow, bytesOfLine
    }

    /// What is exceeded.
    package let most: Int
    package let measure: Measure

    package init(_ most: Int, _ measure: Measure) {
        self.most = most
        self.measure = measure
    }
}
