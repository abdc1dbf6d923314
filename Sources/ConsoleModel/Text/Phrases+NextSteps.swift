package import MatchingCore

extension Phrases {
    /// What to do next, one line; `account` is that of the cancellation.
    package func line(for step: NextStep, in account: AccountID) -> String {
        DisplayText.sanitized(
            language == .korean ? korean(step, in: account) : english(step, in: account)
        )
    }

    private func korean(_ step: NextStep, in account: AccountID) -> String {
        let name = name(of: account)
        switch step {
        case .nothing: return "할 일이 없습니다."
        case .pullParcel(let lines):
            let ids = list(lines.map(\.rawValue))
            return "송장이 이미 나왔습니다. 출고 전에 이 품목을 빼십시오: \(ids)"
        case .recallParcel(let lines):
            let ids = list(lines.map(\.rawValue))
            return "취소된 품목이 이미 출고되었습니다. 택배를 회수하고 당길 송장에서 회수했다고 표시하십시오: \(ids)"
        case .applyRest(let count):
            return "\(units(count))가 남았습니다. 품목을 골라 마저 적용하거나, 이대로 두려면 제외로 마무리하십시오."
        case .applyFurtherRequests(let count): return furtherRequestsStep(count)
        case .giveUnitsBack(let count):
            return "되돌린 뒤 지금의 취소 수량만 다시 적용하거나, \(units(count))를 취소된 채로 두려면 제외로 마무리하십시오."
        case .correctOrKeep:
            return "되돌린 뒤 맞는 품목에 적용하거나, 지금 취소된 대로 두려면 제외로 마무리하십시오."
        case .importOrder: return importStep(in: account)
        case .addAccount:
            return "설정에 없는 계정입니다. 다시 판단하게 하려면 설정 폴더의 accounts에 \(name) 계정을 추가하십시오."
        case .addCancelStates: return "설정 폴더에 \(name)의 취소상태(cancel_states)를 추가하십시오."
        case .addMatchRule: return "설정 폴더에 \(name)의 매칭 기준(match)을 추가하십시오."
        case .addState(let state): return addingStep(state, in: account)
        case .addSynonym(let state, let listed):
            return synonymStep(state, of: listed, in: account)
        case .completeOrder(let fields):
            let names = KoreanParticle.object.after(branchNames(fields, in: account))
            return "주문에 \(names) 채워 다시 가져오거나 직접 적용하십시오."
        case .completeCancellation(let fields):
            let names = KoreanParticle.subject.after(branchNames(fields, in: account))
            return "\(names) 있는 취소 파일을 다시 넣거나 품목을 골라 직접 적용하십시오."
        case .chooseLine: return "품목을 골라 직접 적용하거나 제외하십시오."
        case .confirmOrDismiss: return "확인 후 적용하거나 제외하십시오."
        case .recallOrReturn: return "택배를 회수하거나 반품으로 처리한 뒤 적용하거나 제외하십시오."
        case .restoreOrKeep: return "적용을 되돌려 출고하거나, 취소된 채로 두려면 제외로 마무리하십시오."
        case .restoreOrRecall(let lines):
            let ids = list(lines.map(\.rawValue))
            return "이미 출고되었습니다. 적용을 되돌려 그대로 배송되게 하거나, 취소된 채로 두려면 택배를 회수하십시오: \(ids)"
        case .checkAccount(let other):
            return "\(self.name(of: other)) 계정의 수집과 주문의 계정을 확인하십시오."
        case .compareValues: return "판매처 화면에서 값을 확인하고 주문을 고치거나 직접 적용하십시오."
        case .seeExchange(let order):
            return "교환되어 번호가 바뀐 주문입니다. 주문 \(order)의 출고를 멈추고 판매처에서 확인한 뒤 적용하거나 제외하십시오."
        }
    }

    private func english(_ step: NextStep, in account: AccountID) -> String {
        let name = name(of: account)
        switch step {
        case .nothing: return "Nothing to do."
        case .pullParcel(let lines):
            return "Labels are printed; pull the parcel of: \(list(lines.map(\.rawValue)))"
        case .recallParcel(let lines):
            return "Cancelled, and left all the same: recall the parcel, then mark it on the pull "
                + "list: \(list(lines.map(\.rawValue)))"
        case .applyRest(let count):
            return "\(units(count)) left: apply to a line, or dismiss to leave it so."
        case .applyFurtherRequests(let count): return furtherRequestsStep(count)
        case .giveUnitsBack(let count):
            return "Undo and apply what is claimed by now, or dismiss to leave \(units(count)) "
                + "too many cancelled."
        case .correctOrKeep: return "Undo and apply to the line meant, or dismiss to leave it so."
        case .importOrder: return importStep(in: account)
        case .addAccount:
            return "\(name) is not among the configured accounts; add it to have this decided."
        case .addCancelStates: return "Add cancel_states of \(name) to the configuration folder."
        case .addMatchRule:
            return "Add the match rule (match) of \(name) to the configuration folder."
        case .addState(let state): return addingStep(state, in: account)
        case .addSynonym(let state, let listed): return synonymStep(state, of: listed, in: account)
        case .completeOrder(let fields):
            let names = branchNames(fields, in: account)
            return "Import the order again with its \(names), or apply by hand."
        case .completeCancellation(let fields):
            let names = branchNames(fields, in: account)
            return "Import the cancellation again with its \(names), or apply to a chosen line."
        case .chooseLine: return "Choose a line and apply by hand, or dismiss."
        case .confirmOrDismiss: return "Confirm and apply, or dismiss."
        case .recallOrReturn:
            return "Recall the parcel or treat it as a return; then apply or dismiss."
        case .restoreOrKeep:
            return "Undo to give the units back and ship, or dismiss to leave them cancelled."
        case .restoreOrRecall(let lines):
            return "It has left: undo and let the buyer have it, or recall the parcel to leave it "
                + "cancelled: \(list(lines.map(\.rawValue)))"
        case .checkAccount(let other):
            return "Check the polls of \(self.name(of: other)) and the order's account."
        case .compareValues:
            return "Compare with the marketplace; correct the order, or apply by hand."
        case .seeExchange(let order):
            return "The order was exchanged: stop order \(order), ask the marketplace, then apply "
                + "or dismiss."
        }
    }

    private func importStep(in account: AccountID) -> String {
        let name = name(of: account)
        let way = pick(
            "주문 파일을 inbox/orders에 넣으십시오. 들어오면 자동으로 다시 판단합니다.",
            "Put the order file into inbox/orders; it is decided by itself then."
        )
        guard hidesClaimedOrders(account) else { return way }
        return pick(
            "\(name)의 API는 취소가 걸린 주문을 주지 않습니다. \(way)",
            "The API of \(name) lists no order that is being cancelled. \(way)"
        )
    }

    private func branchNames(_ fields: [KeyField], in account: AccountID) -> String {
        list(fields.map { name(of: $0, in: account) })
    }
}
