import MatchingCore

/// What is said where a file without claim numbers brought several requests under one name.
extension Phrases {
    /// What a claim asks for: `2개`; of several requests each: `1개(2026-11-25 10:00), 1개(…)`.
    func claimedUnits(of claim: Claim) -> String {
        guard !claim.requests.isEmpty else { return claimedUnits(claim.quantity) }
        return requests(claim)
    }

    /// Whether several requests under one name add up is for a person to say.
    func requestsSentence(_ facts: ExplanationFacts) -> String {
        let claim = facts.explanation.claim
        let taken = taken(facts)
        let count = claim.requests.count
        return pick(
            "\(order(facts)): 취소번호가 없는 파일이라 \(number(count))번의 취소요청이 한 취소건으로 들어왔습니다: "
                + "\(requests(claim)). \(KoreanParticle.object.after(taken)) 취소했고, 요청마다 따로 취소할지 판단을 기다립니다.",
            "\(order(facts)): the file has no claim numbers, so that \(number(count)) requests came "
                + "under one claim: \(requests(claim)). \(taken) cancelled; whether each of them "
                + "counts is left to a person."
        )
    }

    /// That a claim stands for several requests, where its reason is another one; empty for nothing.
    func requestsRemark(_ explanation: Explanation) -> String {
        let claim = explanation.claim
        guard !claim.requests.isEmpty, explanation.requestsInQuestion.isEmpty,
            explanation.status == .held || explanation.status == .pending
        else { return "" }
        return pick(
            " 취소번호가 없는 파일이라 여러 요청이 한 취소건입니다: \(requests(claim)).",
            " The file has no claim numbers, and several requests are this one claim: "
                + "\(requests(claim))."
        )
    }

    /// What to do about several requests, of which `count` more units are asked for if each counts.
    func furtherRequestsStep(_ count: Int) -> String {
        pick(
            "판매처에서 확인하십시오. 요청이 모두 유효하면 적용으로 \(units(count))를 마저 취소하고, 같은 요청이면 제외로 이대로 두십시오.",
            "Ask the marketplace: if each request stands, apply to cancel \(units(count)) more; "
                + "if they are the same one, dismiss to leave it so."
        )
    }

    private func requests(_ claim: Claim) -> String {
        list(
            claim.requests.map { request in
                let (units, time) = (units(request.quantity), requestTime(request, of: claim))
                return pick("\(units)(\(time))", "\(units) (\(time))")
            }
        )
    }

    /// When one of the requests was made, with seconds where another was made in the same minute.
    private func requestTime(_ request: ClaimRequest, of claim: Claim) -> String {
        let time = dateAndTime(request.requestedAt)
        let isClear = claim.requests.count { dateAndTime($0.requestedAt) == time } == 1
        return isClear ? time : exactTime(request.requestedAt)
    }
}
