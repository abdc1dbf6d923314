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
///
/// What libarchive and libxml2 complain of is told by their error numbers; their own words, in English
/// and for programmers, are kept as what it is about, and not shown.
package enum FileDamage: String, Sendable, Hashable, CaseIterable {
    case archiveEndsEarly
    /// What is unpacked is not what was packed.
    case contentsAltered
    /// It has not the form of a zip archive.
    case archiveMalformed
    /// Packed in a way that is not unpacked here.
    case unknownCompression
    /// It cannot be unpacked.
    case archiveNotReadable
    /// A part of it is not there; its name.
    case partMissing
    case outOfMemory
    /// It ends early, or goes on behind its last tag.
    case xmlEndMisplaced
    /// A text, a comment or the like is not closed.
    case xmlEndsEarly
    /// A tag is closed that was not opened last.
    case tagsDiffer
    case tagMalformed
    /// A tag or a reference has no name, or none that can be one.
    case nameMissing
    case attributeMalformed
    case invalidCharacter
    case unknownReference
    /// A comment, a text or an instruction of a wrong form.
    case markupMalformed
    /// Tags are within one another too deep, or a name is too long.
    case xmlTooDeep
    /// It is not XML for another reason.
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
