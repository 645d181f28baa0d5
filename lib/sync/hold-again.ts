import type { Sql } from "@/lib/db/pool";

import type { Claim } from "./claim-work";
import { release } from "./lease";

/** What a person decided of a reviewed run could not be done: its candidates wait for a person as before. */
export async function holdAgain(
  tx: Sql,
  claim: Claim,
  { code, message }: { code: string; message: string },
): Promise<void> {
  await tx.query(
    `UPDATE sync_runs SET state = 'needs_review', finished_at = $2, waiting_until = NULL, error_code = $3,
       error_message = $4, failures = 0, sweep_held = true, review_decision = NULL, reviewed_by = NULL, reviewed_at = NULL
     WHERE id = $1 AND state = 'running'`,
    [claim.run.id, claim.now(), code, message],
  );
  await release(tx, claim, claim.now());
}
