import ClientCore

extension InMemoryBlobShelf {
    /// A shelf of its own with the same files, as a copied folder has.
    func copied() -> InMemoryBlobShelf {
        let other = InMemoryBlobShelf()
        for blob in all() {
            if let count = count(of: blob) { other.put(bytes(of: blob, at: 0, count: count), as: blob) }
            let partial = partial(of: blob)
            if !partial.isEmpty { other.append(partial, to: blob) }
        }
        for blob in uploadsDue() { other.setUploadDue(true, of: blob) }
        return other
    }
}
