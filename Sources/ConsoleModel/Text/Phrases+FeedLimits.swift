import SyncInterfaces

extension Phrases {
    /// How much of what a file may have: `한 행에 16.8 MB`.
    func words(for limit: FeedLimit) -> String {
        let size = fileSize(limit.most)
        let count = number(limit.most)
        return switch limit.measure {
        case .parts: pick("안에 든 파일 \(count)개", "\(count) files within it")
        case .sharedTexts: pick("공유 텍스트 \(count)개", "\(count) shared texts")
        case .bytesOfSharedTexts: pick("공유 텍스트 \(size)", "\(size) of shared texts")
        case .bytesUnpacked: pick("압축을 풀어 \(size)", "\(size) when unpacked")
        case .bytesOfCell: pick("한 셀에 \(size)", "\(size) a cell")
        case .bytesOfRow: pick("한 행에 \(size)", "\(size) a row")
        case .bytesOfLine: pick("한 줄에 \(size)", "\(size) a line")
        }
    }
}
