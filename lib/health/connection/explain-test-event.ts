import { isOfThisMachine } from "./reach";

const setAppUrl = "Set APP_URL to the address people open this dashboard at, and restart.";

/** What an answer other than 2xx to our own signed event means, and what to do. */
export function explainRefusedTest(status: number): string {
  if (status === 401 || status === 403) {
    return "Either something before the server asks for a sign-in (a preview’s protection, a proxy): let /api/webhooks/kombo through. Or the server there has another KOMBO_WEBHOOK_SECRET than this one: set the same on all, and restart.";
  }
  if (status >= 300 && status < 400) {
    return `The address sends on to another one, which Kombo would not follow. ${setAppUrl}`;
  }
  if (status === 404 || status === 405) return `No Kombo Mirror answers there. ${setAppUrl}`;
  if (status === 413) return "Something before the server refuses the body as too large. Raise its limit to 1 MB.";
  if (status === 503)
    return "The server there has no webhook secret, or its database does not answer. Its log says which.";
  if (status >= 500) return "The server there, or something before it, failed. Its log says why.";
  return `Something before the server refuses it. ${setAppUrl}`;
}

/** No answer at all. */
export function wayOutOfSilence(url: string): string {
  return isOfThisMachine(url)
    ? `${setAppUrl} Kombo cannot reach an address of this machine only.`
    : `${setAppUrl} If it is right, look at its DNS, its certificate and its firewall: Kombo comes the same way.`;
}
