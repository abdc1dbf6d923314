/// Limits against workbooks that are made to fill memory or to keep the reader busy for ever.
package struct WorkbookLimits: Sendable, Hashable {
    /// How many times larger than the file one of its parts may be when unpacked.
    package var ratio = 300
    /// Up to this size the ratio does not matter: small sheets of like rows pack very well.
    package var harmlessByteCount = 32 << 20
    /// Bytes of one part once it is unpacked, whatever the ratio.
    package var partByteCount = 4 << 30
    /// Bytes of one row's texts: cells can repeat one long text.
    package var rowByteCount = 4 << 20
    /// Parts in one file.
    package var partCount = 10_000
    /// Bytes that the texts shared by cells take in memory.
    package var sharedTextByteCount = 256 << 20
    /// Number of texts shared by cells.
    package var sharedTextCount = 4_000_000

    /// Creates the limits that hold unless a caller changes one.
    package init() {}
}
