import { isIPv6 } from "node:net";

/** From where somebody asks, as far as it can be trusted. */
export type Visitor = {
  /** Null when nobody can tell: then only the e-mail is counted. */
  readonly ip: string | null;
  readonly userAgent: string | null;
};

/** The one header the auth library reads an address from; set by us, whatever the client has sent. */
export const addressHeader = "x-kombo-mirror-client";

export function visitorHeaders({ ip, userAgent }: Visitor): Headers {
  return new Headers({
    ...(ip === null ? {} : { [addressHeader]: ip }),
    ...(userAgent === null ? {} : { "user-agent": userAgent }),
  });
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
