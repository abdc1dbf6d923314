import Foundation
import Testing

/// The questions that ring on an operator's phone, each answered in at most three keys.
///
/// A number that is typed or scanned counts as one key, with its Enter and with the `/` before one
/// that begins with a letter: nobody can do without it.
@Suite(
    "Questions on the phone",
    .serialized,
    .enabled(if: Command.exists("tmux"), "tmux is needed")
)
struct QuestionTests {
    struct Question: Sendable, CustomTestStringConvertible {
        let text: String
        /// At most three; a word of more than one letter that is no key's name is typed.
        let keys: [String]
        /// What the answer has to show.
        let answers: [String]

        var testDescription: String { text }
    }

    static let questions = [
        Question(
            text: "1 취소가 연동되지 않았어요",
            keys: ["1", "G", "Enter"],
            answers: ["다름: 띄어쓰기", "니트␣가디건", "니트가디건"]
        ),
        Question(
            text: "2 Is sync alive at all?",
            keys: ["Enter"],
            answers: [
                "수집 구간 (24시간)", "다음 수집", "새 취소건", "마지막 주문", "마지막 취소건", "평소 24시간",
            ]
        ),
        Question(
            text: "2 Is sync alive at all? Each poll",
            keys: ["Enter", "G"],
            answers: ["수집 기록"]
        ),
        Question(
            text: "3 취소된 주문이 배송됐어요",
            keys: ["o", "31000002", "Enter"],
            answers: ["시간순", "취소 요청", "이미 배송", "배송"]
        ),
        Question(
            text: "4 They cancelled 1 of 2",
            keys: ["o", "A-7003", "Enter"],
            answers: ["남음", "2개 중 1개가 취소"]
        ),
        Question(
            text: "5 Buyer changed their mind",
            keys: ["4"],
            // What a person has to act on comes first, and is explained.
            answers: ["A-7002", "할 일 없음", "A-7030", "복원 필요", "주문번호 A-7030"]
        ),
        Question(text: "6 Label printed, then cancelled", keys: ["b"], answers: ["680100003"]),
        Question(text: "7 Which shipped orders have a cancel?", keys: ["2"], answers: ["이미 배송"]),
        Question(
            text: "8 Wrong order was cancelled",
            keys: ["3", "Enter"],
            answers: ["매칭 기준", "같음", "이 품목일 수도 있었습니다"]
        ),
        Question(
            text: "9 Option or product was changed in our system",
            keys: ["o", "A-7010", "Enter"],
            answers: ["판매처의 품목과 우리 품목", "3개입", "5개입"]
        ),
        Question(
            text: "10 Exchanged in the mall, the number changed",
            keys: ["1"],
            answers: ["교환으로 이어진 주문 A-7021", "이 주문은 교환되어"]
        ),
        Question(
            text: "10 Exchanged in the mall: the old number",
            keys: ["o", "A-7020", "Enter"],
            answers: ["이 주문은 원주문 A-7020의 교환 주문입니다"]
        ),
        Question(
            text: "11 One of a combined parcel is cancelled",
            keys: ["b", "680100003"],
            answers: ["PULL · 일부를 빼십시오", "빼기 수제 사과잼", "출고 수제 살구잼"]
        ),
        Question(
            text: "12 Who cancelled: the buyer or a colleague?",
            keys: ["7", "A-7003"],
            answers: ["취소구분: 판매자"]
        ),
        Question(
            text: "13 The mall changed its status words",
            keys: ["6", "Enter"],
            answers: ["목록에 없는 취소상태 '취소보류': 1건", "부터 들어옴"]
        ),
        Question(
            text: "14 Was it in the feed?",
            keys: ["o", "B-500", "Enter"],
            answers: ["취소건 #4가 이 주문을 가리키지만", "#4 판매처: 주문취소중"]
        ),
        Question(
            text: "15 Cancelled before we collected it",
            keys: ["1"],
            answers: ["31009999", "주문 없음"]
        ),
        Question(
            text: "16 Does this mall support it?",
            keys: ["Enter", "G"],
            answers: ["연동 범위", "배송 후", "매칭 기준", "기준 설정"]
        ),
        Question(
            text: "18 Can I change the rule?",
            keys: ["Enter", "w", " + option"],
            answers: [
                "기준 시험", "지금 기준", "설정 위치", "marketplaces.yaml", "판단이 달라집니다",
                "적용되지 않게 됨",
            ]
        ),
        Question(
            text: "19 Prove it to the mall",
            keys: ["2", "Enter", "e"],
            answers: ["사건 기록을 썼습니다", "case-"]
        ),
        Question(
            text: "20 We marked it shipped early",
            keys: ["o", "31000005", "Enter"],
            answers: [
                "배송상태: 우리 · 판매처", "상품준비중 (취소 통지)", "배송준비중 (주문 파일)",
                "가배송일 수 있습니다",
            ]
        ),
        Question(
            text: "17 Did I already deal with this?",
            keys: ["i"],
            answers: ["제외", "통화함"]
        ),
    ]

