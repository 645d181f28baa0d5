import { AppError } from "@/lib/errors";

/** Where this app is served, by its configuration alone: what a request says of its host, anybody can write. */
export type OwnAddress = { readonly appUrl: string; readonly port: number };

const readingMethods: readonly string[] = ["GET", "HEAD"];

/** A page of somebody else must not act in a signed-in person's name; browsers send Origin with every change. */
export function assertSameOrigin(request: Request, own: OwnAddress): void {
  if (readingMethods.includes(request.method)) return;
  const site = request.headers.get("sec-fetch-site");
  const origin = request.headers.get("origin");
  const isOwn = (site === null || site === "same-origin") && origin !== null && ownOrigins(own).includes(origin);
  if (isOwn) return;
  throw new AppError(
    "forbidden",
    `This request did not come from ${new URL(own.appUrl).origin}, so nothing was done. If that is not the address you use, APP_URL is not right.`,
  );
}

const loopbackNames: readonly string[] = ["127.0.0.1", "localhost", "[::1]"];

/** On the machine itself its names mean the same server; a name that somebody points here (DNS rebinding) is none of them. */
function ownOrigins({ appUrl, port }: OwnAddress): readonly string[] {
  const { origin, protocol, hostname } = new URL(appUrl);
  if (!loopbackNames.includes(hostname)) return [origin];
  return [origin, ...loopbackNames.map((name) => `${protocol}//${name}:${port}`)];
}
