package import MatchingCore
package import SyncInterfaces

/// Looks into the folder of rejected rows: how many there are, and which name an order.
///
/// No look reads more than so many bytes, the newest files first. Nothing is kept between looks: what
/// an operator mends and moves away is gone from the next one.
package struct SetAsideFolder: Sendable {
    private let inbox: Inbox

    /// Bytes that are read of one folder.
    private static let mostBytes = 4 << 20
    /// Rows that are told at most.
    private static let mostRows = 5

    /// Names the inbox; nothing is read yet.
    package init(inbox: Inbox) { self.inbox = inbox }

    /// Where rows may lie: the ids of accounts, and `orders` for orders of no account's folder.
    package var destinations: [String] {
        let folders = (try? FolderListing(of: inbox.rejected("")))?.folders ?? []
        return folders.map(OpenFile.lastComponent)
    }

    /// The rows that lie at a destination.
    package func rows(of destination: String) -> SetAsideRows {
        var count = SetAsideRows()
        var budget = Self.mostBytes
        for path in files(of: destination) {
            guard budget > 0 else {
                count.isMore = true
                break
            }
            guard let file = SetAsideFile(path: path, mostBytes: budget) else { continue }
            budget -= file.byteCount
            var rowCount = 0
            file.forEachRow { _ in rowCount += 1 }
            guard rowCount > 0 else { continue }
            count.rowCount += rowCount
            count.fileCount += 1
            count.isMore = count.isMore || file.isCut
        }
        return count
    }

    /// The rows at these destinations that name an order; the newest files first, a few at most.
    package func rows(
        naming orderNumber: OrderNumber,
        at destinations: [String]
    ) -> [SetAsideRow] {
        var found: [SetAsideRow] = []
        for destination in destinations {
            var budget = Self.mostBytes
            for path in files(of: destination) where budget > 0 && found.count < Self.mostRows {
                guard let file = SetAsideFile(path: path, mostBytes: budget) else { continue }
                budget -= file.byteCount
                guard file.contains(orderNumber.rawValue) else { continue }
                let name = "rejected/\(OpenFile.lastComponents(of: path))"
                file.forEachRow { row in
                    guard row.names(orderNumber.rawValue) else { return }
                    found.append(SetAsideRow(file: name, problem: row.problem))
                }
            }
        }
        return Array(found.prefix(Self.mostRows))
    }

    /// Goes through the lines of one program or API, each with the field that is wrong in it.
    func forEachLine(
        of source: String,
        at destination: String,
        _ body: (_ line: [UInt8], _ column: String?) -> Void
    ) {
        var budget = Self.mostBytes
        for path in files(of: destination) where budget > 0 {
            guard RejectedRows.isFile(named: OpenFile.lastComponent(of: path), of: source),
                let file = SetAsideFile(path: path, mostBytes: budget)
            else { continue }
            budget -= file.byteCount
            file.forEachLine(body)
        }
    }

    /// The newest first, without those that were set aside whole.
    private func files(of destination: String) -> [String] {
        let folder = inbox.rejected(destination)
        guard FolderListing.holds(folder) else { return [] }
        let files = (try? FolderListing(of: folder))?.files ?? []
        return files.reversed().map(\.path).filter { path in
            !path.hasSuffix(Inbox.reasonEnding) && !FolderListing.holds(path + Inbox.reasonEnding)
        }
    }
}

/// The beginning of a file of rejected rows.
private struct SetAsideFile {
    /// A row with what was added to it told apart.
    struct Kept {
        let problem: KeptProblem
        let values: [String]

        /// Of a row that an older version kept, there is only the sentence.
        init(because: String, problem: String?, values: [String]) {
            self.problem =
                problem.flatMap(KeptProblem.init(json:)) ?? KeptProblem(words: because)
            self.values = values.map { FieldText.cleaned($0) }
        }

