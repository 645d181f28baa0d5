import { composition } from "@/lib/server/composition";
import { door } from "@/lib/server/doors";
import { startWork } from "@/lib/server/start-work";
import { forceFullFetch } from "@/lib/sync/force-full-fetch";

export const maxDuration = 300;

/** Every integration at once. */
export const POST = door("POST /api/full-fetch", {
  async handle({ actor }) {
    const wish = { actor, komboIntegrationId: null, endpoints: null, dryRun: false };
    const runs = await forceFullFetch(composition(), wish);
    startWork();
    return Response.json({ runs: runs.length, joined: runs.filter(({ joined }) => joined).length }, { status: 202 });
  },
});
