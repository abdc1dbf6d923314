import Glibc

/// Writes XML.
enum XMLText {
    /// An element with text in it; an empty one where there is none.
    static func element(_ name: String, _ text: some CustomStringConvertible) -> String {
        let text = text.description.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
            .replacing(">", with: "&gt;")
        return text.isEmpty ? "<\(name)/>" : "<\(name)>\(text)</\(name)>"
    }
}

/// Text in CP949, which APIs announce as EUC-KR.
enum KoreanText {
    /// The bytes of a text; characters that CP949 does not have are left out.
    static func bytes(_ text: String) -> [UInt8] {
        guard let converter = iconv_open("CP949//IGNORE", "UTF-8"),
            Int(bitPattern: converter) != -1
        else { return [] }
        defer { iconv_close(converter) }
        var source = Array(text.utf8)
        let capacity = source.count + 16
        var inputLeft = source.count
        return [UInt8](unsafeUninitializedCapacity: capacity) { output, count in
            var outputLeft = capacity
            source.withUnsafeMutableBytes { input in
                var from = input.baseAddress?.assumingMemoryBound(to: CChar.self)
                output.withMemoryRebound(to: CChar.self) { output in
                    var into = output.baseAddress
                    _ = iconv(converter, &from, &inputLeft, &into, &outputLeft)
                }
            }
            count = capacity - outputLeft
        }
    }
}
