/// Where a notice was read: proof of what the marketplace said, and when.
public struct NoticeOrigin: Sendable, Hashable, CustomStringConvertible {
    /// The file's name, as it lies in the archive.
    public let file: String
    /// The row within it; counts from 1 and includes the header.
    public let row: Int

    /// Creates the place of a row.
    public init(file: String, row: Int) {
        self.file = file
        self.row = row
    }

    /// File and row: `coupang.csv:18`.
    public var description: String { "\(file):\(row)" }
}
