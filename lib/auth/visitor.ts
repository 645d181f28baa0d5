import { isIP, isIPv6 } from "node:net";

/** From where somebody asks, as far as it can be trusted. */
export type Visitor = {
  /** Null when nobody can tell: then only the e-mail is counted. */
  readonly ip: string | null;
  readonly userAgent: string | null;
  /** As the browser sent them: each proves itself by its signature, or not at all. */
  readonly cookies: string | null;
};

/** The one header the auth library reads an address from; set by us, whatever the client has sent. */
export const addressHeader = "x-kombo-mirror-client";

/** Without the cookies: who signs in brings a password and nothing else. */
export function visitorHeaders({ ip, userAgent }: Visitor): Headers {
  return new Headers({
    ...(ip === null ? {} : { [addressHeader]: ip }),
    ...(userAgent === null ? {} : { "user-agent": userAgent }),
  });
}

type Place = {
  readonly isVercel: boolean;
  /** The header a proxy of the operator's overwrites. */
  readonly header: string | undefined;
  /** Where the connection came from. */
  readonly socket: string | null;
};

/**
 * The client's address decides whose wrong passwords are counted together, so nothing a client can write is believed:
 * on Vercel its own headers, which it overwrites; elsewhere the header the operator has named, for a proxy that
 * overwrites it; else the connection's address. X-Forwarded-For is never read: anybody may send it. Behind a proxy that
 * is not named everybody shares the proxy's address, which locks too early rather than too late.
 */
export function readAddress(headers: Headers, { isVercel, header, socket }: Place): string | null {
  if (isVercel) return plainAddress(headers.get("x-vercel-forwarded-for") ?? headers.get("x-real-ip"));
  return plainAddress(header === undefined ? socket : headers.get(header));
}

/** Of a list the last one, which the nearest proxy wrote; an IPv4 address in IPv6's clothes as IPv4. */
function plainAddress(text: string | null): string | null {
  const last = text?.split(",").at(-1)?.trim() ?? "";
  const address = last.replace(/^::ffff:(?=\d+\.)/i, "").replace(/%.*$/, "");
  return isIP(address) === 0 ? null : address.toLowerCase();
}

/** What is counted as one place: an IPv4 address, or an IPv6 network of 64 bits, since one customer has a whole one. */
export function networkOf(ip: string): string {
  if (!isIPv6(ip)) return ip;
  const [head = "", tail] = ip.split("::");
  const left = head.split(":").filter((group) => group !== "");
  const right = (tail ?? "").split(":").filter((group) => group !== "");
  const zeros = Array.from({ length: tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length) }, () => "0");
  const groups = [...left, ...zeros, ...right].slice(0, 4);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(":")}::/64`;
}