        /// Whether a value is this one; a row that could not be taken apart is one value.
        func names(_ text: String) -> Bool {
            let filled = values.filter { !$0.isEmpty }
            if filled.contains(text) { return true }
            guard filled.count == 1 else { return false }
            return filled[0].split { ",;|\t\" ".contains($0) }.contains { $0 == text }
        }
    }

    /// Whether there is more of the file.
    let isCut: Bool
    var byteCount: Int { bytes.count }
    private let bytes: [UInt8]

    /// Reads a file; `nil` where it cannot be read, which what counts unread files tells.
    init?(path: String, mostBytes: Int) {
        do throws(FeedError) {
            let file = try OpenFile(path: path)
            var bytes: [UInt8] = []
            _ = try file.read(min(mostBytes, file.state.size), at: 0, appendingTo: &bytes)
            self.bytes = bytes
            isCut = file.state.size > mostBytes
        } catch {
            return nil
        }
    }

    func contains(_ text: String) -> Bool {
        let wanted = Array(text.utf8)
        guard let first = wanted.first else { return false }
        return bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while let start = rest.firstIndex(of: first), buffer.count - start >= wanted.count {
                if buffer[start..<start + wanted.count].elementsEqual(wanted) { return true }
                rest = buffer[(start + 1)...]
            }
            return false
        }
    }

    /// Goes through the rows; a file that ``RejectedRows`` has not written has none.
    func forEachRow(_ body: (Kept) -> Void) {
        if bytes.first == UInt8(ascii: "{") { forEachObject(body) } else { forEachRecord(body) }
    }

    /// Goes through a file of lines, each with the field that is wrong in it.
    func forEachLine(_ body: (_ line: [UInt8], _ column: String?) -> Void) {
        forEachMembers { line, own, _ in body(line, own(RejectedRows.column)) }
    }

    private func forEachObject(_ body: (Kept) -> Void) {
        forEachMembers { _, own, members in
            guard let because = own(RejectedRows.because) else { return }
            let values = members.filter { !RejectedRows.isOwn($0.0) }.map(\.1)
            body(Kept(because: because, problem: own(RejectedRows.problem), values: values))
        }
    }

    private func forEachMembers(
        _ body: (_ line: [UInt8], _ own: (String) -> String?, _ members: [(String, String)]) -> Void
    ) {
        for line in bytes.split(separator: 0x0A) {
            var object = JSONObjectScanner(Array(line))
            // A line that is no object was kept for that, behind what was added to it.
            do throws(JSONObjectScanner.Failure) { try object.scan() } catch {}
            let members = object.members.compactMap { member in
                member.text.map { (member.key, String(decoding: $0, as: UTF8.self)) }
            }
            body(Array(line), { name in members.first { $0.0 == name }?.1 }, members)
        }
    }

    private func forEachRecord(_ body: (Kept) -> Void) {
        var position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var header: [String]?
        while position < bytes.count {
            var row = Row()
            let scanner = DelimitedScanner(delimiter: UInt8(ascii: ","))
            let outcome = bytes[position...].withUnsafeBufferPointer {
                scanner.scan($0, isFinal: true, cells: &row.cells)
            }
            guard case .row(let length) = outcome else { return }
            row.bytes = Array(bytes[position..<position + length])
            position += length
            if row.isBlank { continue }
            let texts = CellReader(row).texts
            guard let titles = header else {
                guard texts.contains(RejectedRows.because) else { return }
                header = texts
                continue
            }
            body(Self.kept(texts, under: titles))
        }
    }

    private static func kept(_ cells: [String], under titles: [String]) -> Kept {
        let own = titles.indices.filter { RejectedRows.isOwn(titles[$0]) }
        func cell(_ title: String) -> String? {
            titles.firstIndex(of: title).flatMap { cells.indices.contains($0) ? cells[$0] : nil }
        }
        return Kept(
            because: cell(RejectedRows.because) ?? "",
            problem: cell(RejectedRows.problem),
            values: cells.enumerated().filter { !own.contains($0.offset) }.map(\.element)
        )
    }
}
