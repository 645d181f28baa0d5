import { askDeps } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";
import { startWork } from "@/lib/server/start-work";
import { checkKey } from "@/lib/sync/check-key";

export const maxDuration = 300;

export const POST = door("POST /api/connection/check-key", {
  async handle({ actor }) {
    const answer = await checkKey(askDeps(), { actor });
    // What waited for a refused key need not wait for its next try.
    if (answer.kind === "valid") startWork();
    return answer;
  },
});
