import FeedConnectors
import MatchingCore
import SyncInterfaces
import Synchronization
import Testing

@Suite("쿠팡: answers as its documents show them")
struct CoupangAnswerTests {
    /// 11:00 in Korea, where the newest of the windows that are asked for ends.
    private let now = Timestamp(seconds: 1_772_330_400)

    private var window: TimeWindow {
        TimeWindow(start: now.advanced(by: .seconds(-3600)), end: now)
    }

    private func connector(_ bodies: KeyValuePairs<String, String>) -> CoupangConnector {
        CoupangConnector(
            account: "coupang",
            keys: .init(vendorID: "A00012345", accessKey: "k", secretKey: Secret { "s" }),
            client: CannedAnswers(
                bodies,
                otherwise: #"{"code":200,"message":"OK","data":[],"nextToken":""}"#
            ).client(at: now)
        )
    }

    private func page(_ bodies: KeyValuePairs<String, String>) async throws -> FeedPage {
        try await connector(bodies).everything(in: window, observedAt: now)
    }

    /// A row as in the documents of `returnRequests`, with every field that they list.
    private func receipt(
        id: String = "365937",
        status: String = "RELEASE_STOP_UNCHECKED",
        release: String = "미처리",
        items: String? = nil
    ) -> String {
        let item = """
            {"vendorItemPackageId":0,"vendorItemPackageName":"객지","vendorItemId":3000001893,\
            "vendorItemName":"객지 1","purchaseCount":2,"cancelCount":1,\
            "shipmentBoxId":123456789012345678,"sellerProductId":130,"sellerProductName":"객지",\
            "releaseStatus":"S","cancelCompleteUser":"l*****"}
            """
        return """
            {"receiptId":\(id),"orderId":500004398,"paymentId":700003957,"receiptType":"RETURN",\
            "receiptStatus":"\(status)","createdAt":"2016-03-25T13:05:30",\
            "modifiedAt":"2016-03-25T13:06:00.123+09:00","requesterName":"홍길동",\
            "requesterPhoneNumber":"010-****-4043","requesterAddress":"서울특별시 송파구",\
            "cancelReasonCategory1":"고객변심","cancelReasonCategory2":"단순변심(사유없음)",\
            "cancelReason":"테스트","cancelCountSum":1,"returnDeliveryId":40453,\
            "returnDeliveryType":"연동택배","releaseStopStatus":"\(release)",\
            "enclosePrice":{"currencyCode":"KRW","units":0,"nanos":0},"faultByType":"CUSTOMER",\
            "preRefund":false,"completeConfirmDate":"","completeConfirmType":"미확인",\
            "returnItems":[\(items ?? item)],\
            "returnDeliveryDtos":[{"deliveryCompanyCode":"CJGLS","deliveryInvoiceNo":"1234"}],\
            "reasonCode":"CHANGEMIND","reasonCodeText":"필요 없어짐 (단순 변심)",\
            "returnShippingCharge":{"currencyCode":"KRW","units":-3000,"nanos":0}}
            """
    }

    private func requests(_ rows: String) -> String {
        #"{"code":"200","message":"OK","data":[\#(rows)],"nextToken":""}"#
    }

    @Test("A request to stop a shipment has all that its row says, and nothing of a person")
    func stopRequest() async throws {
        let page = try await page(["T11:00&status=RU": requests(receipt())])
        let notice = try #require(page.notices.first)
        #expect(page.notices.count == 1 && page.problems.isEmpty)
        #expect(notice.claimID == "365937")
        #expect(notice.state == "출고중지요청")
        #expect(notice.fields[.orderNumber] == "500004398")
        #expect(notice.fields[.code6] == "3000001893")
        #expect(notice.fields[.productCode] == "130")
        #expect(notice.fields[.option] == "객지 1")
        #expect(notice.quantity == 1)
        #expect(notice.requestedAt == TimeText.timestamp("2016-03-25T13:05:30+09:00"))
        #expect(notice.changedAt == TimeText.timestamp("2016-03-25T13:06:00.123+09:00"))
        #expect(notice.buyerReason == "고객변심 / 단순변심(사유없음)")
        #expect(!"\(notice)".contains("홍길동") && !"\(notice)".contains("송파구"))
    }

    @Test(
        "Where a receipt stands is said in a word of the documents",
        arguments: [
            ("RELEASE_STOP_UNCHECKED", "미처리", "출고중지요청"),
            ("RETURNS_UNCHECKED", "처리(출고중지)", "출고중지요청"),
            ("RETURNS_COMPLETED", "처리(출고중지)", "출고중지요청"),
            ("RELEASE_STOP_UNCHECKED", "처리(이미출고)", "이미출고"),
            ("RELEASE_STOP_UNCHECKED", "자동처리(이미출고)", "이미출고"),
            ("RETURNS_UNCHECKED", "처리(이미출고)", "반품접수"),
            ("RETURNS_UNCHECKED", "비대상", "반품접수"),
            ("VENDOR_WAREHOUSE_CONFIRM", "비대상", "입고완료"),
            ("REQUEST_COUPANG_CHECK", "비대상", "쿠팡확인요청"),
            ("RETURNS_COMPLETED", "비대상", "반품완료"),
        ]
    )
    func states(status: String, release: String, word: String) async throws {
        let rows = receipt(status: status, release: release)
        let page = try await page(["T11:00&status=RU": requests(rows)])
        #expect(page.notices.map(\.state) == [word])
        #expect(page.problems.isEmpty)
    }

