import SyncInterfaces

/// What is asked of 지그재그; only fields that public clients ask for in the same place.
enum ZigzagQuery {
    case requests
    case orders

    /// The list's name.
    var name: String {
        switch self {
        case .requests: "requested_order_item_list"
        case .orders: "order_item_list"
        }
    }

    var text: String {
        let list =
            switch self {
            case .requests:
                """
                requested_order_item_list(date_requested_ymd_from: $from,
                    date_requested_ymd_to: $to, request_type: CANCEL,
                    limit_count: $limit, skip_count: $skip)
                """
            case .orders:
                """
                order_item_list(date_ymd_from: $from, date_ymd_to: $to,
                    limit_count: $limit, skip_count: $skip)
                """
            }
        let requests =
            switch self {
            case .requests:
                """
                active_request_list {
                    order_item_request_number type status requested_quantity date_requested
                }
                """
            case .orders: ""
            }
        return """
            query ($from: Int, $to: Int, $limit: Int, $skip: Int) {
                \(list) {
                    total_count
                    item_list {
                        order_item_number quantity product_id status
                        product_info { name options }
                        order { order_number date_created }
                        \(requests)
                    }
                }
            }
            """
    }
}

/// What answers of 지그재그 mean that are none.
enum ZigzagFailure {
    private struct Body: Decodable {
        let data: [String: ZigzagList?]?
        let errors: [Mistake]?
    }

    private struct Refusal: Decodable {
        let errors: [Mistake]?
    }

    private struct Mistake: Decodable {
        let message: String?
    }

    /// The list in an answer.
    ///
    /// - Throws: ``ServiceFailure``; errors of the query come with status 200.
    static func list(_ query: ZigzagQuery, in answer: HTTPAnswer) throws -> ZigzagList {
        let refusal = try? WireJSON.value(Refusal.self, in: answer)
        let messages = (refusal?.errors ?? []).compactMap(\.message)
        let message = messages.isEmpty ? answer.outline : messages.joined(separator: "; ")
        if answer.mentions("authenticated_failed") {
            // One word for a wrong key and an old signature; our clock tells them apart.
            throw ServiceFailure(.notSignedIn(message), isAboutTime: true)
        }
        guard answer.status == 200 else {
            throw ServiceFailure.forStatus(of: answer, message: message)
        }
        guard refusal?.errors?.isEmpty ?? true else {
            throw ServiceFailure(.refused(code: "GraphQL", message: message))
        }
        let body = try WireJSON.value(Body.self, in: answer)
        guard let list = body.data?[query.name] ?? nil else {
            throw ServiceFailure(.unexpectedAnswer("data: no \(query.name)"))
        }
        return list
    }
}
