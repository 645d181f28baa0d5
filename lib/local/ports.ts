import { createServer } from "node:net";

import { ExpectedFailure } from "./expected-failure";

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => {
        if (address !== null && typeof address === "object") resolve(address.port);
        else reject(new Error("The system gave no port"));
      });
    });
  });
}

export function isPortFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}

export async function assertPortFree(port: number, host: string, wayOut: string): Promise<void> {
  if (await isPortFree(port, host)) return;
  throw new ExpectedFailure(`Port ${port} is in use: ${wayOut}`);
}

export function parsePort(text: string, name: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new ExpectedFailure(`${name} must be a port from 1 to 65535, not "${text}".`);
}
