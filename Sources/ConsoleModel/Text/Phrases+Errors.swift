package import MatchingCore
package import SyncInterfaces

extension Phrases {
    /// Why a store could not be used: file, what happened, what to do; one line.
    package func line(for error: StoreError) -> String {
        let sentence = language == .korean ? korean(error.problem) : english(error.problem)
        return DisplayText.sanitized("\(error.path): \(sentence)")
    }

    /// Why an act was not done, and what to do instead; one line.
    package func line(for error: ActError) -> String {
        let place = error.cancellation.map { "#\($0): " } ?? ""
        let sentence = language == .korean ? korean(error.problem) : english(error.problem)
        return DisplayText.sanitized(place + sentence)
    }

    /// Why a text is not a match rule, where (characters count from 1), and what to do; one line.
    package func line(for error: MatchRuleError) -> String {
        let position = number(error.offset + 1)
        let sentence = language == .korean ? korean(error.problem) : english(error.problem)
        return pick("\(position)번째 글자: \(sentence)", "character \(position): \(sentence)")
    }

    /// What an audit found: place, what does not hold, detail; one line.
    package func line(for finding: AuditFinding) -> String {
        let detail = finding.detail.isEmpty ? "" : " (\(finding.detail))"
        return DisplayText.sanitized("\(finding.place): \(word(for: finding.problem))\(detail)")
    }

    private func korean(_ problem: StoreError.Problem) -> String {
        switch problem {
        case .notAStore: "cancelsync 저장소가 아닙니다. --store로 다른 파일을 지정하십시오."
        case .isFolder: "폴더입니다. --store로 파일을 지정하십시오."
        case .notPermitted: "저장소를 열 권한이 없습니다. 파일과 폴더의 권한을 확인하십시오."
        case .madeByNewerVersion(let found):
            "더 새로운 버전(\(found))이 만든 저장소입니다. cancelsync를 업데이트하십시오."
        case .olderVersion(let found):
            "더 오래된 버전(\(found))의 저장소입니다. --read-only 없이 한 번 열어 변환하십시오."
        case .diskFull: "디스크가 가득 차 저장하지 못했습니다. 공간을 확보하면 이어서 진행합니다."
        case .readOnly: "저장소에 쓸 수 없습니다. 파일과 폴더의 권한을 확인하십시오."
        case .damaged: "저장소가 손상되었습니다. cancelsync check로 확인하고 백업에서 복구하십시오."
        case .busy: "다른 프로세스가 저장소를 쓰고 있습니다. 잠시 후 다시 시도하십시오."
        case .other(let detail): "저장소 오류입니다(\(detail)). cancelsync check로 확인하십시오."
        }
    }

    private func english(_ problem: StoreError.Problem) -> String {
        switch problem {
        case .notAStore: "this is not a cancelsync store. Name another file with --store."
        case .isFolder: "this is a folder. Name a file with --store."
        case .notPermitted:
            "the store may not be opened. Check the permissions of file and folder."
        case .madeByNewerVersion(let found):
            "a newer version (\(found)) made this store. Update cancelsync."
        case .olderVersion(let found):
            "this store is of an older version (\(found)). Open it once without --read-only."
        case .diskFull:
            "the disk is full and nothing was saved. Free some space; work goes on then."
        case .readOnly: "the store cannot be written. Check the permissions of file and folder."
        case .damaged: "the store is damaged. Run `cancelsync check` and restore a backup."
        case .busy: "another process keeps the store busy. Try again in a moment."
        case .other(let detail): "the store failed (\(detail)). Run `cancelsync check`."
        }
    }

    private func koreanTopic(_ line: LineID) -> String {
        "품목 '\(line)'\(KoreanParticle.topic.form(after: line.rawValue))"
    }

    private func koreanPlace(of line: LineChoice) -> String {
        line.orderNumber.map { "이 계정의 주문 '\($0)'에" } ?? "이 주문에"
    }

    private func englishPlace(of line: LineChoice) -> String {
        line.orderNumber.map { "the account's order '\($0)'" } ?? "the order"
    }

