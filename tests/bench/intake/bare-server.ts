import { createServer } from "node:http";

import { databaseClock } from "@/lib/db/clock";
import { createPool } from "@/lib/db/pool";
import { readEvent } from "@/lib/kombo/events";
import { isSignatureValid } from "@/lib/kombo/signature";
import { createLog } from "@/lib/log";
import { createIntake } from "@/lib/webhooks/ingest";

/**
 * What the intake is compared with: Node's own HTTP server, a process of its own. `same` verifies and stores exactly as
 * the product does, `insert` verifies and writes one row by one statement, as little as an intake can do.
 */
const [kind = "same", databaseUrl = "", secret = "", connections = "5"] = process.argv.slice(2);
const pool = createPool(databaseUrl, Number(connections));
const deps = { pool, clock: databaseClock(pool), secrets: [secret], log: createLog("warn"), prepares: true };
const intake = createIntake(deps);

type Delivery = { readonly body: Buffer; readonly signature: string };

async function storeSame(delivery: Delivery): Promise<number> {
  const { kind: outcome } = await intake(delivery);
  return outcome === "stored" ? 200 : 401;
}

async function insertOnly({ body, signature }: Delivery): Promise<number> {
  if (!isSignatureValid({ body, signature, secrets: deps.secrets })) return 401;
  const payload: unknown = JSON.parse(body.toString());
  const event = readEvent(payload);
  await pool.query(
    `INSERT INTO webhook_events (kombo_event_id, type, kombo_integration_id, payload, first_received_at, last_received_at,
       outcome, signature_verdict)
     VALUES ($1, $2, $3, $4, now(), now(), 'stored', 'valid') ON CONFLICT DO NOTHING`,
    [event.id, event.type, event.integration?.komboIntegrationId ?? null, JSON.stringify(payload)],
  );
  return 200;
}

const store = kind === "same" ? storeSame : insertOnly;

const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on("data", (part: Buffer) => parts.push(part));
  request.on("end", () => {
    const signature = String(request.headers["x-kombo-signature"]);
    void store({ body: Buffer.concat(parts), signature }).then((status) =>
      response.writeHead(status, { "content-type": "application/json" }).end("{}"),
    );
  });
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.stdout.write(`http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}\n`);
});
process.once("SIGTERM", () => {
  server.closeAllConnections();
  server.close();
  void pool.end();
});
