import MatchingCore
import SyncInterfaces
import Testing

@Suite("Every store finds lines that resemble a claim", .timeLimit(.minutes(10)))
struct ResemblanceContractTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static func claim(order: String, _ fields: FieldValues = [:]) -> Claim {
        var values = fields
        values[.orderNumber] = order
        return Claim(
            account: "coupang",
            claimID: "C",
            state: "취소요청",
            fields: values,
            quantity: nil,
            requestedAt: nil,
            changedAt: nil,
            buyerReason: nil,
            firstSeenAt: .morning,
            wasAskedAgain: false
        )
    }

    private func resembling(
        _ backend: Backend,
        _ claim: Claim,
        among lines: [IncomingOrderLine],
        limit: Int = 10
    ) async throws -> [String] {
        let store = try backend.open(folder.storePath)
        try await store.write { _ = try $0.upsert(lines) }
        return try await store.read { try $0.linesResembling(claim, limit: limit) }
            .map(\.line.key.orderNumber.rawValue)
    }

    @Test(
        "A slip in the order number is found",
        arguments: Backend.all,
        [
            ("20261124-0012", "202611240012"), ("202611240012", "20261124-0012"),
            ("0012345", "12345"), ("12345", "0012345"), ("ab12", "AB12"),
            ("12345678", "12345679"), ("12345678", "12354678"), ("12345678", "1234567"),
            ("1234567", "12345678"),
        ]
    )
    func slip(backend: Backend, numbers: (String, String)) async throws {
        let found = try await resembling(
            backend,
            Self.claim(order: numbers.0),
            among: [.line(.line("1", of: numbers.1)), .line(.line("1", of: "99999"))]
        )
        #expect(found == [numbers.1])
    }

    @Test(
        "The same item under another order number is found",
        arguments: Backend.all,
        [KeyField.detailNumber, .detailNumber2]
    )
    func sameItem(backend: Backend, field: KeyField) async throws {
        let found = try await resembling(
            backend,
            Self.claim(order: "111111", [field: "D-77"]),
            among: [
                .line(.line("1", of: "998877"), [field: "D-77", .option: "L"]),
                .line(.line("1", of: "998878"), [field: "D-78"]),
                .line(.line("1", of: "998879"), [.code(1) ?? .option: "D-77"]),
            ]
        )
        #expect(found == ["998877"])
    }

    @Test("A neighboring order with the same product is found", arguments: Backend.all)
    func neighbor(backend: Backend) async throws {
        let found = try await resembling(
            backend,
            Self.claim(order: "1000", [.productCode: "P"]),
            among: [
                .line(.line("1", of: "1437"), [.productCode: "P"]),
                .line(.line("1", of: "1438"), [.productCode: "Q"]),
                .line(.line("1", of: "0777"), [.productCode: "P"]),
            ]
        )
        #expect(Set(found) == ["1437", "0777"])
    }

    @Test("Neither the order itself nor other accounts are among them", arguments: Backend.all)
    func excluded(backend: Backend) async throws {
        let found = try await resembling(
            backend,
            Self.claim(order: "123456", [.detailNumber: "D"]),
            among: [
                .line(.line("1", of: "123456"), [.detailNumber: "D"]),
                .line(.line("1", of: "123457", account: "auction"), [.detailNumber: "D"]),
            ]
        )
        #expect(found == [])
    }

    @Test("The newest come first, and no more than asked for", arguments: Backend.all)
    func newestFirst(backend: Backend) async throws {
        let lines = (0..<5).map { index in
            var line = IncomingOrderLine.line(.line("1", of: "12345\(index)"))
            line.orderedAt = index == 2 ? nil : .morning(plus: .seconds(index * 7 % 5))
            return line
        }
        let claim = Self.claim(order: "123459")
        let found = try await resembling(backend, claim, among: lines)
        #expect(found == ["123454", "123451", "123453", "123450", "123452"])
        #expect(try await resembling(backend, claim, among: lines, limit: 2).count == 2)
        #expect(try await resembling(backend, claim, among: lines, limit: 0).isEmpty)
    }

    @Test(
        "An order number without any use does not hurt",
        arguments: Backend.all,
        ["-", "가나다", "0"]
    )
    func strangeNumbers(backend: Backend, number: String) async throws {
        let long = String(repeating: "9", count: 1_000_000)
        #expect(try await resembling(backend, Self.claim(order: number), among: []) == [])
        #expect(try await resembling(backend, Self.claim(order: long), among: []) == [])
    }
}
