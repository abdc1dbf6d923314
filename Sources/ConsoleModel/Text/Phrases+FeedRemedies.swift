import MatchingCore
import SyncInterfaces

/// What to do about each problem of a feed; whole sentences.
extension Phrases {
    func koreanRemedy(_ problem: FeedError.Problem) -> String {
        switch problem {
        case .stillBeingWritten: "다 쓰면 다음 수집에서 읽습니다. 곧 필요하면 다시 수집하십시오."
        case .fileNotReadable: "파일의 권한과 위치를 확인하십시오."
        case .irregularFile(.symbolicLink): "링크 대신 파일 자체를 넣으십시오."
        case .irregularFile(.notRegular): "보통 파일로 바꿔 다시 넣으십시오."
        case .irregularFile(.nameNotUTF8): "파일 이름을 바꾸십시오."
        case .folderNotReadable: "폴더가 있는지, 읽을 권한이 있는지 확인하십시오."
        case .reservedName: "설정에서 계정의 id를 바꾸십시오."
        case .misplaced(let account?): "안의 파일을 inbox/\(account)/로 옮기십시오."
        case .misplaced(nil): "취소는 inbox/<계정>/, 주문은 inbox/orders/로 옮기십시오."
        case .folderNotWritable: "폴더의 쓰기 권한과 디스크 공간을 확인하십시오."
        case .emptyFile: "파일을 다시 내려받아 넣으십시오."
        case .setAsideUnread: "고친 파일을 넣은 뒤 이 파일을 지우거나 옮기십시오."
        case .unknownEncoding: "UTF-8이나 CP949로 저장해 다시 넣으십시오."
        case .brokenText: "판매처에서 값을 확인해 고친 뒤 다시 넣으십시오."
        case .unsupportedFormat(let format): koreanRemedy(format)
        case .damagedFile: "파일을 다시 내려받아 넣으십시오."
        case .exceedsLimit(let limit):
            limit.isOfRow ? "닫지 않은 따옴표나 빠진 줄바꿈을 찾아 고쳐 다시 넣으십시오." : "파일을 나누어 다시 넣으십시오."
        case .missingColumn: "열을 추가하거나 설정의 columns에 머리글을 등록하십시오."
        case .notOrders: "inbox/<계정>/에 넣거나 import cancellations로 넣으십시오."
        case .duplicateColumn: "한 열만 남기고 다시 넣으십시오."
        case .otherColumns: "이 시트를 따로 저장해 넣거나, 열을 같게 하십시오."
        case .unclosedQuote: "행의 따옴표를 짝 맞춰 다시 넣으십시오."
        case .strayQuote: "값 안의 따옴표를 두 번 써서 다시 넣으십시오."
        case .tooManyCells: "값에 구분자가 있으면 따옴표로 묶어 다시 넣으십시오."
        case .missingValue(.account): "값을 채우거나 계정의 폴더에 넣거나 --account로 지정하십시오."
        case .missingValue: "값을 채워 다시 넣으십시오."
        case .indistinct: "관리번호나 취소번호 열을 채워 다시 넣으십시오. 같은 것이면 지우십시오."
        case .invalidQuantity: "수량을 고쳐 다시 넣으십시오."
        case .invalidTime: "2026-11-24 09:05처럼 고쳐 다시 넣으십시오."
        case .invalidShipping: "접수, 송장, 배송 중 하나로 고쳐 다시 넣으십시오."
        case .unknownAccount: "계정 이름을 고치거나 설정에 계정을 추가하십시오."
        case .otherAccount: "그 계정의 폴더에 넣거나 계정 열을 고치십시오."
        case .lostDigits: "열 서식을 텍스트로 바꿔 다시 내려받아 넣으십시오."
        case .invalidJSON: "한 줄에 JSON 객체 하나가 되도록 고쳐 다시 넣으십시오."
        case .service(let problem): remedy(for: problem)
        }
    }

