/// Why a console only shows and changes nothing.
package enum ReadOnlyReason: Sendable, Hashable, CaseIterable {
    /// It was started that way.
    case asked
    /// A newer program made the store.
    case newerStore
    /// The store's file or folder cannot be written.
    case notWritable
}

extension Phrases {
    /// Why nothing can be changed, and what to do; one line.
    package func sentence(for reason: ReadOnlyReason) -> String {
        switch reason {
        case .asked:
            pick(
                "읽기 전용입니다. 바꾸려면 --read-only 없이 실행하십시오.",
                "Read-only. Start without --read-only to change anything."
            )
        case .newerStore:
            pick(
                "더 새로운 버전이 만든 저장소라서 읽기만 합니다. cancelsync를 업데이트하십시오.",
                "Read-only: a newer version made the store. Update cancelsync."
            )
        case .notWritable:
            pick(
                "저장소에 쓸 수 없어 읽기만 합니다. 파일과 폴더의 권한을 확인하십시오.",
                "Read-only: the store cannot be written. Check the permissions of file and folder."
            )
        }
    }
}
