import Foundation
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

    /// Connects an account that is polled seconds after the start; 카페24's own comes late in the list.
    private func connect(with refreshToken: String) throws {
        place.variables["FIRST_TOKEN"] = refreshToken
        place.variables["CLIENT_SECRET"] = SimulatedCafe24.clientSecret
        let base = try #require(server.addresses["cafe24"])
        try place.write(
            """
            connections:
              interpark:
                connector: cafe24
                base: \(base)
                mall_id: \(SimulatedCafe24.mallID)
                client_id: \(SimulatedCafe24.clientID)
                client_secret: {environment: CLIENT_SECRET}
                refresh_token: {environment: FIRST_TOKEN}
            """,
            to: "config/connections.yaml"
        )
    }

    private var tokenFile: String { place.folder.appending(path: "tokens/interpark.json").path }

    private func misbehave(_ faults: [Fault?]) {
        var plan = FaultPlan()
        plan.upcoming = ["cafe24": faults]
        world.replaceFaults(with: plan)
    }

    private func check() async throws -> Program.Outcome {
        try await place.run("check", "--account", "interpark", "--json")
    }

    @Test("Before the new token is used it is kept: the next process goes on with it")
    func afterStoring() async throws {
        // The call that the access token was for is still waiting when the process dies.
        misbehave([nil, .slow(.seconds(5))])
        let first = try place.start(["run"])
        #expect(try await Program.eventually { world.log.count >= 2 })
        first.send(SIGKILL)
        #expect(await first.outcome().code == 128 + SIGKILL)
        #expect(FileManager.default.fileExists(atPath: tokenFile))
        misbehave([])
        let next = try await check()
        #expect(next.code == 0, "\(next.output)")
        #expect(world.log.allSatisfy { $0.status == 200 })
        await server.stop()
    }

    @Test("Between the answer and the disk it is lost; that is told with what to do, which helps")
    func beforeStoring() async throws {
        // A folder stands where the file is written, so that the new token cannot be kept.
        let obstacle = "\(tokenFile).new"
        try FileManager.default.createDirectory(
            atPath: obstacle,
            withIntermediateDirectories: true
        )
        let first = try place.start(["run"])
        #expect(try await Program.eventually { !world.log.isEmpty })
        first.send(SIGKILL)
        #expect(await first.outcome().code == 128 + SIGKILL)
        #expect(!FileManager.default.fileExists(atPath: tokenFile))
        try FileManager.default.removeItem(atPath: obstacle)
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