    func englishRemedy(_ problem: FeedError.Problem) -> String {
        switch problem {
        case .stillBeingWritten: "The next poll reads it when it is complete; resync to be sooner."
        case .fileNotReadable: "Check the file's place and permissions."
        case .irregularFile(.symbolicLink): "Put the file itself there in its place."
        case .irregularFile(.notRegular): "Give a regular file in its place."
        case .irregularFile(.nameNotUTF8): "Give it another name."
        case .folderNotReadable: "Check that the folder is there and may be read."
        case .reservedName: "Give the account another id in the configuration."
        case .misplaced(let account?): "Move what is in it to inbox/\(account)/."
        case .misplaced(nil): "Move cancellations to inbox/<account>/, orders to inbox/orders/."
        case .folderNotWritable: "Check the folder's permissions and the free space on the disk."
        case .emptyFile: "Download the file again, then import it."
        case .setAsideUnread: "Drop a mended one into the inbox, then delete or move this file."
        case .unknownEncoding: "Save it as UTF-8 or CP949, then import it again."
        case .brokenText: "Look the value up at the marketplace, correct it, then import it again."
        case .unsupportedFormat(let format): englishRemedy(format)
        case .damagedFile: "Download the file again, then import it."
        case .exceedsLimit(let limit):
            limit.isOfRow
                ? "Look for an unclosed quotation mark or a missing line break, then import it again."
                : "Split the file, then import the parts."
        case .missingColumn:
            "Add the column, or name its header under columns in the configuration."
        case .notOrders: "Move it to inbox/<account>/, or import it as cancellations."
        case .duplicateColumn: "Keep one of the columns, then import it again."
        case .otherColumns: "Save the sheet as a file of its own, or give it the same columns."
        case .unclosedQuote: "Close the quotation mark, then import it again."
        case .strayQuote: "Double the quotation marks within the value, then import it again."
        case .tooManyCells: "Put values with a separator in quotation marks, then import it again."
        case .missingValue(.account):
            "Fill it in, drop the file in the account's folder, or name it with --account."
        case .missingValue: "Fill in the value, then import it again."
        case .indistinct:
            "Give it a line_id or claim_id, then import it again; leave it out if it is the same."
        case .invalidQuantity: "Correct the quantity, then import it again."
        case .invalidTime: "Write it like 2026-11-24 09:05, then import it again."
        case .invalidShipping: "Use received, labeled or shipped, then import it again."
        case .unknownAccount: "Correct the name, or add the account to the configuration."
        case .otherAccount: "Move it to that account's folder, or correct the account column."
        case .lostDigits: "Set the column's format to text, download it again and import it."
        case .invalidJSON: "Write one JSON object on each line, then import it again."
        case .service(let problem): remedy(for: problem)
        }
    }

    private func koreanRemedy(_ format: FeedError.UnsupportedFormat) -> String {
        switch format {
        case .encryptedWorkbook: "암호를 풀고 저장해 다시 넣으십시오."
        case .legacyWorkbook: "엑셀에서 열어 .xlsx나 CSV로 저장해 다시 넣으십시오."
        case .htmlTable: "표가 보이면 엑셀에서 열어 .xlsx로 저장하고, 로그인 화면이면 다시 내려받아 넣으십시오."
        case .textNamedWorkbook: "메모장으로 열어 내용을 확인하고, 엑셀 파일을 다시 내려받아 넣으십시오."
        case .jsonArray: "한 줄에 JSON 객체 하나가 되도록 고쳐 다시 넣으십시오."
        case .archive: "압축을 풀어 안의 파일을 넣거나, 엑셀에서 열어 .xlsx로 저장해 넣으십시오."
        case .unknown: "CSV, TSV, XLSX, JSON Lines 중 하나로 저장해 넣으십시오."
        }
    }

    private func englishRemedy(_ format: FeedError.UnsupportedFormat) -> String {
        switch format {
        case .encryptedWorkbook: "Save it without a password, then import it again."
        case .legacyWorkbook: "Open it, save it as .xlsx or CSV, then import it again."
        case .htmlTable:
            "If it shows the table, open it in a spreadsheet and save it as .xlsx; "
                + "if it asks for a password, download the file again."
        case .textNamedWorkbook:
            "Look into it with a text editor, download the workbook again, then import it."
        case .jsonArray: "Write one JSON object on each line, then import it again."
        case .archive: "Unpack it, or open it and save it as .xlsx, then import that."
        case .unknown: "Save it as CSV, TSV, XLSX or JSON Lines, then import it."
        }
    }
}

extension FeedLimit {
    /// Whether one row, line or cell is too long, which splitting a file does not mend.
    fileprivate var isOfRow: Bool {
        switch measure {
        case .bytesOfCell, .bytesOfRow, .bytesOfLine: true
        case .parts, .sharedTexts, .bytesOfSharedTexts, .bytesUnpacked: false
        }
    }
}