    private static func workspace() throws -> Workspace {
        let workspace = try Workspace.withSamples()
        let orders = try workspace.write(
            """
            account,line_id,order_no,product_name,option,quantity,shipping,ordered_at,tracking_no
            auction,L-6,A-7002,수제 귤잼,,1,received,\(Samples.orderDay) 11:00,
            auction,L-7,A-7003,수제 사과잼,,2,labeled,\(Samples.orderDay) 11:00,680100003
            auction,L-8,A-7004,수제 살구잼,,1,labeled,\(Samples.orderDay) 11:00,680100003
            auction,L-10,A-7010,수제 딸기잼,3개입,1,received,\(Samples.orderDay) 11:00,
            auction,L-30,A-7030,수제 매실잼,,1,received,\(Samples.orderDay) 11:00,

            """,
            to: "more-orders.csv"
        )
        let claims = try workspace.write(
            """
            account,claim_id,order_no,state,code6,quantity,requested_at,changed_at,취소구분
            auction,C-5,A-7002,취소요청,,,\(Samples.claimDay) 09:40,\(Samples.claimDay) 09:40,
            auction,C-5,A-7002,취소철회,,,\(Samples.claimDay) 09:40,\(Samples.claimDay) 10:40,
            auction,C-6,A-7003,취소요청,,1,\(Samples.claimDay) 09:50,\(Samples.claimDay) 09:50,판매자
            auction,C-7,A-7004,취소보류,,1,\(Samples.claimDay) 09:55,\(Samples.claimDay) 09:55,
            coupang,C-8,31009999,출고중지요청,V-9,1,\(Samples.claimDay) 09:58,\(Samples.claimDay) 09:58,
            auction,C-30,A-7030,취소요청,,1,\(Samples.claimDay) 10:04,\(Samples.claimDay) 10:04,

            """,
            to: "more-cancellations.csv"
        )
        let later = try workspace.write(
            """
            account,line_id,order_no,original_order_no,product_name,option,quantity,shipping,marketplace_shipping
            auction,L-10,A-7010,,수제 딸기잼,5개입,1,received,
            auction,L-11,A-7021,A-7020,수제 딸기잼,3개입,1,received,
            coupang,L-12,31000005,,울 머플러,남색,1,shipped,배송준비중

            """,
            to: "later-orders.csv"
        )
        let latest = try workspace.write(
            """
            account,claim_id,order_no,state,code6,product_name,option,quantity,marketplace_shipping,requested_at
            auction,C-10,A-7010,취소요청,,수제 딸기잼,3개입,1,,\(Samples.claimDay) 10:00
            coupang,C-12,31000005,출고중지요청,V-12,울 머플러,남색,1,상품준비중,\(Samples.claimDay) 10:01
            auction,C-11,A-7020,취소요청,,수제 딸기잼,3개입,1,,\(Samples.claimDay) 10:02
            auction,C-13,Z-1,취소요청,,수제 귤잼,,1,,\(Samples.claimDay) 10:03

            """,
            to: "latest-cancellations.csv"
        )
        let withdrawal = try workspace.write(
            """
            account,claim_id,order_no,state,requested_at,changed_at
            auction,C-30,A-7030,취소철회,\(Samples.claimDay) 10:04,\(Samples.claimDay) 10:30

            """,
            to: "withdrawal.csv"
        )
        try workspace.command(["import", "orders", orders.path])
        try workspace.command(["import", "cancellations", claims.path])
        try workspace.command(["import", "orders", later.path])
        try workspace.command(["import", "cancellations", latest.path])
        try workspace.command(["import", "cancellations", withdrawal.path])
        // C-13, whose order is not on file.
        try workspace.command(["dismiss", "13", "--reason", "통화함"])
        return workspace
    }

    /// Large and small: what answers has to be in sight on both.
    static let sizes = [[120, 50], [80, 24]]

    @Test("is answered in at most three keys", arguments: questions, sizes)
    func answer(question: Question, size: [Int]) throws {
        #expect(question.keys.count <= 3)
        let session = try ConsoleSession(Self.workspace(), columns: size[0], rows: size[1])
        try session.waitFor("당길 품목 1")
        for key in question.keys {
            if key.count == 1 || key == "Enter" {
                try session.terminal.press(key)
                // The next key is about the list, as it would be for an operator who reads it.
                if Int(key) != nil { try session.wait("the list") { $0.contains("취소건 #") } }
            } else if key.hasPrefix(" ") {
                // Goes on from what the prompt offers.
                try session.waitFor(":")
                try session.terminal.type(key)
                try session.waitFor(key)
                try session.terminal.press("Enter")
            } else {
                try type(key, in: session)
            }
        }
        try session.wait("\(question.answers)") { screen in
            question.answers.allSatisfy { screen.contains($0) }
        }
    }

    /// Types a number into the page's look-up; one that begins with a letter needs its key first.
    private func type(_ number: String, in session: ConsoleSession) throws {
        try session.wait("a page") { $0.contains("›") }
        if number.first?.isNumber != true { try session.terminal.press("/") }
        try session.terminal.type(number)
        try session.waitFor(number)
        try session.terminal.press("Enter")
        try session.wait("the look-up to close") { !$0.contains("앞부분") }
    }

    @Test("A barcode scanner's digits and Enter are answered, and p marks the parcel as pulled")
    func scanner() throws {
        let session = try ConsoleSession(Self.workspace(), columns: 80, rows: 24)
        try session.waitFor("당길 품목 1")
        try session.terminal.press("b")
        try session.waitFor("바코드를 찍거나")
        try session.terminal.type("680100003")
        try session.terminal.press("Enter")
        try session.waitFor("PULL")
        try session.terminal.press("p")
        try session.waitFor("당길 품목 0")
        try session.waitFor("이미 당김")
        try session.terminal.press("u")
        try session.waitFor("당길 품목 1")
        try session.terminal.type("4711")
        try session.terminal.press("Enter")
        try session.waitFor("없는 번호")
    }
}
