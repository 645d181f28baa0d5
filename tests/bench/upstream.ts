import { startSimulator } from "@/lib/simulator/start-simulator";

// A process of its own: the contenders must not share a thread with the Kombo they read.
const [size = "20000"] = process.argv.slice(2);
const kombo = await startSimulator({
  size: Number(size),
  seed: 1,
  integrations: [{ category: "HRIS", tool: "personio", organizationName: "Bench" }],
  rateLimit: { limit: 1_000_000_000 },
  webhook: { url: null },
});
process.stdout.write(`${JSON.stringify({ url: kombo.url, apiKey: kombo.apiKey, id: kombo.integrations[0]?.id })}\n`);
process.once("SIGTERM", () => void kombo.stop());
