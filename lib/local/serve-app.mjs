import next from "next";
import { createServer } from "node:http";

// The built app as a server of our own: Next, and before it the listener that the app may set
// (lib/server/webhook-listener.ts). Plain JavaScript, since a loader of TypeScript would look at every module of Next.
const [hostname, port] = process.argv.slice(2);
const app = next({ dev: false, hostname, port: Number(port) });
const handle = app.getRequestHandler();
await app.prepare();

const server = createServer((request, response) => {
  if (globalThis.komboMirrorListener?.(request, response)) return;
  handle(request, response).catch((error) => fail(response, error));
});
server.on("error", (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
server.listen(Number(port), hostname);

function fail(response, error) {
  process.stderr.write(`${error?.stack ?? error}\n`);
  if (!response.headersSent) response.statusCode = 500;
  response.end();
}

/** Nobody new is let in, who is in is served, and what they left to do afterwards is done. */
async function stop(code) {
  await new Promise((resolve) => server.close(resolve));
  await app.close();
  process.exit(code);
}

// Ctrl+C is told to this process, and again by the one that started it.
let stopping = null;
for (const [signal, code] of Object.entries({ SIGINT: 130, SIGTERM: 143 })) {
  process.on(signal, () => {
    stopping ??= stop(code);
  });
}
