extension Replica {
    /// Lets a replica that was just sealed be read for ``Lease/days`` without word from its server, or a plain one for ever.
    public func setLease(_ isLeased: Bool) throws {
        try store.write { transaction in
            var meta = try transaction.knownMeta()
            meta.lease = isLeased ? Lease(contactAt: now, uptime: clock.uptimeMilliseconds) : nil
            try transaction.setMeta(meta)
        }
    }

    /// Begins the lease anew, where there is one: the server was heard.
    func noteContact() throws {
        guard try meta().lease != nil else { return }
        try setLease(true)
    }

    /// Takes note of the time that went by.
    ///
    /// - Throws: ``ReplicaFault/locked(_:)`` when the lease is over. Nothing is removed by that: what waits is sent by the next
    ///   sync, which begins the lease anew.
    public func checkLease() throws {
        let uptime = clock.uptimeMilliseconds
        guard let lease = try meta().lease else { return }
        let looked = lease.looked(at: now, uptime: uptime)
        if looked.isWorthNoting(after: lease) {
            try store.write { transaction in
                var meta = try transaction.knownMeta()
                meta.lease = looked
                try transaction.setMeta(meta)
            }
        }
        guard !looked.isOver else {
            throw ReplicaFault.locked(
                "This device has not heard from its server for \(Lease.days) days; until it has, nothing is shown here. Run: tatua sync"
            )
        }
    }
}
