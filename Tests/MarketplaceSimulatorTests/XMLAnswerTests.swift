import FeedConnectors
import MatchingCore
import SyncInterfaces
import Testing

@Suite("Answers in XML, through 11번가's connector")
struct XMLAnswerTests {
    private static func read(_ body: [UInt8], type: String? = nil) async throws -> FeedPage {
        let end = Timestamp(seconds: 1_772_330_400)
        let connector = ElevenStreetConnector(
            account: "11st",
            key: Secret { "k" },
            client: CannedAnswers { request in
                let isAsked = request.target.contains("/cancelorders/")
                return HTTPAnswer(
                    status: 200,
                    headers: isAsked ? type.map { ["content-type": $0] } ?? [:] : [:],
                    body: isAsked ? body : Array("<orders/>".utf8)
                )
            }.client(at: end)
        )
        return try await connector.everything(
            in: TimeWindow(start: end.advanced(by: .seconds(-60)), end: end),
            observedAt: end
        )
    }

    private static func order(reason: [UInt8]) -> [UInt8] {
        Array(
            """
            <order><createDt>2026-03-01 10:11:12</createDt><ordNo>1</ordNo><ordPrdSeq>1</ordPrdSeq>
            <ordCnStatCd>01</ordCnStatCd><ordPrdCnSeq>1</ordPrdCnSeq><ordCnQty>1</ordCnQty>
            <ordCnDtlsRsn>
            """.utf8
        ) + reason + Array("</ordCnDtlsRsn></order>".utf8)
    }

    private static func document(
        _ content: [UInt8],
        declaration: String = #"<?xml version="1.0" encoding="euc-kr"?>"#,
        root: String = "ns2:orders"
    ) -> [UInt8] {
        Array("\(declaration)\n<\(root)>".utf8) + content + Array("</\(root)>".utf8)
    }

    @Test("Syllables that only CP949 has are read, although EUC-KR is announced")
    func extendedSyllables() async throws {
        // 뷁 and 펲, which EUC-KR lacks.
        let body = Self.document(Self.order(reason: [0x94, 0xEE, 0xBC, 0x84]))
        let notice = try #require(try await Self.read(body).notices.first)
        #expect(notice.buyerReason == "뷁펲")
    }

    @Test("Any prefix and none, CDATA and the header's encoding are taken", arguments: ["", "s2:"])
    func forms(prefix: String) async throws {
        let body = Self.document(
            Self.order(reason: Array("<![CDATA[A<B]]> &#65; 가".utf8)),
            declaration: "",
            root: "\(prefix)orders"
        )
        let page = try await Self.read(body, type: "text/xml;charset=UTF-8")
        #expect(page.notices.map(\.buyerReason) == ["A<B A 가"])
    }

    @Test("A body that is no such text or no such document fails the call, and says why")
    func refused() async throws {
        let bodies: [[UInt8]] = [
            [], Array("아님".utf8), Self.document([0xB0, 0xFF]), Array("<orders><order>".utf8),
            Array("<!DOCTYPE html><title>Gateway</title>".utf8),
            Array(#"<!DOCTYPE a [<!ENTITY b SYSTEM "file:///b">]><orders>&b;</orders>"#.utf8),
            Array(#"<?xml version="1.0" encoding="utf-7"?><orders/>"#.utf8),
            Array("<html><body>점검</body></html>".utf8),
            Array(String(repeating: "<a>", count: 100_000).utf8),
        ]
        for body in bodies {
            let failure = await #expect(throws: ServiceFailure.self) {
                _ = try await Self.read(body)
            }
            guard case .unexpectedAnswer = failure?.problem else {
                Issue.record("\(body.prefix(20)): \(String(describing: failure))")
                continue
            }
        }
    }
}
