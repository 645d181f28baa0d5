import "server-only";

// With its ending: the steps of the workflow reach this module too, and their bundle is read by Node alone.
import { headers as requestHeaders } from "next/headers.js";

import { readAddress, type Visitor } from "@/lib/auth/visitor";
import { env } from "@/lib/env";

import { socketAddress } from "./socket-address";

export function visitorOf(headers: Headers): Visitor {
  const { isVercel, clientAddressHeader } = env();
  return {
    ip: readAddress(headers, { isVercel, header: clientAddressHeader, socket: socketAddress() }),
    userAgent: headers.get("user-agent"),
    cookies: headers.get("cookie"),
  };
}

/** Of the request in hand, where there is no Request to ask. */
export async function currentVisitor(): Promise<Visitor> {
  return visitorOf(await requestHeaders());
}
