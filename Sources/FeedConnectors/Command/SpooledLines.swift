import Glibc
import MatchingCore
import SyncInterfaces
import Synchronization

/// The lines of a program, apart by what they are, in files without a name that are gone with it.
///
/// In each file the lines of the other kind are blank, so that every line keeps its number.
/// A class, because the thread that follows the program writes what the feed then reads.
final class SpooledLines: Sendable {
    private struct State {
        /// A line whose end has not come yet.
        var rest: [UInt8] = []
        var isAboutClaims: [String: Bool] = [:]
    }

    /// Fields that only cancellations have.
    private static let claimFields: Set<RecordField> = [
        .claimID, .state, .requestedAt, .changedAt, .reason,
    ]

    private let names: ColumnNames
    private let cancellations: OpenFile
    private let orders: OpenFile
    private let state = Mutex(State())

    /// Creates empty files.
    ///
    /// - Parameters:
    ///   - name: What errors name.
    ///   - names: What members of lines are called.
    /// - Throws: ``FeedError`` when there is no room.
    init(name: String, names: ColumnNames) throws(FeedError) {
        self.names = names
        cancellations = try OpenFile(withoutPath: name)
        orders = try OpenFile(withoutPath: name)
    }

    /// Adds what a program has written.
    func add(_ bytes: ArraySlice<UInt8>) {
        state.withLock { state in
            state.rest += bytes
            var start = state.rest.startIndex
            var texts: [RecordKind: [UInt8]] = [.cancellations: [], .orders: []]
            while let end = state.rest[start...].firstIndex(of: 0x0A) {
                let line = state.rest[start..<end]
                texts[kind(of: line, &state), default: []] += line
                for kind in RecordKind.allCases { texts[kind, default: []].append(0x0A) }
                start = end + 1
            }
            state.rest.removeFirst(start)
            append(texts)
            // The reader of lines refuses it; what has no end must not fill the memory until then.
            if state.rest.count > JSONLinesReader.longestLine {
                append([.cancellations: state.rest])
                state.rest.removeAll()
            }
        }
    }

    /// The lines of one kind; of a program that came to its end the last line needs none.
    func file(of kind: RecordKind, isWhole: Bool) -> OpenFile {
        state.withLock { state in
            guard isWhole, !state.rest.isEmpty else { return }
            append([self.kind(of: state.rest[...], &state): state.rest])
            state.rest.removeAll()
        }
        return kind == .orders ? orders : cancellations
    }

    private func append(_ texts: [RecordKind: [UInt8]]) {
        for (kind, text) in texts { (kind == .orders ? orders : cancellations).append(text) }
    }

    /// What cannot be taken apart counts as a cancellation, of which none may go unseen.
    private func kind(of line: ArraySlice<UInt8>, _ state: inout State) -> RecordKind {
        var object = JSONObjectScanner(Array(line))
        do throws(JSONObjectScanner.Failure) {
            try object.scan()
        } catch {
            return .cancellations
        }
        for member in object.members where member.text != nil || member.isNested {
            let known = state.isAboutClaims[member.key]
            let isAboutClaims = known ?? self.isAboutClaims(member.key)
            if known == nil, state.isAboutClaims.count < 1000 {
                state.isAboutClaims[member.key] = isAboutClaims
            }
            if isAboutClaims { return .cancellations }
        }
        return .orders
    }

    private func isAboutClaims(_ key: String) -> Bool {
        let meanings = names.meanings(of: .init(key), in: .cancellations)
        return !meanings.isEmpty && meanings.allSatisfy { Self.claimFields.contains($0.field) }
    }
}
