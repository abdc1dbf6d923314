package import SyncInterfaces

/// Rows that nobody has taken in, because they have to be mended first.
extension Phrases {
    /// How many rows lie aside: `따로 둔 3행`; `nil` where there are none.
    package func setAside(_ rows: SetAsideRows) -> String? {
        guard rows.rowCount > 0 || rows.isMore else { return nil }
        let count = self.rows(rows.rowCount)
        let most = rows.isMore ? pick("\(count) 이상", "at least \(count)") : count
        return pick("따로 둔 \(most)", "\(most) set aside")
    }

    /// The same as a sentence with what to do: they are in no list.
    func setAsideSentence(_ rows: SetAsideRows, in folder: String) -> String? {
        setAside(rows).map { count in
            pick(
                "\(KoreanParticle.topic.after(count)) 아직 반영되지 않아 어느 목록에도 없습니다. 고쳐서 다시 넣은 뒤 지우십시오: \(folder)",
                "\(count): they are not taken in, and in no list. Correct and drop them again, then "
                    + "delete the file: \(folder)"
            )
        }
    }

    /// A row that was set aside and names the order at hand.
    package func line(for row: SetAsideRow) -> String {
        let problem = line(for: row.problem)
        return pick(
            "따로 둔 행이 이 주문번호를 가리킵니다(\(row.file)): \(problem)",
            "A row that was set aside names this order (\(row.file)): \(problem)"
        )
    }

    /// What waits in the folder of rejected rows: rows by account, and files set aside whole.
    ///
    /// - Parameters:
    ///   - rows: By account's id, or `orders`.
    ///   - fileCount: Files that could not be read at all.
    ///   - folder: Where all of it lies.
    /// - Returns: One line.
    package func rejected(
        _ rows: [(destination: String, rows: SetAsideRows)],
        unreadFiles fileCount: Int,
        in folder: String
    ) -> String {
        var parts = rows.compactMap { destination, rows in
            setAside(rows).map { "\(destination) \($0)" }
        }
        if fileCount > 0 {
            parts.append(
                pick(
                    "읽지 못한 파일 \(number(fileCount))개",
                    "\(number(fileCount)) unread file\(plural(fileCount))"
                )
            )
        }
        guard !parts.isEmpty else { return none }
        let what = DisplayText.sanitized(list(parts))
        return pick(
            "\(what): 아직 반영되지 않았습니다. 고쳐서 다시 넣은 뒤 지우십시오: \(folder)",
            "\(what): not taken in. Correct and drop them again, then delete them: \(folder)"
        )
    }
}
