import ConsoleModel
import Testing

@Suite("A script of keys")
struct KeyScriptTests {
    @Test("Names are keys, and other words are pressed letter by letter")
    func words() {
        let keys = KeyScript.keys(in: "jk Enter\t/ 쿠팡\nCtrl-d F12 Space\n")
        #expect(
            keys == [
                .character("j"), .character("k"), .enter, .character("/"), .character("쿠"),
                .character("팡"), .control("d"), .function(12), .character(" "),
            ]
        )
    }

    @Test("A line that begins with # is a remark, a # elsewhere a key")
    func remarks() {
        let keys = KeyScript.keys(in: "# open\n  # the first\n#\nj #\n#1")
        #expect(
            keys == [.character("j"), .character("#"), .character("#"), .character("1")]
        )
    }

    @Test(
        "A letter with Ctrl that terminals send for another key is that key",
        arguments: [("h", Key.backspace), ("i", .tab), ("j", .enter), ("M", .enter)]
    )
    func sameBytes(letter: String, key: Key) {
        #expect(Key(named: "Ctrl-\(letter)") == key)
    }

    @Test(
        "What is not exactly a key's name is none",
        arguments: ["enter", "Ctrl-", "Ctrl-가", "F0", "F64", "", " ", "jk"]
    )
    func noName(name: String) {
        #expect(Key(named: name) == nil)
    }
}
