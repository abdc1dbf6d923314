import MatchingCore
import Testing

@Suite("What a claim that found lines may have meant as well")
struct AlternativeTests {
    private func scene(_ lines: [LineOnFile] = []) throws -> Scene {
        try Scene(
            rule: "order_no + code18",
            claim: [.orderNumber: "1001", .code18: "V-1"],
            lines: [.example("A", [.code18: "V-1"])] + lines
        )
    }

    @Test("The same values in another order, and the same number in another account")
    func others() throws {
        let elsewhere = LineOnFile.example("Z", [.code18: "V-1"], account: "other")
        let similar = LineOnFile.example("B", [.code18: "V-1"], order: "1002")
        let unlike = LineOnFile.example("C", [.code18: "V-9"], order: "1003")
        let explanation = try scene([elsewhere]).explanation(resembling: [unlike, similar])
        #expect(explanation.status == .applied)
        #expect(explanation.nearestMisses == [])
        #expect(Set(explanation.alternatives.map(\.kind)) == [.sameFields, .otherAccount("other")])
        #expect(Set(explanation.alternatives.map(\.line.line.key.lineID)) == ["B", "Z"])
    }

    @Test("A claim that found nothing has near misses instead")
    func nearMisses() throws {
        var scene = try scene()
        scene.input.lines = []
        let similar = LineOnFile.example("B", [.code18: "V-1"], order: "1002")
        let explanation = scene.explanation(resembling: [similar])
        #expect(explanation.alternatives == [])
        #expect(explanation.nearestMisses.count == 1)
    }
}
