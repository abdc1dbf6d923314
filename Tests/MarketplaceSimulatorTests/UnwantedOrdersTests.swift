import FeedConnectors
import MarketplaceSimulator
import MatchingCore
import SyncInterfaces
import Testing

@Suite("Orders that nobody wants")
struct UnwantedOrdersTests {
    @Test(
        "They are not asked for, and no claim is missed for it",
        arguments: SimulatedSeat.all.map(\.marketplace)
    )
    func notAskedFor(marketplace: MarketplaceID) async throws {
        let full = try SeatConnection(marketplace)
        let claimsOnly = try SeatConnection(marketplace, readsOrders: false)
        let everything = try await full.read()
        let claims = try await claimsOnly.read()
        #expect(claims.lines.isEmpty)
        #expect(Set(claims.notices.map(\.sighting)) == Set(everything.notices.map(\.sighting)))
        #expect(claimsOnly.requests.count(where: isAboutOrdersAlone) == 0)
        // These two tell of changes, of whatever kind, and ask for the details of each.
        if ["storefarm", "kakao-talkstore"].contains(marketplace.rawValue) {
            #expect(claimsOnly.requests.count == full.requests.count)
        } else {
            #expect(full.requests.count(where: isAboutOrdersAlone) > 0)
        }
        #expect(!everything.lines.isEmpty && !everything.notices.isEmpty)
        full.remove()
        claimsOnly.remove()
    }

    /// Whether a request asks for nothing but orders.
    private func isAboutOrdersAlone(_ request: HTTPRequest) -> Bool {
        let text = request.target + String(decoding: request.body, as: UTF8.self)
        guard !text.contains("order_place_id=NCHECKOUT") else { return false }
        let signs = [
            "/ordersheets", "date_type=order_date", "date_type=shipbegin_date", "/RequestOrders",
            "/ordservices/", "/listShppDirection", "{ order_item_list(",
        ]
        let isMakeshop = text.contains("/order/2") && !text.contains("searchDateType")
        return isMakeshop || signs.contains { text.contains($0) }
    }

    @Test(
        "Orders that cannot be read at first hide no claim, and are read after all or named as unread",
        arguments: [
            ("coupang", []), ("11st", []), ("emart", []), ("zigzag", []), ("makeshop", [nil]),
            ("cafe24", [nil]),
        ] as [(MarketplaceID, [Fault?])]
    )
    func unreadableOrders(marketplace: MarketplaceID, before: [Fault?]) async throws {
        let calm = try SeatConnection(marketplace)
        defer { calm.remove() }
        let everything = try await calm.read()
        let expected = Set(everything.notices.map(\.claimID))
        var faults = FaultPlan()
        faults.upcoming = [try SimulatedSeat.of(marketplace).api: before + [.cutShort]]
        let rude = try SeatConnection(marketplace, faults: faults)
        defer { rude.remove() }
        let (batch, error) = await rude.readAll()
        let lines = Set(batch.lines.map(\.key))
        #expect(error is FeedError || lines == Set(everything.lines.map(\.key)))
        #expect(!expected.isEmpty && Set(batch.notices.map(\.claimID)) == expected)
    }
}

extension CancellationNotice {
    /// Which claim stands where, as one word.
    fileprivate var sighting: String { "\(claimID) \(state) \(orderNumber)" }
}
