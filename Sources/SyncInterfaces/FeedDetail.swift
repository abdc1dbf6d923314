import MatchingCore

/// What exactly is wrong with a file or a row, to be worded by whoever shows it.
package enum FeedDetail<Code>: Sendable, Hashable
where Code: RawRepresentable<String> & Sendable & Hashable {
    /// Something that is recognized, and what it is about as the file or a library writes it.
    case known(Code, of: String?)
    /// As an older version said it.
    case said(String)
}

/// What is wrong with a line that should be a JSON object.
package enum JSONMistake: String, Sendable, Hashable, CaseIterable {
    case lineEndsEarly
    case textAfterObject
    /// Another character should stand there; that one.
    case characterExpected
    /// A member that is there twice; its name. So are those of the next.
    case duplicateMember
    case nestedValue
    case unknownValue
    case numberNotWhole
    case malformedNumber
    case controlCharacter
    case unclosedText
    case unknownEscape
    case halfSurrogatePair
}

/// What is wrong with a workbook.
package enum FileDamage: String, Sendable, Hashable, CaseIterable {
    case archiveEndsEarly
    /// What is unpacked is not what was packed.
    case contentsAltered
    /// It cannot be unpacked; in the library's words.
    case archiveNotReadable
    /// A part of it is not there; its name.
    case partMissing
    case outOfMemory
    /// It is not XML; in the parser's words.
    case notWellFormed
    case notUTF8
    case documentType
    case sheetEndsEarly
    /// The row whose number is wrong.
    case rowOutOfPlace
    /// The cell.
    case cellOutOfPlace
    /// The kind, as the sheet names it.
    case unknownCellKind
    case tooManyColumns
    case sharedTextMissing
}

extension FeedDetail {
    /// The detail as arguments of a problem that is kept.
    var arguments: [String: KeptProblem.Argument] {
        switch self {
        case .known(let code, let subject):
            var arguments: [String: KeptProblem.Argument] = ["detail": .text(code.rawValue)]
            arguments["about"] = subject.map { .text($0) }
            return arguments
        case .said(let words): return ["detail": .text(words)]
        }
    }

    /// Reads the detail of a problem that was kept, by whatever version.
    init(_ arguments: ProblemArguments) throws(ProblemArguments.Lacking) {
        let detail = try arguments.text("detail")
        guard let code = Code(rawValue: detail) else {
            self = .said(detail)
            return
        }
        self = .known(code, of: arguments.has("about") ? try arguments.text("about") : nil)
    }
}
