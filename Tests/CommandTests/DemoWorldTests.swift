import MarketplaceCatalog
import MatchingCore
import Testing

@testable import cancelsync

/// The world is a pure value inside the program; the program itself starts it at the time of day.
@Suite("The demo's world")
struct DemoWorldTests {
    private func world(seed: UInt64) throws -> DemoWorld {
        DemoWorld(
            accounts: try MarketplaceCatalog.load(configurationFolder: nil).accounts,
            seed: seed,
            start: Self.start
        )
    }

    private static let start = Timestamp(rawValue: 1_795_500_000_000)

    private func files(seed: UInt64) throws -> [DemoFile] {
        var world = try world(seed: seed)
        let later = Self.start.advanced(by: .seconds(3600))
        return world.openingFiles() + world.files(upTo: later)
    }

    @Test("A faster clock does not begin before what has happened")
    func later() {
        let end = SystemTime().now().advanced(by: .seconds(600))
        #expect(ScaledTime(factor: 60, from: end).now() >= end)
    }

    @Test("The same seed gives the same files", arguments: [1, 20_261_124] as [UInt64])
    func sameSeed(seed: UInt64) throws {
        #expect(try files(seed: seed) == files(seed: seed))
    }

    @Test("Another seed gives other files")
    func otherSeed() throws {
        #expect(try files(seed: 1) != files(seed: 2))
    }

    @Test("Nothing arrives while no time passes")
    func noTime() throws {
        var world = try world(seed: 1)
        _ = world.openingFiles()
        #expect(world.files(upTo: Self.start) == [])
    }

    @Test("No two files have the same place")
    func places() throws {
        let paths = try files(seed: 1).map(\.path)
        #expect(Set(paths).count == paths.count)
    }

    @Test("Scaled time passes as many times faster as was asked for", arguments: [1, 60, 600])
    func scaledTime(factor: Int) {
        let (real, scaled) = (
            SystemTime(), ScaledTime(factor: factor, from: Timestamp(rawValue: 0))
        )
        let start = real.now()
        let (first, before) = (scaled.now(), real.now())
        var after = before
        while before.duration(to: after) < .milliseconds(20) { after = real.now() }
        let passed = first.duration(to: scaled.now())
        #expect(passed >= .milliseconds(20) * factor)
        #expect(passed <= (start.duration(to: real.now()) + .milliseconds(2)) * factor)
    }
}

@Suite("Where things lie")
struct FoldersTests {
    private func folders(
        _ variables: [String: String],
        store: String? = nil
    ) -> Folders {
        Folders(store: store, inbox: nil, configuration: nil) { variables[$0] }
    }

    @Test("The home folder has them without XDG variables")
    func home() {
        let folders = folders(["HOME": "/home/kim"])
        #expect(folders.store == "/home/kim/.local/share/cancelsync/store.sqlite")
        #expect(folders.inbox == "/home/kim/.local/share/cancelsync/inbox")
        #expect(folders.configuration == "/home/kim/.config/cancelsync")
    }

    @Test("XDG variables move them")
    func variables() {
        let folders = folders(["HOME": "/h", "XDG_DATA_HOME": "/d", "XDG_CONFIG_HOME": "/c"])
        #expect(folders.store == "/d/cancelsync/store.sqlite")
        #expect(folders.configuration == "/c/cancelsync")
    }

    @Test("An XDG variable that is no absolute path is ignored", arguments: ["", "data", "./d"])
    func relative(path: String) {
        let folders = folders(["HOME": "/h", "XDG_DATA_HOME": path])
        #expect(folders.store == "/h/.local/share/cancelsync/store.sqlite")
    }

    @Test("An option goes before everything")
    func option() {
        #expect(folders(["HOME": "/h"], store: "s.sqlite").store == "s.sqlite")
    }
}
