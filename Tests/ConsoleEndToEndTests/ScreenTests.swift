import Foundation
import Testing

@Suite(
    "The screens in a real terminal",
    .serialized,
    .enabled(if: Command.exists("tmux"), "tmux is needed")
)
struct ScreenTests {
    @Test("The first screen lists marketplaces with states, counts and countdowns")
    func first() throws {
        let session = try ConsoleSession(try .withSamples(), columns: 120, rows: 50)
        let screen = try session.waitFor("옥션")
        for marketplace in ["옥션", "지마켓", "29cm", "브랜디", "인터파크"] {
            #expect(screen.contains(marketplace))
        }
        #expect(screen.contains("설정 필요"))
    }

    @Test("Where that is wanted, the console begins with the screen that was open last")
    func reopened() throws {
        let workspace = try Workspace.withSamples()
        try workspace.write("reopen: on\n", to: "config/console.yaml")
        var session = try ConsoleSession(workspace)
        try session.waitFor("쿠팡")
        try session.terminal.press("7")
        try session.waitFor("31000001")
        try session.terminal.press("i")
        try session.waitFor("최근 순")
        try session.terminal.press("C-c")
        #expect(try session.waitForEnd() == "0")
        session = try ConsoleSession(workspace, name: "again")
        try session.waitFor("최근 순")
        try session.terminal.press("Escape")
        try session.waitFor("31000001")
    }

    @Test("Hangul keeps every column of the marketplaces in its place")
    func marketplaceColumns() throws {
        let session = try ConsoleSession(try .withSamples(), columns: 120, rows: 55)
        let screen = try session.wait("every countdown") { screen in
            ["쿠팡", "GS이숍"].allSatisfy { name in
                screen.row(containing: name)?.firstMatch(of: /\d\d:\d\d/) != nil
            }
        }
        let header = try #require(screen.row(containing: "오늘 적용  "))
        let status = try #require(Screen.cells(of: "상태", in: header))
        let next = try #require(Screen.cells(of: "다음", in: header))
        let rows = screen.rows.drop { $0 != header }.dropFirst().prefix { !$0.hasPrefix("──") }
            .filter { !$0.isEmpty }
        #expect(rows.count >= 40)
        for row in rows {
            #expect(Screen.character(inCell: status.lowerBound - 1, of: row) == " ", "\(row)")
            #expect(Screen.character(inCell: status.lowerBound, of: row) != " ", "\(row)")
            #expect(Screen.character(inCell: next.upperBound - 1, of: row) != " ", "\(row)")
            #expect(Screen.character(inCell: next.upperBound, of: row) == " ", "\(row)")
        }
    }

    @Test("Hangul keeps every column of the cancellations in its place")
    func cancellationColumns() throws {
        let session = try ConsoleSession(try .withSamples(), columns: 120, rows: 40)
        try session.waitFor("옥션")
        try session.terminal.press("7")
        let screen = try session.waitFor("31000001")
        let header = try #require(screen.row(containing: "주문번호   "))
        let columns = try ["주문번호", "취소상태"].map {
            try #require(Screen.cells(of: $0, in: header)).lowerBound
        }
        for order in ["31000001", "31000002", "A-7001", "B-500"] {
            let row = try #require(screen.row(containing: order))
            for column in columns {
                #expect(Screen.character(inCell: column - 1, of: row) == " ", "\(row)")
                #expect(Screen.character(inCell: column, of: row) != " ", "\(row)")
            }
        }
    }

    @Test("The screen follows the terminal's size, down to one cell")
    func resize() throws {
        let session = try ConsoleSession(try .withSamples(), columns: 120, rows: 40)
        try session.waitFor("옥션")
        for (columns, rows) in [(80, 24), (40, 8), (20, 3), (1, 1), (200, 60)] {
            try session.terminal.resize(columns: columns, rows: rows)
            try session.wait("the screen at \(columns) by \(rows)") { screen in
                screen.rows.allSatisfy { Screen.width(of: $0[...]) <= columns }
            }
        }
        try session.waitFor("옥션")
        try session.terminal.press("q")
        #expect(try session.waitForEnd() == "0")
    }

    @Test("L changes the language")
    func language() throws {
        let session = try ConsoleSession(try .withSamples())
        try session.waitFor("판매처")
        try session.terminal.press("L")
        try session.waitFor("Marketplaces")
    }

    @Test("Countdowns run by themselves")
    func countdown() throws {
        let session = try ConsoleSession(try .withSamples(), columns: 120, rows: 50)
        func time(_ screen: Screen) -> Substring? {
            screen.row(containing: "옥션")?.firstMatch(of: /\d\d:\d\d/)?.output
        }
        let first = time(try session.wait("a countdown") { time($0) != nil })
        try session.wait("another second") { time($0) != nil && time($0) != first }
    }
}
