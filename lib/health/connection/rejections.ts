import type { Rejection } from "@/lib/health/schema/connection";

import type { RejectedDelivery } from "./connection-data";

const waysOut: Readonly<Record<string, string>> = {
  "signature does not match":
    "The secret in Kombo differs from KOMBO_WEBHOOK_SECRET here. Copy it again from Kombo, set it, and restart.",
  "signature missing": "Kombo signs all it sends, so it came from somebody else, or a proxy took the header away.",
  "not JSON": "It was signed, but not as Kombo writes it. Something in between may have changed it.",
  "larger than 1 MB": "Kombo sends nothing as large. It came from somebody else.",
};

export function toRejection({ cause, at }: RejectedDelivery): Rejection {
  return { at: at.toISOString(), cause, wayOut: waysOut[cause] ?? "" };
}
