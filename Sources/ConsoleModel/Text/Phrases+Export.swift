package import SyncInterfaces

extension Phrases {
    /// An export is under way.
    package func exporting(rowCount: Int) -> String {
        pick(
            "내보내는 중: \(number(rowCount))행",
            "exporting: \(number(rowCount)) row\(plural(rowCount))"
        )
    }

    /// An export was stopped: how far it was, and that nothing is left of it.
    package func exportStopped(rowCount: Int) -> String {
        let count = number(rowCount)
        return pick(
            "내보내기를 중지했습니다: \(count)행까지 썼으며, 완성되지 않은 파일은 남기지 않았습니다.",
            "Export stopped after \(count) row\(plural(rowCount)); no unfinished file is left."
        )
    }

    /// What becomes of an export or an act on several cancellations when the console ends.
    var stoppedByQuitting: String {
        pick(
            "끝내면 여기서 중지됩니다. 완성되지 않은 파일은 남지 않고, 처리하지 않은 취소건은 그대로 있습니다.",
            "Quitting stops it here. No unfinished file is left, and cancellations that were not reached stay as they are."
        )
    }

    /// An export has ended well: where it is.
    package func line(for result: ExportResult) -> String {
        let count = number(result.rowCount)
        let sentence = pick(
            "\(result.path): \(count)행을 내보냈습니다.",
            "\(result.path): \(count) row\(plural(result.rowCount)) exported."
        )
        guard result.isCut else { return sentence }
        return sentence
            + pick(" 더 있습니다: 번호를 더 입력하십시오.", " There are more: type more of the number.")
    }

    /// A console that only reads cannot put on record that it made a file.
    package var notJournalled: String {
        pick("읽기 전용이라 이력에는 남지 않습니다.", "Read-only: it is not journalled.")
    }

    /// A case file was written: where it is.
    package func caseWritten(_ path: String) -> String {
        pick("사건 기록을 썼습니다: \(path)", "Case file written: \(path)")
    }

    /// Why a file could not be exported, and what to do.
    package func line(for error: ExportError) -> String {
        pick(
            "\(error.path): 내보내지 못했습니다(\(error.reason)). 폴더의 권한과 남은 공간을 확인하고 다시 내보내십시오.",
            "\(error.path): not exported (\(error.reason)). Check the folder's permissions and the "
                + "free space, then export again."
        )
    }

    /// A format as a choice.
    func name(of format: ExportFormat) -> String {
        switch format {
        case .csv: pick("CSV (쉼표로 구분, UTF-8)", "CSV (comma-separated, UTF-8)")
        case .xlsx: pick("XLSX (엑셀 통합 문서)", "XLSX (Excel workbook)")
        case .jsonl: pick("JSON Lines (프로그램용)", "JSON Lines (for programs)")
        }
    }
}
