import { toast } from "./toast";

type Outcome<Answer> = {
  readonly done: (answer: Answer) => void;
  /** Begins the sentence when it did not work: "Nothing was paused." */
  readonly refusal: string;
};

/** How a command went whose effect is on the screen already; it says so here when that had to be taken back. */
export async function toastOutcome<Answer>(deed: Promise<Answer>, { done, refusal }: Outcome<Answer>): Promise<void> {
  let answer: Answer;
  try {
    answer = await deed;
  } catch (error) {
    // It has to be read.
    toast(`${refusal} ${error instanceof Error ? error.message : String(error)}`, { duration: 20_000 });
    return;
  }
  done(answer);
}
