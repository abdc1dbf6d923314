import MatchingCore

/// Field values as one blob: cheap to write, to compare and to read back.
///
/// ```
/// index  length (1 byte, or 4 more after 255)  UTF-8     one group per value, in field order
/// index | 0x80                                           the value stands in a column of its own
/// ```
///
/// ``PackedExtras`` follow, as fields with indices that no key field has.
enum PackedFields {
    /// Packs all of `values`.
    static func bytes(of values: FieldValues, extras: PackedExtras) -> [UInt8] {
        bytes(of: values.entries[...], extras, column: nil)
    }

    /// Packs `values` for a row that names the order itself; the field that has a column of its
    /// own gets a mark only.
    static func bytes(
        of values: FieldValues,
        extras: PackedExtras,
        withoutOrderNumberAnd column: KeyField?
    ) -> [UInt8] {
        let namesOrder = values.entries.first?.field == .orderNumber
        return bytes(of: values.entries.dropFirst(namesOrder ? 1 : 0), extras, column: column)
    }

    private static func bytes(
        of entries: ArraySlice<FieldValues.Entry>,
        _ extras: PackedExtras,
        column: KeyField?
    ) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(entries.reduce(0) { $0 + $1.value.utf8.count + 2 })
        for entry in entries {
            if entry.field == column {
                bytes.append(entry.field.index | standsElsewhere)
                continue
            }
            append(entry.value, at: entry.field.index, to: &bytes)
        }
        for kind in PackedExtras.Kind.allCases {
            if let value = extras[kind] { append(value, at: kind.rawValue, to: &bytes) }
        }
        return bytes
    }

    private static func append(_ value: String, at index: UInt8, to bytes: inout [UInt8]) {
        var value = value
        value.withUTF8 { utf8 in
            bytes.append(index)
            append(length: utf8.count, to: &bytes)
            bytes.append(contentsOf: utf8)
        }
    }

    /// Appends the packed values to `values`.
    ///
    /// - Parameters:
    ///   - bytes: What ``bytes(of:extras:)`` made.
    ///   - values: Gets the values; its own fields come before those of `bytes`.
    ///   - extras: Gets what is not a key field.
    ///   - column: The value that stands in a column of its own.
    /// - Returns: `false` when the bytes are not what this type writes.
    static func append(
        _ bytes: UnsafeRawBufferPointer,
        to values: inout FieldValues,
        extras: inout PackedExtras,
        column: String?
    ) -> Bool {
        var position = 0
        while position < bytes.count {
            let mark = bytes[position]
            position += 1
            let index = Int(mark & ~standsElsewhere)
            let extra = PackedExtras.Kind(rawValue: mark)
            guard extra != nil || index < KeyField.all.count else { return false }
            if mark & standsElsewhere != 0 {
                guard let column else { return false }
                values.appendTrusted(KeyField.all[index], column)
                continue
            }
            guard let length = length(in: bytes, at: &position),
                length <= bytes.count - position
            else { return false }
            let text = UnsafeRawBufferPointer(rebasing: bytes[position..<position + length])
            let value = String(decoding: text, as: UTF8.self)
            position += length
            if let extra {
                extras[extra] = value
            } else {
                values.appendTrusted(KeyField.all[index], value)
            }
        }
        return true
    }

    /// One value of packed fields.
    enum PackedText {
        case missing
        case found(UnsafeRawBufferPointer)
        /// The bytes are not what this type writes.
        case damaged
    }

    /// The text of the field with this index, without unpacking the others.
    static func text(of field: UInt8, in bytes: UnsafeRawBufferPointer) -> PackedText {
        var position = 0
        while position < bytes.count {
            let mark = bytes[position]
            position += 1
            if mark & standsElsewhere != 0 { continue }
            guard let length = length(in: bytes, at: &position),
                length <= bytes.count - position
            else { return .damaged }
            if mark == field {
                return .found(UnsafeRawBufferPointer(rebasing: bytes[position..<position + length]))
            }
            position += length
        }
        return .missing
    }

    private static let standsElsewhere: UInt8 = 0x80

    private static func append(length: Int, to bytes: inout [UInt8]) {
        guard length >= 255 else {
            bytes.append(UInt8(length))
            return
        }
        bytes.append(255)
        for shift in stride(from: 24, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: length >> shift))
        }
    }

    private static func length(in bytes: UnsafeRawBufferPointer, at position: inout Int) -> Int? {
        guard position < bytes.count else { return nil }
        let first = bytes[position]
        position += 1
        guard first == 255 else { return Int(first) }
        guard bytes.count - position >= 4 else { return nil }
        let length = bytes[position..<position + 4].reduce(0) { $0 << 8 | Int($1) }
        position += 4
        return length
    }
}
