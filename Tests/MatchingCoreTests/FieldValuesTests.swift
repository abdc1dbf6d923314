import MatchingCore
import Testing

@Suite("Field values")
struct FieldValuesTests {
    @Test("Values are kept in field order, cleaned, blanks left out, the last of several wins")
    func order() {
        let values = FieldValues([
            (.option, " L "), (.orderNumber, "1"), (.productCode, "  "), (.orderNumber, "2"),
        ])
        #expect(values.entries.map(\.field) == [.orderNumber, .option])
        #expect(values.entries.map(\.value) == ["2", "L"])
    }

    @Test("Assigning a blank or nothing removes a value", arguments: [nil, "", " \u{3000}"])
    func removal(value: String?) {
        var values: FieldValues = [.orderNumber: "1", .option: "L"]
        values[.option] = value
        values[.productCode] = value
        #expect(values == [.orderNumber: "1"])
        #expect(values[.option] == nil)
    }

    @Test("Every field is found by its name, and only by that", arguments: KeyField.all)
    func names(field: KeyField) {
        #expect(KeyField(name: field.name) == field)
        #expect(KeyField(name: field.name.uppercased()) == nil)
        #expect(RecordField(name: field.name) == .key(field))
    }

    @Test("Fields have the names of the rule language, in order")
    func allNames() {
        #expect(KeyField.all.count == 36)
        #expect(
            KeyField.all.prefix(7).map(\.name) == [
                "order_no", "detail_no", "detail_no2", "product_code", "product_name", "option",
                "code1",
            ]
        )
        #expect(KeyField.all.last?.name == "code30")
        #expect(KeyField.all == KeyField.all.sorted())
    }

    @Test(
        "Code fields are numbered 1 to 30",
        arguments: zip([Int.min, 0, 1, 30, 31, .max], [nil, nil, "code1", "code30", nil, nil])
    )
    func codes(number: Int, name: String?) {
        #expect(KeyField.code(number)?.name == name)
    }

    @Test("Columns beside the key fields have names of their own", arguments: RecordField.all)
    func recordFields(field: RecordField) {
        #expect(RecordField(name: field.name) == field)
    }
}
