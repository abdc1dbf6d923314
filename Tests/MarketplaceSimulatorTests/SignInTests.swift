import FeedConnectors
import MarketplaceSimulator
import MatchingCore
import SyncInterfaces
import Testing

@Suite("What each API is signed in to with, against answers known beforehand")
struct SignInTests {
    /// The first call of a reading: its method, and what its headers and its body say.
    @Test(
        "Keys and tokens stand where the documents have them",
        arguments: [
            (
                "cafe24",
                ["Authorization": "Basic c2ltdWxhdGVkLWNsaWVudDpzaW11bGF0ZWQtY2xpZW50LXNlY3JldA=="],
                "grant_type=refresh_token&refresh_token=refresh-0"
            ),
            (
                "makeshop",
                ["Authorization": "Basic c2ltdWxhdGVkLWNsaWVudDpzaW11bGF0ZWQtY2xpZW50LXNlY3JldA=="],
                "grant_type=client_credentials&shop_uid="
            ), ("11st", ["openapikey": SimulatedElevenStreet.key], ""),
            (
                "kakao-talkstore",
                [
                    "Authorization": "KakaoAK \(SimulatedKakao.adminKey)",
                    "Target-Authorization": "KakaoAK \(SimulatedKakao.sellerKey)",
                    "channel-ids": "101",
                ], ""
            ), ("emart", ["Authorization": SimulatedSSG.vendorKeys["emart"] ?? "?"], "perdStrDts"),
        ] as [(MarketplaceID, [String: String], String)]
    )
    func first(marketplace: MarketplaceID, headers: [String: String], body: String) async throws {
        let seat = try SeatConnection(marketplace)
        _ = try await seat.connection.check()
        let request = try #require(seat.requests.first)
        for (name, value) in headers {
            let header = request.headers.first { $0.name == name }
            #expect(header?.value == value)
            #expect(header?.isSecret == (name != "channel-ids"))
        }
        #expect(String(decoding: request.body, as: UTF8.self).contains(body))
        seat.remove()
    }
}
