extension Int {
    /// The sum, or the greatest number where it does not fit: counts from outside must not trap.
    static func saturatingSum(_ left: Int, _ right: Int) -> Int {
        let (sum, hasOverflowed) = left.addingReportingOverflow(right)
        guard hasOverflowed else { return sum }
        return left > 0 ? .max : .min
    }
}
