import { ensureBuilt } from "@/lib/local/build-app";

/** For tests of the server as it is deployed. */
export default async function setup(): Promise<void> {
  await ensureBuilt(new AbortController().signal);
}
