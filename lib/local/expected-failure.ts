/** Something a person can put right: shown as its one sentence, without a stack. */
export class ExpectedFailure extends Error {
  override readonly name = "ExpectedFailure";
}

/** The command was asked to end. */
export class Stopped extends Error {
  override readonly name = "Stopped";
}
