import CArchive
import CXML
import Glibc
import SyncInterfaces

/// What a library complains of: its number, and its own words.
struct LibraryComplaint {
    /// The longest complaint that is kept.
    private static let mostCharacters = 200

    let damage: FileDamage
    /// One line; `nil` where the library says nothing.
    let words: String?

    /// The detail that is kept.
    var detail: FeedDetail<FileDamage> { .known(damage, of: words) }

    private init(_ damage: FileDamage, _ message: String?) {
        self.damage = damage
        words = message.map { String($0.prefix(Self.mostCharacters).prefix { !$0.isNewline }) }
    }
}

extension LibraryComplaint {
    /// What libarchive complained of last.
    ///
    /// Its numbers are few: of what they leave open in zip archives it is known how its words begin.
    init(ofArchive archive: OpaquePointer) {
        let message = archive_error_string(archive).map { String(cString: $0) }
        let words = message ?? ""
        let damage: FileDamage =
            if words.hasPrefix("Truncated") {
                .archiveEndsEarly
            } else if words.hasPrefix("Unsupported ZIP compression") {
                .unknownCompression
            } else if Self.alterations.contains(where: { words.contains($0) }) {
                .contentsAltered
            } else {
                switch archive_errno(archive) {
                case ENOMEM: .outOfMemory
                case Self.fileFormat: .archiveMalformed
                default: .archiveNotReadable
                }
            }
        self.init(damage, message)
    }

    private static let alterations = ["bad CRC", "wrong size", "decompression failed"]

    /// `ARCHIVE_ERRNO_FILE_FORMAT`, which its headers do not show.
    private static let fileFormat = EILSEQ
}

extension LibraryComplaint {
    /// What libxml2 complains of, by the numbers of `xmlParserErrors`, which never change.
    init(_ error: xmlError) {
        self.init(
            Self.damages.first { $0.numbers.contains(error.code) }?.damage ?? .notWellFormed,
            error.message.map { String(cString: $0) }
        )
    }

    /// The errors by which the parser ends the reading of a document without a document type.
    private static let damages: [(numbers: Set<Int32>, damage: FileDamage)] = [
        // DOCUMENT_START, DOCUMENT_EMPTY, DOCUMENT_END, which the pull parser tells not apart.
        ([3, 4, 5], .xmlEndMisplaced),
        // References at the end, and what is not finished: texts, attributes, literals, comments,
        // instructions, the declaration, character data, tags.
        ([10, 14, 18, 34, 40, 44, 45, 47, 57, 63, 77], .xmlEndsEarly),
        // TAG_NAME_MISMATCH, NOT_WELL_BALANCED, EXTRA_CONTENT.
        ([76, 85, 86], .tagsDiffer),
        // LT_REQUIRED, GT_REQUIRED, LTSLASH_REQUIRED.
        ([72, 73, 74], .tagMalformed),
        // NAME_REQUIRED, ENTITYREF_NO_NAME, PEREF_NO_NAME.
        ([22, 24, 68], .nameMissing),
        // LT_IN_ATTRIBUTE, ATTRIBUTE_NOT_STARTED, WITHOUT_VALUE, REDEFINED, SPACE_REQUIRED,
        // EQUAL_REQUIRED.
        ([38, 39, 41, 42, 65, 75], .attributeMalformed),
        // Characters that are none, as numbers or as they are, and bytes that are no UTF-8.
        ([6, 7, 8, 9], .invalidCharacter),
        // UNKNOWN_ENCODING, UNSUPPORTED_ENCODING, ENCODING_NAME, INVALID_ENCODING.
        ([31, 32, 79, 81], .notUTF8),
        // References at a wrong place, or to what nobody declared.
        ([11, 12, 15, 16, 23, 25, 26, 27, 28, 29, 30, 87, 88, 89, 90], .unknownReference),
        // MISPLACED_CDATA_END, RESERVED_XML_NAME, HYPHEN_IN_COMMENT, instructions and declarations.
        ([46, 56, 62, 64, 78, 80, 96, 108, 109], .markupMalformed),
        // Limits of the parser, by the number of internal errors before there was one of their own.
        ([1, 110, 114], .xmlTooDeep),
        ([2], .outOfMemory),
    ]
}
