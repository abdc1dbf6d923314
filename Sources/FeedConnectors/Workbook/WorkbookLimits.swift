/// Limits against workbooks that are made to fill memory.
package struct WorkbookLimits: Sendable, Hashable {
    /// Bytes of one part once it is unpacked.
    package var bytesPerPart = 4 << 30
    /// How many times larger than the file its parts may be when unpacked.
    package var ratio = 300
    /// Below this size the ratio does not matter: small sheets of like rows pack very well.
    package var harmlessBytes = 32 << 20
    /// Bytes that the texts shared by cells take in memory.
    package var sharedTextBytes = 256 << 20
    package var parts = 10_000

    package init() {}
}
