import "server-only";

import { headers as requestHeaders } from "next/headers";
import { isIP } from "node:net";

import type { Visitor } from "@/lib/auth/visitor";
import { env } from "@/lib/env";

import { socketAddress } from "./socket-address";

/**
 * The client's address decides whose wrong passwords are counted together, so nothing a client can write is believed:
 * on Vercel its own headers, which it overwrites; elsewhere the header the operator has named, for a proxy that
 * overwrites it; else the connection's address. X-Forwarded-For is never read: anybody may send it. Behind a proxy that
 * is not named everybody shares the proxy's address, which locks too early rather than too late.
 */
export function visitorOf(headers: Headers): Visitor {
  return { ip: plainAddress(findAddress(headers)), userAgent: headers.get("user-agent") };
}

/** Of the request in hand, where there is no Request to ask. */
export async function currentVisitor(): Promise<Visitor> {
  return visitorOf(await requestHeaders());
}

function findAddress(headers: Headers): string | null {
  const { isVercel, clientAddressHeader } = env();
  if (isVercel) return headers.get("x-vercel-forwarded-for") ?? headers.get("x-real-ip");
  return clientAddressHeader === undefined ? socketAddress() : headers.get(clientAddressHeader);
}

/** Of a list the last one, which the nearest proxy wrote; an IPv4 address in IPv6's clothes as IPv4. */
function plainAddress(text: string | null): string | null {
  const last = text?.split(",").at(-1)?.trim() ?? "";
  const address = last.replace(/^::ffff:(?=\d+\.)/i, "").replace(/%.*$/, "");
  return isIP(address) === 0 ? null : address.toLowerCase();
}
