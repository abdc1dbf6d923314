import Foundation
import Glibc
import MarketplaceSimulator
import MatchingCore
import Testing

@Suite("A process that is killed while 카페24's tokens change", .timeLimit(.minutes(10)))
struct TokenCrashTests {
    private let place: Workplace
    private let world: SimulatedWorld
    private let server: SimulatorServer

    init() async throws {
        place = try Workplace()
        world = SimulatedWorld(shops: [], apis: [SimulatedCafe24()]) {
            Timestamp(seconds: Int64(Date().timeIntervalSince1970))
        }
        server = try await SimulatorServer.start(world)
        try connect(with: SimulatedCafe24.firstRefreshToken)
    }

    private func connect(with refreshToken: String) throws {
        place.variables["FIRST_TOKEN"] = refreshToken
        place.variables["CLIENT_SECRET"] = SimulatedCafe24.clientSecret
        let base = try #require(server.addresses["cafe24"])
        try place.write(
            """
            connections:
              cafe24:
                base: \(base)
                mall_id: \(SimulatedCafe24.mallID)
                client_id: \(SimulatedCafe24.clientID)
                client_secret: {environment: CLIENT_SECRET}
                refresh_token: {environment: FIRST_TOKEN}
            """,
            to: "config/connections.yaml"
        )
    }

    private var tokenFile: String { place.folder.appending(path: "tokens/cafe24.json").path }

    private func misbehave(_ faults: [Fault?]) {
        var plan = FaultPlan()
        plan.upcoming = ["cafe24": faults]
        world.replaceFaults(with: plan)
    }

    private func check() async throws -> Program.Outcome {
        try await place.run("check", "--account", "cafe24", "--json")
    }

    @Test("Before the new token is used it is kept: the next process goes on with it")
    func afterStoring() async throws {
        // The call that the access token was for is still waiting when the process dies.
        misbehave([nil, .slow(.seconds(60))])
        let first = try place.start(["check", "--account", "cafe24"])
        #expect(try await Program.eventually { world.log.count == 2 })
        first.send(SIGKILL)
        #expect(await first.outcome().code == 128 + SIGKILL)
        #expect(FileManager.default.fileExists(atPath: tokenFile))
        misbehave([])
        let next = try await check()
        #expect(next.code == 0, "\(next.output)")
        #expect(world.log.map(\.status) == [200, 200, 200, 200])
        await server.stop()
    }

    @Test("Between the answer and the disk it is lost; that is told with what to do, which helps")
    func beforeStoring() async throws {
        misbehave([.slow(.seconds(3))])
        let first = try place.start(["check", "--account", "cafe24"])
        #expect(try await Program.eventually { world.log.count == 1 })
        // It has the answer in three seconds, and cannot keep it as long as the file is locked.
        let lock = open("\(tokenFile).lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        #expect(lock >= 0 && flock(lock, LOCK_EX) == 0)
        try await Task.sleep(for: .seconds(6))
        first.send(SIGKILL)
        #expect(await first.outcome().code == 128 + SIGKILL)
        close(lock)
        #expect(!FileManager.default.fileExists(atPath: tokenFile))
        misbehave([])
        let next = try await check()
        #expect(next.code == 5)
        #expect(next.output.contains("the permission to sign in has ended"), "\(next.output)")
        #expect(next.output.contains("put the new refresh token where 'refresh_token' points"))
        // The operator does so; the simulated mall's newest token stands for the new one.
        try connect(with: "refresh-1")
        let helped = try await check()
        #expect(helped.code == 0, "\(helped.output)")
        #expect(try await check().code == 0)
        await server.stop()
    }
}
