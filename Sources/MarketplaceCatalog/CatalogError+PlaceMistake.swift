extension CatalogError.PlaceMistake {
    /// What is wrong and what to do.
    var english: String {
        switch self {
        case .folderInsteadOfFile: "a folder, not a file. Move it away."
        case .noSuchFolder: "there is no such folder. Give --config the configuration folder."
        case .otherEnding(let name): "not read under this name. Call it \(quoted(name))."
        }
    }

    /// The same in Korean.
    var korean: String {
        switch self {
        case .folderInsteadOfFile: "파일이 아니라 폴더입니다. 다른 곳으로 옮기십시오."
        case .noSuchFolder: "폴더가 없습니다. --config에 설정 폴더를 주십시오."
        case .otherEnding(let name): "이 이름으로는 읽지 않습니다. \(quoted(name))로 바꾸십시오."
        }
    }
}
