import MarketplaceCatalog
import MatchingCore
import Testing

@Suite("What the catalogue holds")
struct MarketplaceCatalogTests {
    private let catalog: MarketplaceCatalog

    init() throws {
        catalog = try MarketplaceCatalog.load(configurationFolder: nil)
    }

    @Test("All 43 marketplaces of the document are there, each once")
    func count() {
        #expect(Set(catalog.marketplaces.map(\.id)).count == 43)
    }
}
