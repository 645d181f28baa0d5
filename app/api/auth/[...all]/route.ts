import { capRequest } from "@/lib/http/cap-request";
import { auth } from "@/lib/server/composition";

const bodyMax = 100_000;

/** Open to anybody, so nobody may fill the memory here. */
async function handle(request: Request): Promise<Response> {
  const capped = await capRequest(request, bodyMax);
  if (!capped)
    return Response.json({ code: "TOO_LARGE", message: `body: larger than ${bodyMax} bytes` }, { status: 413 });
  return auth().handler(capped);
}

export { handle as GET, handle as POST };
