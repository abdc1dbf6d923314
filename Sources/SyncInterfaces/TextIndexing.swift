/// How far an index of products' and options' texts is that a store fills by and by.
///
/// Orders that came in before there was one are searched one after the other.
package struct TextIndexing: Sendable, Hashable {
    /// Orders whose texts are indexed.
    package let indexedCount: Int
    package let orderCount: Int

    package init(indexedCount: Int, orderCount: Int) {
        self.indexedCount = indexedCount
        self.orderCount = orderCount
    }

    package var isComplete: Bool { indexedCount >= orderCount }
}
