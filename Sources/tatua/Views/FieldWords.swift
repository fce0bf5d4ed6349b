import Workflow

/// What the fields of a case are called and hold, in words: by its procedure, and by the code lists that are known here.
struct FieldWords {
    /// `nil` where it is not known here.
    let procedure: Procedure?
    let lists: CodeLists
}