    private func korean(_ problem: ActError.Problem) -> String {
        switch problem {
        case .noSuchCancellation: "그런 취소건이 없습니다. 목록에서 번호를 확인하십시오."
        case .noSuchAccount(let account): "'\(account)' 계정이 없습니다. 판매처 목록에서 이름을 확인하십시오."
        case .noSuchLine(let line):
            "\(koreanPlace(of: line)) 품목 '\(line.lineID)'\(KoreanParticle.subject.form(after: line.lineID.rawValue)) 없습니다. 주문의 관리번호를 확인하십시오."
        case .chooseLine(let lines) where lines.count == 1:
            "매칭 기준이 찾은 품목이 없습니다. 적용할 수 있는 품목은 하나이니, 맞으면 고르십시오: \(list(lines.map(\.rawValue)))"
        case .chooseLine(let lines): "여러 품목이 해당합니다. 하나를 고르십시오: \(list(lines.map(\.rawValue)))"
        case .nothingToApply(.applied):
            "취소할 것은 이미 모두 취소했습니다. 더 적용할 수량이 없습니다. 되살리려면 되돌리십시오."
        case .nothingToApply(let reason): "적용할 품목이 없습니다(\(word(for: reason))). 품목을 직접 고르십시오."
        case .nothingToUndo: "되돌릴 것이 없습니다. 적용하거나 제외한 취소건만 되돌릴 수 있습니다."
        case .alreadyThere(.applied): "이미 적용했습니다. 다르게 하려면 먼저 되돌리십시오."
        case .alreadyThere(.withdrawn): "구매자가 철회했습니다. 적용하거나 제외할 것이 없습니다."
        case .alreadyThere(let status): "이미 '\(word(for: status))' 상태입니다. 바꿀 것이 없습니다."
        case .tooManyUnits(let most): "수량이 너무 많습니다. 최대 \(units(most))까지 취소할 수 있습니다."
        case .reasonMissing: "사유가 필요합니다. 사유를 입력하십시오."
        case .emptyPeriod: "빈 기간입니다. 지난 시각을 시작, 그 뒤를 끝으로 하십시오."
        case .notOnPullList(let line):
            "\(koreanTopic(line)) 당길 송장에 없습니다. 보류·출고·당김·회수 상태를 확인하십시오."
        case .notPulled(let line):
            "\(koreanTopic(line)) 당김·회수로 표시되어 있지 않습니다. 품목을 확인하십시오."
        case .nothingUnread(let account):
            "\(name(of: account)): 그때 읽지 못한 것이 없습니다. 계정 화면에서 읽지 못한 기간을 확인하십시오."
        case .nothingVouched(let account):
            "\(name(of: account)): 그때 직접 확인했다고 기록한 것이 없습니다. 계정 화면에서 기간을 확인하십시오."
        case .notCarriedOut(let reason): "수집하는 프로세스가 하지 못했습니다(\(line(for: reason))). 다시 시도하십시오."
        case .overtaken(let overtaking):
            "\(sentence(for: overtaking)) 아무것도 하지 않았습니다. 지금 상태를 보고 다시 정하십시오."
        }
    }

    private func english(_ problem: ActError.Problem) -> String {
        switch problem {
        case .noSuchCancellation: "there is no such cancellation. Look its number up in the list."
        case .noSuchAccount(let account):
            "there is no account '\(account)'. Look its name up in the list of marketplaces."
        case .noSuchLine(let line):
            "\(englishPlace(of: line)) has no line '\(line.lineID)'. Look its lines up in the list."
        case .chooseLine(let lines) where lines.count == 1:
            "the rule finds no line. One can be taken; if it is meant, choose it: \(list(lines.map(\.rawValue)))"
        case .chooseLine(let lines):
            "several lines could be meant. Choose: \(list(lines.map(\.rawValue)))"
        case .nothingToApply(.applied):
            "what can be cancelled is cancelled already; nothing is left to apply. Undo gives it back."
        case .nothingToApply(let reason):
            "no line can be taken (\(word(for: reason))). Choose a line."
        case .nothingToUndo: "nothing to undo. Only what was applied or dismissed can be undone."
        case .alreadyThere(.applied): "it is applied already. Undo it first to have it otherwise."
        case .alreadyThere(.withdrawn):
            "the buyer took it back. There is nothing to apply or dismiss."
        case .alreadyThere(let status): "it is \(word(for: status)) already; nothing to change."
        case .tooManyUnits(let most): "too many units. At most \(units(most)) can be cancelled."
        case .reasonMissing: "a reason is needed. Give one."
        case .emptyPeriod: "nothing lies in that period. It starts in the past and ends later."
        case .notOnPullList(let line):
            "line '\(line)' is not on the pull list. Check whether it is held, was pulled or came back."
        case .notPulled(let line):
            "line '\(line)' is not marked as pulled or back. Check which line is meant."
        case .nothingUnread(let account):
            "nothing of that time is unread at \(name(of: account)). Its screen names what is."
        case .nothingVouched(let account):
            "nobody has vouched for that time at \(name(of: account)). Its screen names what was."
        case .notCarriedOut(let reason):
            "the process that polls could not do it (\(line(for: reason))). Try again."
        case .overtaken(let overtaking):
            "\(sentence(for: overtaking)) Nothing was done. Look at it again, then decide."
        }
    }

