import { door } from "@/lib/server/doors";
import { passToAuth } from "@/lib/server/pass-to-auth";

export const GET = door("GET /api/auth/[...all]", { handle: ({ request }) => passToAuth(request) });
export const POST = door("POST /api/auth/[...all]", { handle: ({ request }) => passToAuth(request) });
