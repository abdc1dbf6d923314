extension CatalogError.ConnectionMistake {
    /// What is wrong and what to do.
    var english: String {
        switch self {
        case .unknownAccount(let name):
            "no account is called \(quoted(name)). Give an id, a name or an alias."
        case .noConnector(let marketplace, let note):
            "this program speaks no API of \(marketplace). Leave the account out and drop its files "
                + "into its folder, or give command: [PROGRAM]."
                + (note.isEmpty ? "" : " Note: \(note)")
        case .foreignConnector(let id, let marketplace):
            "the connector \(quoted(id)) is not \(marketplace)'s. Leave it out, or give one of those "
                + "in brackets."
        case .inlineSecret(let key):
            "\(quoted(key)) is a secret and must not stand here, where copies and backups of the "
                + "file would hold it. Write {environment: NAME}, {file: PATH} or {command: [...]}."
        case .notOneSource(let key):
            "\(quoted(key)) needs exactly one place to take its value from. Give one in brackets."
        case .numberOutOfRange(let number, let key, let range):
            "\(number) is out of range for \(quoted(key)). "
                + "Choose \(range.lowerBound) to \(range.upperBound)."
        case .invalidAddress(let text):
            "\(quoted(text)) is not an address of the form https://host. Keys go over TLS only; "
                + "http is for this machine."
        case .otherForm(let text, let key):
            "\(quoted(text)) is no value for \(quoted(key)). Write one of the form in brackets."
        }
    }

    /// The same in Korean.
    var korean: String {
        switch self {
        case .unknownAccount(let name):
            "알 수 없는 계정: \(quoted(name)). id, 이름 또는 별칭을 쓰십시오."
        case .noConnector(let marketplace, let note):
            "\(marketplace)의 API는 연결할 수 없습니다. 이 계정을 지우고 폴더에 파일을 넣거나 "
                + "command: [프로그램]을 쓰십시오." + (note.isEmpty ? "" : " 참고: \(note)")
        case .foreignConnector(let id, let marketplace):
            "\(quoted(id)) 연결은 \(marketplace)의 것이 아닙니다. 지우거나 괄호 안에서 고르십시오."
        case .inlineSecret(let key):
            "\(quoted(key)) 값은 비밀이므로 파일의 사본과 백업에 남지 않게 여기에 쓸 수 없습니다. "
                + "{environment: 이름}, {file: 경로}, {command: [...]} 중 하나로 쓰십시오."
        case .notOneSource(let key):
            "\(quoted(key)) 값을 가져올 곳을 하나만 쓰십시오. 괄호 안에서 고르십시오."
        case .numberOutOfRange(let number, let key, let range):
            "\(quoted(key)) 값 \(number)의 범위가 다릅니다. "
                + "\(range.lowerBound)~\(range.upperBound)에서 정하십시오."
        case .invalidAddress(let text):
            "https://호스트 꼴의 주소가 아닙니다: \(quoted(text)). 인증키는 TLS로만 보내며 http는 이 컴퓨터에만 씁니다."
        case .otherForm(let text, let key):
            "\(quoted(key)) 값으로 쓸 수 없습니다: \(quoted(text)). 괄호 안과 같은 꼴로 쓰십시오."
        }
    }
}
