import FeedConnectors
import Foundation
import MarketplaceSimulator
import MatchingCore
import SyncInterfaces
import Testing

@Suite("Access tokens that end before their time")
struct TokenTests {
    /// Those whose connectors keep a token.
    private static let marketplaces: [MarketplaceID] = ["storefarm", "cafe24", "makeshop"]

    private static func api(of marketplace: MarketplaceID) -> String {
        marketplace == "storefarm" ? "naver" : marketplace.rawValue
    }

    @Test(
        "In the middle of a poll they are replaced, and the poll goes on",
        arguments: marketplaces
    )
    func midPoll(marketplace: MarketplaceID) async throws {
        let calm = try SeatConnection(marketplace)
        let expected = try await calm.read()
        var faults = FaultPlan()
        // The token, the first page, and then twice the token is no longer good for the next one.
        faults.upcoming = [Self.api(of: marketplace): [nil, nil, .expiredTokens]]
        let rude = try SeatConnection(marketplace, faults: faults)
        let read = try await rude.read()
        #expect(read.notices == expected.notices && read.lines == expected.lines)
        #expect(rude.world.log.count { $0.status == 401 } == 1)
        #expect(rude.requests.count == calm.requests.count + 2, "refused, and another token")
        calm.remove()
        rude.remove()
    }

    @Test(
        "Twice in a row they end the poll, and the next one reads it all",
        arguments: marketplaces
    )
    func twice(marketplace: MarketplaceID) async throws {
        var faults = FaultPlan()
        faults.upcoming = [
            Self.api(of: marketplace): [nil, nil, .expiredTokens, nil, .expiredTokens]
        ]
        let rude = try SeatConnection(marketplace, faults: faults)
        let error = await #expect(throws: FeedError.self) { try await rude.read() }
        guard case .service(.notSignedIn) = error?.problem else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(try await rude.read().notices.isEmpty == false)
        rude.remove()
    }

    @Test("However often 카페24's end, the newest refresh token is the one that is kept")
    func refreshTokenIsKept() async throws {
        var faults = FaultPlan()
        faults.upcoming = [
            "cafe24": [nil, nil, .expiredTokens, nil, nil, .expiredTokens, nil, nil]
        ]
        let rude = try SeatConnection("cafe24", faults: faults)
        _ = try await rude.read()
        let used = rude.requests.filter { $0.target.contains("oauth") }
            .map { String(decoding: $0.body, as: UTF8.self) }
        #expect(used.count == 3)
        #expect(Set(used).count == 3, "no refresh token is used twice")
        rude.world.replaceFaults(with: FaultPlan())
        rude.clock.advance(by: .seconds(3 * 3600))
        #expect(try await rude.connection.check() == "orders", "the kept one is still good")
        rude.remove()
    }

    @Test("A refresh token whose successor was lost on the way asks for a new sign-in")
    func lostSuccessor() async throws {
        var faults = FaultPlan()
        faults.upcoming = ["cafe24": [.wrongEncoding]]
        let rude = try SeatConnection("cafe24", faults: faults)
        _ = await #expect(throws: FeedError.self) { try await rude.connection.check() }
        let error = await #expect(throws: FeedError.self) { try await rude.connection.check() }
        #expect(
            error?.problem
                == .service(
                    .signInEnded(setting: "refresh_token", "Invalid refresh_token")
                )
        )
        rude.remove()
    }

    @Test(
        "An answer with a token that cannot be read is told of without a word of it",
        arguments: marketplaces,
        [Fault.cutShort, .wrongEncoding]
    )
    func spoiltToken(marketplace: MarketplaceID, fault: Fault) async throws {
        var faults = FaultPlan()
        faults.upcoming = [Self.api(of: marketplace): [fault]]
        let rude = try SeatConnection(marketplace, faults: faults)
        let error = await #expect(throws: FeedError.self) { try await rude.connection.check() }
        guard case .service(.unexpectedAnswer(let words)) = error?.problem else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(words.contains(" bytes of application/json"))
        #expect(!words.contains("token") && !words.contains("{"))
        #expect(words.contains(fault == .cutShort ? "not JSON" : "not UTF-8 at byte "))
        rude.remove()
    }

    @Test(
        "No answer that cannot be read is quoted, whatever it was asked for",
        arguments: SimulatedSeat.all.map(\.marketplace),
        [Fault.cutShort, .wrongEncoding, .serverError(400), .serverError(403)]
    )
    func spoiltAnswer(marketplace: MarketplaceID, fault: Fault) async throws {
        let seat = try SimulatedSeat.of(marketplace)
        for position in 0..<3 {
            var faults = FaultPlan()
            faults.upcoming = [seat.api: Array(repeating: nil, count: position) + [fault]]
            let rude = try SeatConnection(marketplace, faults: faults)
            defer { rude.remove() }
            guard let error = await Self.problem(of: rude) else { continue }
            let words = "\(error)"
            for quoted in ["{\\\"", "<html", "<?xml"] { #expect(!words.contains(quoted)) }
        }
    }

    /// What a day's reading comes to; `nil` when it succeeds all the same.
    private static func problem(of connection: SeatConnection) async -> (any Error)? {
        do {
            _ = try await connection.read()
            return nil
        } catch {
            return error
        }
    }
}