    private func korean(_ problem: MatchRuleError.Problem) -> String {
        switch problem {
        case .empty: "매칭 기준이 비어 있습니다. order_no처럼 쓰십시오."
        case .unknownField(let name): "'\(name)' 필드가 없습니다. 쓸 수 있는 필드: \(Self.fieldNames)"
        case .unexpectedCharacter(let character): "'\(character)' 문자는 쓸 수 없습니다. 필드, +, |, 괄호만 쓰십시오."
        case .expectedField(let found?): "'\(found)' 자리에 필드가 있어야 합니다. 필드나 여는 괄호를 쓰십시오."
        case .expectedField(nil): "끝에 필드가 빠졌습니다. 필드를 쓰거나 마지막 기호를 지우십시오."
        case .unclosedParenthesis: "괄호가 닫히지 않았습니다. )를 쓰십시오."
        case .unexpectedText(let text): "'\(text)' 앞에 + 또는 |가 없습니다. 기호를 쓰거나 지우십시오."
        case .branchWithoutOrderNumber(let branch):
            "'\(branch)'에 order_no가 없습니다. 모든 갈래에 order_no를 쓰십시오."
        }
    }

    private func english(_ problem: MatchRuleError.Problem) -> String {
        switch problem {
        case .empty: "the match rule is empty. Write one such as order_no."
        case .unknownField(let name):
            "there is no field '\(name)'. The fields are: \(Self.fieldNames)"
        case .unexpectedCharacter(let character):
            "'\(character)' cannot stand here. Use fields, +, | and parentheses only."
        case .expectedField(let found?):
            "a field should stand instead of '\(found)'. Write a field or (."
        case .expectedField(nil):
            "a field is missing at the end. Write one, or remove the last sign."
        case .unclosedParenthesis: "a parenthesis is not closed. Write )."
        case .unexpectedText(let text):
            "+ or | is missing before '\(text)'. Write one, or remove the text."
        case .branchWithoutOrderNumber(let branch):
            "'\(branch)' does not require order_no. Every alternative must."
        }
    }

    private func word(for problem: AuditFinding.Problem) -> String {
        switch problem {
        case .damagedFile: pick("파일 손상", "the file is damaged")
        case .brokenReference: pick("없는 것을 가리킴", "points at something that is gone")
        case .unitsExceedOrder: pick("주문 수량보다 많이 취소됨", "more cancelled than ordered")
        case .unitsExceedClaim: pick("요청 수량보다 많이 취소됨", "more cancelled than claimed")
        case .cancelStateDiffersFromApplications:
            pick("품목의 취소 수량이 적용 내역과 다름", "cancelled units differ from applications")
        case .pullListDiffers:
            pick("당길 송장 목록이 보류와 다름", "the pull list differs from the holds")
        case .restoreListDiffers:
            pick("복원할 철회 목록이 실제와 다름", "the list of withdrawals to restore is wrong")
        case .textIndexDiffers:
            pick("상품·옵션 색인이 품목과 다름", "the index of products and options differs from the lines")
        case .countDiffers: pick("건수가 실제와 다름", "a kept count is wrong")
        case .applicationWithoutJournal: pick("이력 없는 적용", "an application without a journal entry")
        }
    }

    private static let fieldNames =
        KeyField.all.filter { $0 <= .option }.map(\.name).joined(separator: ", ")
        + ", code1…code\(KeyField.highestCode)"
}
