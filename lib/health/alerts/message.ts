import { createHmac } from "node:crypto";

import { sign } from "@/lib/kombo/signature";

import type { DueAlert } from "./mutations";

/** Where alerts go; only the environment says where that is. */
export type AlertTarget = {
  /** Where people open what an alert speaks of. */
  readonly appUrl: string;
  readonly key: string;
  /** Gives the status that was answered; throws when nothing was. */
  readonly post: (body: string, headers: Readonly<Record<string, string>>) => Promise<number>;
};

export type AlertMessage = { readonly body: string; readonly headers: Readonly<Record<string, string>> };

const signatureHeader = "x-kombo-mirror-signature";
const deliveryHeader = "x-kombo-mirror-delivery";

/** What a receiver is given to verify with: it leads to no session and to nothing else that AUTH_SECRET protects. */
export function deriveAlertKey(authSecret: string): string {
  return createHmac("sha256", authSecret).update("kombo-mirror alerts v1").digest("hex");
}

/** `text` is what Slack and those like it show; the rest is for programs. */
export function composeAlert(alert: DueAlert, target: AlertTarget, at: Date): AlertMessage {
  const url = `${target.appUrl}${alert.path}`;
  const event = alert.closedAt === null ? "opened" : "closed";
  const word = alert.closedAt === null ? "Opened" : "Closed";
  return compose(target, {
    delivery: `${alert.id}-${event}`,
    content: {
      text: `${word}: ${escapeSlack(alert.text)} ${url}`,
      event: `alert.${event}`,
      alert: {
        id: alert.id,
        cause: alert.cause,
        kind: alert.kind,
        text: alert.text,
        url,
        opened_at: alert.openedAt.toISOString(),
        closed_at: alert.closedAt?.toISOString() ?? null,
      },
      sent_at: at.toISOString(),
    },
  });
}

/** Asked for by a person, to see whether it arrives: about no cause, and counted nowhere. */
export function composeTestAlert(target: AlertTarget, test: { readonly id: string; readonly at: Date }): AlertMessage {
  return compose(target, {
    delivery: `test-${test.id}`,
    content: {
      text: `Test: alerts of Kombo Mirror arrive here. ${target.appUrl}/settings/connection`,
      event: "alert.test",
      sent_at: test.at.toISOString(),
    },
  });
}

function compose(target: AlertTarget, { delivery, content }: { delivery: string; content: object }): AlertMessage {
  const body = JSON.stringify(content);
  return {
    body,
    headers: {
      "content-type": "application/json",
      [deliveryHeader]: delivery,
      [signatureHeader]: sign(Buffer.from(body), target.key),
    },
  };
}

/** Names of tools are Kombo's words: none of them may call a whole channel. */
function escapeSlack(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