    @Test("A word that the documents do not have is kept and reported")
    func unknownState() async throws {
        let rows = receipt(status: "PARTNER_REVIEW", release: "비대상")
        let page = try await page(["T11:00&status=RU": requests(rows)])
        #expect(page.notices.map(\.state) == ["PARTNER_REVIEW"])
        #expect(page.problems.map(\.problem) == [.service(.unknownState("PARTNER_REVIEW"))])
        #expect(page.problems.map(\.field) == ["receiptStatus"])
    }

    @Test("Cancels of orders that were only paid have a word of their own")
    func paidCancel() async throws {
        let rows = receipt(status: "RETURNS_COMPLETED", release: "처리(출고중지)")
        let page = try await page(["T11:00&cancelType=CANCEL": requests(rows)])
        #expect(page.notices.map(\.state) == ["결제완료취소"])
    }

    @Test("A bad item is named with its place, and costs nothing else")
    func badItem() async throws {
        let good = #"{"vendorItemId":"3000001893","cancelCount":"1"}"#
        let bad = [
            #"{"vendorItemId":3000001894,"cancelCount":0}"#, #"{"cancelCount":1}"#,
            #"{"vendorItemId":"","cancelCount":1}"#,
        ]
        let rows = [
            receipt(items: ([good] + bad).joined(separator: ",")), receipt(id: "365938"),
            #"{"receiptId":1}"#, receipt(id: "365939", items: ""),
        ]
        let page = try await page(["T11:00&status=RU": requests(rows.joined(separator: ","))])
        #expect(page.notices.map(\.claimID.rawValue) == ["365937", "365938"])
        #expect(page.problems.map(\.row) == [1, 1, 1, 3, 4])
        #expect(
            page.problems.map(\.field) == [
                "returnItems.1.cancelCount", "data.0.returnItems.2.vendorItemId",
                "returnItems.3.vendorItemId", "data.2.orderId", "returnItems",
            ]
        )
    }

    @Test("An item that does not say how many is a bad one, for it may be about a part")
    func noCount() async throws {
        let rows = receipt(items: #"{"vendorItemId":"3000001893","cancelCount":""}"#)
        let page = try await page(["T11:00&status=RU": requests(rows)])
        #expect(page.notices == [])
        #expect(page.problems.map(\.field) == ["returnItems.0.cancelCount"])
    }

    @Test("A withdrawal names each of its items")
    func withdrawal() async throws {
        let body = """
            {"code":200,"message":"OK","data":[{"cancelId":32100,"orderId":500001007,\
            "vendorId":"A00012345","refundDeliveryDuty":"COM","createdAt":"2016-08-05T15:00:00",\
            "vendorItemIds":[3000000013,3000000014]}],"nextPageIndex":""}
            """
        let page = try await page(["returnWithdrawRequests": body])
        #expect(page.notices.map(\.state) == ["취소철회", "취소철회"])
        #expect(page.notices.map(\.claimID) == ["32100", "32100"])
        #expect(page.notices.map { $0.fields[.code6] } == ["3000000013", "3000000014"])
        #expect(page.notices[0].changedAt == TimeText.timestamp("2016-08-05T15:00:00+09:00"))
    }

    /// A parcel as in the documents of `ordersheets`.
    private func sheet(status: String, count: Int = 1) -> String {
        """
        {"shipmentBoxId":448531493,"orderId":22000009546234,"orderedAt":"2017-10-10T10:20:16",\
        "orderer":{"name":"신*희","email":"eu*****@na","safeNumber":"0503-**-5464"},\
        "paidAt":"2017-10-10T10:20:16","status":"\(status)","shippingPrice":2500,\
        "remotePrice":null,"remoteArea":false,"parcelPrintMessage":"문 앞",\
        "receiver":{"name":"신*희","safeNumber":"0503-**-5464","addr1":"경기 오산시"},\
        "orderItems":[{"vendorItemPackageId":0,"productId":31846051,"vendorItemId":3242596358,\
        "vendorItemName":"트레이닝 팬츠, 160호","shippingCount":\(count),"salesPrice":19900,\
        "externalVendorSkuCode":"170816368810","sellerProductId":80240831,\
        "sellerProductName":"기모 팬츠","cancelCount":0,"holdCountForCancel":0,\
        "estimatedShippingDate":"2017-10-16","extraProperties":{},"canceled":false}],\
        "deliveryCompanyName":"CJ 대한통운","invoiceNumber":"340010913442"}
        """
    }

    @Test(
        "How far a parcel is, is the state of its lines",
        arguments: [
            ("ACCEPT", ShippingState.received), ("INSTRUCT", .received), ("DEPARTURE", .labeled),
            ("DELIVERING", .shipped), ("FINAL_DELIVERY", .shipped), ("NONE_TRACKING", .shipped),
        ]
    )
    func orders(status: String, shipping: ShippingState) async throws {
        let body = #"{"code":200,"message":"OK","data":[\#(sheet(status: status))],"nextToken":""}"#
        let page = try await page(["&status=\(status)&": body])
        let line = try #require(page.lines.first)
        #expect(line.key.orderNumber == "22000009546234" && line.key.lineID == "3242596358")
        #expect(line.fields[.code6] == "3242596358")
        #expect(line.quantity == 1)
        #expect(line.shipping == shipping)
        #expect(line.trackingNumber == "340010913442")
        #expect(line.orderedAt == TimeText.timestamp("2017-10-10T10:20:16+09:00"))
        #expect(!"\(line)".contains("신*희"))
    }

    @Test("An item of which nothing is left to be shipped is no line")
    func nothingLeft() async throws {
        let sheet = sheet(status: "ACCEPT", count: 0)
        let body = #"{"code":200,"message":"OK","data":[\#(sheet)],"nextToken":""}"#
        let page = try await page(["&status=ACCEPT&": body])
        #expect(page.lines.isEmpty && page.problems.isEmpty)
    }

    @Test("A full page that does not say how it goes on fails, so that nothing is missed")
    func lostPageMark() async throws {
        let rows = Array(repeating: sheet(status: "ACCEPT"), count: 50).joined(separator: ",")
        let body = #"{"code":200,"message":"OK","data":[\#(rows)],"next":"1"}"#
        let failure = await #expect(throws: ServiceFailure.self) {
            _ = try await page(["&status=ACCEPT&": body])
        }
        #expect(failure?.problem == .unexpectedAnswer("nextToken: missing"))
    }

    @Test("An answer none of whose rows is as documented fails the poll")
    func changedForm() async throws {
        let bodies: KeyValuePairs = [
            "T11:00&status=RU": requests(#"{"receiptNumber":1},{"receiptNumber":2}"#)
        ]
        let error = await #expect(throws: FeedError.self) {
            _ = try await feed(bodies).read(request) { _ in }
        }
        #expect(
            error?.problem == .service(.unexpectedAnswer("data.0.receiptId: no receiptId"))
        )
    }

    @Test("What other lists say is taken in though one is not as documented")
    func oddList() async throws {
        let withdrawals = """
            {"code":200,"message":"OK","data":[{"cancelId":32100,"orderId":500001007,\
            "createdAt":"2016-08-05T15:00:00","vendorItemIds":[3000000013]}],"nextPageIndex":""}
            """
        let bodies: KeyValuePairs = [
            "T11:00&status=RU": requests(#"{"receiptNumber":1},{"receiptNumber":2}"#),
            "returnWithdrawRequests": withdrawals,
        ]
        let taken = Mutex<[CancellationNotice]>([])
        let error = await #expect(throws: FeedError.self) {
            _ = try await feed(bodies).read(request) { batch in
                taken.withLock { $0 += batch.notices }
            }
        }
        #expect(
            error?.problem == .service(.unexpectedAnswer("data.0.receiptId: no receiptId"))
        )
        #expect(taken.withLock { $0.map(\.claimID) } == ["32100"])
    }

    @Test("A page none of whose rows is as documented fails the poll though others of the list are")
    func oddPage() async throws {
        let bodies: KeyValuePairs = [
            "T11:00&status=RU": requests(#"{"receiptNumber":1},{"receiptNumber":2}"#),
            "T11:00&cancelType=CANCEL": requests(receipt()),
        ]
        let taken = Mutex<[CancellationNotice]>([])
        await #expect(throws: FeedError.self) {
            _ = try await feed(bodies).read(request) { batch in
                taken.withLock { $0 += batch.notices }
            }
        }
        #expect(taken.withLock { $0.map(\.claimID) } == ["365937"])
    }

    @Test("The only row of an answer is kept aside when it is odd, and the poll goes on")
    func onlyOddRow() async throws {
        let bodies: KeyValuePairs = ["T11:00&status=RU": requests(#"{"receiptNumber":1}"#)]
        let report = try await feed(bodies).read(request) { batch in
            #expect(batch.parts.map(\.rejectedRowCount) == [1])
        }
        #expect(report.problems.map(\.location.row) == [1])
        #expect(report.problems.map(\.location.column) == ["data.0.receiptId"])
    }

    private func feed(_ bodies: KeyValuePairs<String, String>) -> HTTPFeed {
        HTTPFeed(account: "coupang", connector: connector(bodies))
    }

    private var request: FeedRequest {
        FeedRequest(window: window, now: now, intake: { _ in nil })
    }
}
