import ConsoleModel

extension Frame {
    /// How the cells look, as text beside which ``text`` can be read: one letter a cell.
    ///
    /// Each row begins as it does in ``text``. Small letters are roles, capital ones the same in
    /// bold, blanks are plain text or nothing. Behind a bar stand the columns that are selected
    /// (`^`) and underlined (`_`). Themes give colors to roles, so this holds the colors of all.
    var styles: String {
        var used: Set<Role> = []
        var rows = (0..<size.rows).map { row in
            let cells = Array(self[row: row])
            let letters = cells.indices.map { index -> Character in
                // The right half of a wide character goes with the left one.
                let cell = cells[index].width == 0 ? cells[max(0, index - 1)] : cells[index]
                guard let letter = cell.letter else { return " " }
                used.insert(cell.style.role)
                return letter
            }
            return cells.mark + String(letters).trimmedAtEnd + cells.ranges
        }
        while rows.last == " " { rows.removeLast() }
        let legend = used.sorted { $0.rawValue < $1.rawValue }
            .map { "\($0.letter) \($0)" }.joined(separator: " · ")
        return ((rows.isEmpty ? [] : rows.map(\.trimmedAtEnd)) + ["roles: \(legend)"])
            .joined(separator: "\n") + "\n"
    }

    /// Pieces of rows that share a role, as people read them: text without blanks around it.
    var runs: [(text: String, role: Role)] {
        (0..<size.rows).flatMap { row in
            var runs: [(text: String, role: Role)] = []
            for cell in self[row: row] where cell.width > 0 {
                if let last = runs.indices.last, runs[last].role == cell.style.role {
                    runs[last].text.append(cell.glyph.character)
                } else {
                    runs.append((String(cell.glyph.character), cell.style.role))
                }
            }
            return runs.map { ($0.text.trimmed, $0.role) }
        }
    }
}

extension Array where Element == Cell {
    fileprivate var mark: String { contains { $0.style.isSelected } ? ">" : " " }

    /// Which columns are selected and underlined; empty where none are.
    fileprivate var ranges: String {
        let parts =
            ranges(where: \.isSelected).map { "^\($0)" }
            + ranges(where: \.isUnderlined).map { "_\($0)" }
        return parts.isEmpty ? "" : " | " + parts.joined(separator: " ")
    }

    private func ranges(where isOne: (Style) -> Bool) -> [String] {
        var ranges: [ClosedRange<Int>] = []
        for index in indices where isOne(self[index].style) {
            if let last = ranges.last, last.upperBound == index - 1 {
                ranges[ranges.count - 1] = last.lowerBound...index
            } else {
                ranges.append(index...index)
            }
        }
        return ranges.map { "\($0.lowerBound)-\($0.upperBound)" }
    }
}

extension Cell {
    /// The letter of the role; `nil` where nothing can be seen of it.
    fileprivate var letter: Character? {
        let role = style.role
        // The demo's sign is reversed, so that its blanks are seen too.
        guard glyph != Cell.blank.glyph || role == .demo, role != .text || style.isBold else {
            return nil
        }
        return style.isBold ? Character(role.letter.uppercased()) : role.letter
    }
}

extension Role {
    fileprivate var letter: Character {
        switch self {
        case .text: "t"
        case .secondary: "s"
        case .title: "i"
        case .header: "h"
        case .border: "b"
        case .key: "k"
        case .good: "g"
        case .attention: "a"
        case .problem: "p"
        case .waiting: "w"
        case .difference: "d"
        case .demo: "m"
        }
    }
}

extension String {
    fileprivate var trimmedAtEnd: String {
        String(reversed().drop { $0 == " " }.reversed())
    }

    fileprivate var trimmed: String { String(trimmedAtEnd.drop { $0 == " " }) }
}
