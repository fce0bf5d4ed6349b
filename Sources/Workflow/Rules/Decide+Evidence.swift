import CaseProtocol

/// How long a caption may be, in UTF-8 bytes.
let captionBytesMax = 2_000

/// Attaches a file where a remark of the same class would be written, and by whom it would be.
///
/// The bytes are not looked at: they come later, and the server compares them with what was said of them here. Whether
/// they have come changes no row.
func decideEvidence(
    _ evidence: EvidenceAdd, on standing: Standing, in context: DecisionContext
) throws(Refusal) -> Decision {
    guard standing.state[evidence.evidence] == nil else { throw .idUnavailable }
    var recorder = try Recorder(
        forRemark: "evidence.add", in: evidence.confidentiality, on: standing, context: context)
    let compartment = recorder.compartment(evidence.confidentiality)
    try check(evidence, on: standing, today: context.today)
    try ConfidenceCheck(standing: standing, recorder: recorder, context: context)
        .check(evidence.confidence, in: evidence.confidentiality)
    let limits = BlobLimits.standard
    let held = standing.state.rows(.evidence).filter { $0.compartment == compartment }
        .reduce(0) { $0 + min(max(0, $1["bytes"]?.int ?? 0), limits.blobBytesMax) }
    guard held + evidence.bytes <= limits.compartmentBytesMax else {
        throw .invalidValue(
            "bytes", reason: "is more than fits here: \(limits.compartmentBytesMax - held) bytes are left on this case")
    }
    var fields = recorder.signature(in: evidence.confidentiality)
    fields["blob"] = .string(evidence.blob.description)
    fields["bytes"] = .int(Int64(evidence.bytes))
    fields["mime"] = .string(evidence.mime)
    fields["name"] = evidence.name.map { .string($0) }
    fields["thumb"] = evidence.thumb.map { .string($0.description) }
    fields["thumbBytes"] = evidence.thumbBytes.map { .int(Int64($0)) }
    fields["caption"] = evidence.caption.map { .string($0) }
    fields["takenOn"] = evidence.takenOn.map { .string($0.description) }
    fields["publicCopyOf"] = evidence.publicCopyOf.map { .string($0.description) }
    return Decision(
        events: [.evidenceAdded(MadeRow(id: evidence.evidence, compartment: compartment, fields: fields))]
            + recorder.claimed(evidence.confidence, of: evidence.evidence, in: compartment))
}

private func check(_ evidence: EvidenceAdd, on standing: Standing, today: CivilDate) throws(Refusal) {
    let limits = BlobLimits.standard
    guard (1...limits.blobBytesMax).contains(evidence.bytes) else {
        throw .invalidValue("bytes", reason: "must be from 1 to \(limits.blobBytesMax)")
    }
    guard let media = MediaType(evidence.mime) else {
        throw .unknownCode("mime", value: evidence.mime, near: MediaType.allCases.map(\.rawValue))
    }
    if let name = evidence.name, FileName(cleaning: name)?.text != name {
        throw .invalidValue(
            "name", reason: "must be a plain file name of at most \(FileName.bytesMax) bytes, without a folder")
    }
    switch (evidence.thumb, evidence.thumbBytes) {
    case (nil, nil): break
    case (.some, let bytes?) where (1...limits.thumbBytesMax).contains(bytes): break
    default: throw .invalidValue("thumbBytes", reason: "must be from 1 to \(limits.thumbBytesMax), with a thumb")
    }
    if let caption = evidence.caption, caption.utf8.count > captionBytesMax {
        throw .tooLong("caption", bytes: caption.utf8.count, bytesMax: captionBytesMax)
    }
    if let takenOn = evidence.takenOn, takenOn > today {
        throw .dateInFuture(path: "takenOn", takenOn, today: today)
    }
    guard let original = evidence.publicCopyOf else { return }
    // What is not there and what its author may not see are refused alike.
    guard let row = standing.state[original], row.kind == .evidence, standing.sees(row.compartment),
        row["publicCopyOf"] == nil
    else { throw .invalidValue("publicCopyOf", reason: "must be evidence on this case, and not itself a copy") }
    guard media.canBeStripped else {
        throw .invalidValue("mime", reason: "must be image/jpeg or image/png for a public copy")
    }
}
