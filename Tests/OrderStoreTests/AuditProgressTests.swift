import SyncInterfaces
import Synchronization
import Testing

@Suite("How far an audit is")
struct AuditProgressTests {
    @Test("Each check is announced once, in order, before it is done", arguments: Backend.all)
    func progress(backend: Backend) async throws {
        let folder = try TemporaryFolder()
        let store = try backend.open(folder.storePath)
        let announced = Mutex<[Int]>([])
        let counts = Mutex<Set<Int>>([])
        let findings = try await store.audit { done, count in
            announced.withLock { $0.append(done) }
            counts.withLock { _ = $0.insert(count) }
        }
        #expect(findings == [])
        let count = try #require(counts.withLock { $0.count == 1 ? $0.first : nil })
        #expect(announced.withLock { $0 } == Array(0..<count))
    }
}
