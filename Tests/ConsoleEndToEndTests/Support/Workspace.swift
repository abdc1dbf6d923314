import Foundation
import MatchingCore

/// A store, an inbox and a configuration folder of one test; gone when the test is.
final class Workspace {
    let folder: URL
    var inbox: URL { folder.appendingPathComponent("inbox") }
    /// Where the program keeps what it remembers: not where it does for whoever runs the tests.
    var variables: [String: String] {
        ["XDG_STATE_HOME": folder.appendingPathComponent("state").path]
    }

    /// The options that every command and the console get.
    var options: [String] {
        [
            "--store", folder.appendingPathComponent("store.sqlite").path,
            "--inbox", inbox.path,
            "--config", folder.appendingPathComponent("config").path,
        ]
    }

    /// Creates empty folders.
    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("cancelsync-\(UUID().uuidString.prefix(8))")
        for name in ["inbox", "config"] {
            try FileManager.default.createDirectory(
                at: folder.appendingPathComponent(name),
                withIntermediateDirectories: true
            )
        }
    }

    /// Creates a workspace that holds the sample's orders and cancellations.
    static func withSamples() throws -> Workspace {
        let workspace = try Workspace()
        let orders = try workspace.write(Samples.orders, to: "orders.csv")
        let cancellations = try workspace.write(Samples.cancellations, to: "cancellations.csv")
        try workspace.command(["import", "orders", orders.path])
        try workspace.command(["import", "cancellations", cancellations.path])
        return workspace
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// Runs a command of the program on this store.
    ///
    /// - Returns: What it printed.
    @discardableResult
    func command(_ arguments: [String]) throws -> String {
        try Command.run(
            ProgramUnderTest.path,
            arguments + options + ["--lang", "ko"],
            environment: variables
        )
    }

    /// Writes a file into the folder.
    @discardableResult
    func write(_ text: String, to name: String) throws -> URL {
        let file = folder.appendingPathComponent(name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try text.write(to: file, atomically: true, encoding: .utf8)
        return file
    }

    /// Drops a file into an account's inbox that was complete a while ago.
    func drop(_ text: String, for account: String) throws {
        let file = try write(text, to: "dropped.csv")
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: -3600)],
            ofItemAtPath: file.path
        )
        let inbox = inbox.appendingPathComponent(account)
        try FileManager.default.createDirectory(at: inbox, withIntermediateDirectories: true)
        try FileManager.default.moveItem(
            at: file,
            to: inbox.appendingPathComponent("dropped.csv")
        )
    }

    /// The status and the reason of a claim, as the program prints them.
    func standing(ofClaim id: String) throws -> String? {
        let lines = try command(["cancellations", "--json"]).split(separator: "\n")
        for line in lines {
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            guard let object, object["claim_id"] as? String == id else { continue }
            return "\(object["status"] as? String ?? "") \(object["reason"] as? String ?? "")"
        }
        return nil
    }
}

/// A small shop: one claim for each thing that an operator does.
enum Samples {
    /// When orders were placed: near enough for an account's first poll to read back to it.
    static let orderDay = day(-5)
    /// When their cancellations were asked for: over, whatever the time is.
    static let claimDay = day(-4)

    /// The date so many days from now, as `2026-01-31` in Korea.
    private static func day(_ offset: Int64) -> String {
        let now = Int64(Date().timeIntervalSince1970)
        return CivilTime(Timestamp(seconds: now + offset * 86_400)).dateText
    }

    static let orders = """
        account,line_id,order_no,detail_no2,code6,product_name,option,quantity,shipping,ordered_at
        coupang,L-1,31000001,,V-1,울 머플러,남색,1,received,\(orderDay) 10:00
        coupang,L-2,31000002,,V-2,스테인리스 냄비,24cm,1,shipped,\(orderDay) 10:05
        auction,L-3,A-7001,,,수제 딸기잼,3개입,2,received,\(orderDay) 11:00
        auction,L-4,A-7001,,,수제 포도잼,3개입,2,received,\(orderDay) 11:00
        brandi,L-5,B-500,,,니트가디건,네이비 / L,1,received,\(orderDay) 12:00

        """

    /// As many orders of one line each.
    static func manyOrders(_ count: Int) -> String {
        let lines = (1...count).map { number in
            "coupang,M-\(number),\(40_000_000 + number),,V-1,울 머플러,남색,1,received,\(orderDay) 10:00"
        }
        let titles = orders.prefix { $0 != "\n" }
        return ([String(titles)] + lines).joined(separator: "\n") + "\n"
    }

    static let cancellations = """
        account,claim_id,order_no,state,code6,product_name,option,quantity,requested_at
        coupang,C-1,31000001,출고중지요청,V-1,울 머플러,남색,1,\(claimDay) 09:00
        coupang,C-2,31000002,출고중지요청,V-2,스테인리스 냄비,24cm,1,\(claimDay) 09:10
        auction,C-3,A-7001,취소요청,,수제 딸기잼,3개입,1,\(claimDay) 09:20
        brandi,C-4,B-500,주문취소중,,니트 가디건,네이비 / L,1,\(claimDay) 09:30

        """

    /// A claim for the whole of an order that is on file.
    static let dropped = """
        claim_id,order_no,state,requested_at
        C-9,A-7001,취소완료,\(claimDay) 10:00

        """
}
