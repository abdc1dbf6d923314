extension JSONWriter {
    /// Writes a member with an array of texts.
    package mutating func member(_ name: String, texts: some Sequence<String>) {
        self.name(name)
        array(texts) { writer, text in writer.value(text) }
    }

    /// Writes a member with an object.
    package mutating func member(_ name: String, object members: (inout JSONWriter) -> Void) {
        self.name(name)
        object(members)
    }

    /// Writes a member with an array of objects, one per element.
    package mutating func member<Elements: Sequence>(
        _ name: String,
        objects elements: Elements,
        _ members: (inout JSONWriter, Elements.Element) -> Void
    ) {
        self.name(name)
        array(elements) { writer, element in
            writer.object { members(&$0, element) }
        }
    }

    /// Writes each present field by its name in the rule language.
    package mutating func members(of fields: FieldValues) {
        for entry in fields.entries { member(entry.field.name, entry.value) }
    }

    /// Writes `line_id` and `quantity`.
    package mutating func members(of application: Application) {
        member("line_id", application.line.lineID.rawValue)
        member("quantity", application.units)
    }
}
