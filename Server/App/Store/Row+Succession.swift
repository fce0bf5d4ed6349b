public import CaseProtocol

extension Row {
    /// Whether this may be stored after a version with these members, or as the first when they are `nil`.
    ///
    /// - Throws: ``StoreError/revNotNext(_:expected:found:)``, ``StoreError/rowChangedNature(_:)``.
    public func checkFollows(rev earlier: Int?, kind earlierKind: RowKind?, caseID earlierCase: CaseID?)
        throws(StoreError)
    {
        let expected = (earlier ?? 0) + 1
        guard rev == expected else { throw .revNotNext(id, expected: expected, found: rev) }
        guard earlier == nil || (kind == earlierKind && caseID == earlierCase) else { throw .rowChangedNature(id) }
    }
}
