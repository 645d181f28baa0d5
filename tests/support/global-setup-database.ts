import { startTestCluster } from "@/lib/local/test-cluster";

import { ensureTemplateDatabase } from "./template-database";

/** The test command brings a server; a suite started by hand starts, or joins, the same one. */
export default async function setup(): Promise<() => Promise<void>> {
  const given = process.env["TEST_DATABASE_URL"];
  const postgres = given === undefined ? await startTestCluster() : null;
  const adminUrl = postgres?.urlOf("postgres") ?? given ?? "";
  process.env["TEST_DATABASE_URL"] = adminUrl;
  await ensureTemplateDatabase(adminUrl);
  return async () => postgres?.stop();
}
