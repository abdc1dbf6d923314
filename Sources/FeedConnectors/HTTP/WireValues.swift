import Foundation
import SyncInterfaces

/// A value that an API writes as a text or as a number, kept as text.
///
/// Identifiers of 64 bits and more never pass through a floating-point number.
struct WireText: Decodable, Sendable, Hashable {
    let value: String

    init(_ value: String) { self.value = value }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            value = text
        } else if let number = try? container.decode(Int64.self) {
            value = String(number)
        } else if let number = try? container.decode(UInt64.self) {
            value = String(number)
        } else {
            value = "\(try container.decode(Decimal.self))"
        }
    }
}

/// An element of a list that is taken or refused alone.
struct WireRow<Value: Decodable & Sendable>: Decodable, Sendable {
    /// The row, or where it is not as documented.
    let result: Result<Value, WireMistake>
    /// What the row is about, whether it is as documented or not.
    let numbers: RowNumbers

    init(result: Result<Value, WireMistake>, numbers: RowNumbers = RowNumbers()) {
        self.result = result
        self.numbers = numbers
    }

    init(from decoder: any Decoder) throws {
        // What is no object has none.
        numbers = (try? RowNumbers(from: decoder)) ?? RowNumbers()
        do {
            result = .success(try Value(from: decoder))
        } catch let error as DecodingError {
            result = .failure(WireMistake(error))
        }
    }
}

/// Where an answer is not as documented.
struct WireMistake: Error, Sendable, Hashable {
    /// The field's path: `data.returnItems.1.vendorItemId`.
    let path: String
    /// What was found, or what is missing.
    let detail: String

    init(path: String, detail: String) {
        self.path = path
        self.detail = detail
    }

    init(_ error: DecodingError) {
        let (context, detail): (DecodingError.Context, String) =
            switch error {
            case .keyNotFound(let key, let context): (context, "no \(key.stringValue)")
            case .typeMismatch(_, let context): (context, context.debugDescription)
            case .valueNotFound(_, let context): (context, "null")
            case .dataCorrupted(let context): (context, Self.fault(of: context))
            @unknown default: (.init(codingPath: [], debugDescription: ""), "\(error)")
            }
        var path = context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }
        if case .keyNotFound(let key, _) = error { path.append(key.stringValue) }
        self.init(path: path.joined(separator: "."), detail: detail)
    }

    /// Where the parser stopped; its own words repeat what it stopped at.
    private static func fault(of context: DecodingError.Context) -> String {
        let details = (context.underlyingError as? NSError)?.userInfo
        let place = (details?["NSJSONSerializationErrorIndex"] as? Int).map { " at byte \($0 + 1)" }
        return context.codingPath.isEmpty ? "not JSON\(place ?? "")" : "not a value of its kind"
    }
}

/// Reads answers in JSON.
enum WireJSON {
    /// The value of an answer's body, of which no error quotes anything.
    ///
    /// - Throws: ``ServiceFailure`` for a body that is not of that form.
    static func value<Value: Decodable>(
        _ type: Value.Type,
        in answer: HTTPAnswer
    ) throws -> Value {
        if let place = firstFault(in: answer.body) {
            throw ServiceFailure(
                .unexpectedAnswer("not UTF-8 at byte \(place + 1): \(answer.outline)")
            )
        }
        do {
            return try JSONDecoder().decode(type, from: Data(answer.body))
        } catch let error as DecodingError {
            let mistake = WireMistake(error)
            let place = mistake.path.isEmpty ? answer.outline : mistake.path
            throw ServiceFailure(.unexpectedAnswer("\(place): \(mistake.detail)"))
        }
    }

    /// Where the bytes stop being UTF-8; `nil` when they never do.
    private static func firstFault(in body: [UInt8]) -> Int? {
        guard String(validating: body, as: UTF8.self) == nil else { return nil }
        var (codec, bytes, place) = (UTF8(), body.makeIterator(), 0)
        while case .scalarValue(let scalar) = codec.decode(&bytes) {
            place += UTF8.width(scalar)
        }
        return place
    }
}
