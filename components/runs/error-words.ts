export type ErrorWords = {
  readonly title: string;
  readonly text: string;
  /** What to do; "Nothing" where it passes by itself. */
  readonly advice: string;
};

const asksAgain = "Nothing: it is tried again by itself, each time a little later.";
const reconnect = "Send the customer a reconnection link, from the page of the integration.";

/** What each code of an error means to whoever reads it; Kombo's codes and ours. */
export const errorWords: Readonly<Record<string, ErrorWords>> = {
  "PLATFORM.RATE_LIMIT_EXCEEDED": {
    title: "Kombo’s rate limit is used up",
    text: "Kombo allows a number of requests per minute for the whole API key. Every run waits until the next minute begins.",
    advice: "Nothing: it goes on by itself.",
  },
  "PLATFORM.CONCURRENCY_LIMIT_EXCEEDED": {
    title: "Too many requests at once",
    text: "Kombo answers a limited number of requests at the same time.",
    advice: "Nothing: it goes on by itself. If it happens often, lower SYNC_CONCURRENCY.",
  },
  HTTP_429: {
    title: "Kombo’s rate limit is used up",
    text: "Kombo answered 429 without saying why. Every run waits as long as it asked for.",
    advice: "Nothing: it goes on by itself.",
  },
  "PLATFORM.AUTHENTICATION_INVALID": {
    title: "Kombo refuses the API key",
    text: "No integration can be read until the key is right. Webhooks are stored and served afterwards.",
    advice: "Compare KOMBO_API_KEY with the key in Kombo, set it, and restart.",
  },
  HTTP_401: {
    title: "Kombo refuses the API key",
    text: "No integration can be read until the key is right. Webhooks are stored and served afterwards.",
    advice: "Compare KOMBO_API_KEY with the key in Kombo, set it, and restart.",
  },
  "PLATFORM.IP_NOT_WHITELISTED": {
    title: "Kombo refuses this server’s address",
    text: "The API key may only be used from addresses listed in Kombo, and this server’s is not one of them.",
    advice: "Add the address of this server to the list in Kombo.",
  },
  "PLATFORM.INTEGRATION_NOT_FOUND": {
    title: "Kombo does not know the integration",
    text: "It was deleted in Kombo, or belongs to another environment than the API key.",
    advice: "Compare the environment of KOMBO_API_KEY with the one of the integration in Kombo.",
  },
  "PLATFORM.INPUT_INVALID": {
    title: "Kombo did not accept the request",
    text: "Asking the same again would be answered the same.",
    advice: "Try the run again once. If it fails the same way, give Kombo’s support the request id.",
  },
  "PLATFORM.UNKNOWN_ERROR": { title: "Kombo failed", text: "Kombo met an error of its own.", advice: asksAgain },
  "PLATFORM.TASK_TIMED_OUT": {
    title: "Kombo took too long",
    text: "Kombo gave up on its own work for this page.",
    advice: asksAgain,
  },
  "INTEGRATION.SETUP_SYNC_PENDING": {
    title: "Kombo still reads the tool for the first time",
    text: "There is nothing to fetch until Kombo’s own first sync is done.",
    advice: "Nothing: it is looked at again every 15 minutes.",
  },
  "INTEGRATION.SETUP_INCOMPLETE": {
    title: "The set-up is not finished",
    text: "The customer has begun to connect the tool in Kombo and not finished.",
    advice: "Ask the customer to finish the set-up.",
  },
  "INTEGRATION.QA_FAILED": {
    title: "Kombo’s quality check failed",
    text: "Kombo holds the data back until somebody there has looked at it.",
    advice: "Ask Kombo’s support to look at the integration.",
  },
  "INTEGRATION.INACTIVE": {
    title: "The integration is inactive in Kombo",
    text: "Kombo does not read the tool, so there is nothing new to fetch.",
    advice: "Activate it in Kombo.",
  },
  "INTEGRATION.AUTHENTICATION_INVALID": {
    title: "The tool refuses Kombo",
    text: "The customer’s credentials are no longer accepted by their tool.",
    advice: reconnect,
  },
  "INTEGRATION.MODEL_NOT_AVAILABLE": {
    title: "The tool does not offer this",
    text: "Kombo does not read this kind of record from the customer’s tool.",
    advice: "Nothing: it is looked at again each day. Switch the endpoint off if it is not needed.",
  },
  "INTEGRATION.MODEL_DISABLED": {
    title: "Switched off in Kombo",
    text: "This kind of record is not part of the integration’s scope in Kombo.",
    advice: "Switch it on in Kombo’s scope settings, or switch the endpoint off here.",
  },
  "INTEGRATION.PERMISSION_MISSING": {
    title: "A permission is missing",
    text: "The customer’s tool does not let Kombo read this kind of record.",
    advice: "Ask the customer to grant it, and connect again.",
  },
  "REMOTE.SERVICE_UNAVAILABLE": {
    title: "The customer’s tool is down",
    text: "Kombo works, but the tool behind it does not answer.",
    advice: asksAgain,
  },
  "REMOTE.RATE_LIMIT_EXCEEDED": {
    title: "The customer’s tool limits Kombo",
    text: "The tool behind Kombo answers no more requests for now. Other integrations are not affected.",
    advice: asksAgain,
  },
  "REMOTE.UNKNOWN_HTTP_ERROR": {
    title: "The customer’s tool failed",
    text: "The tool behind Kombo gave an answer Kombo could not use.",
    advice: asksAgain,
  },
  TIMEOUT: {
    title: "Kombo did not answer in time",
    text: "The request was given up after 15 s, or when the slice of the run was over.",
    advice: asksAgain,
  },
  NETWORK: {
    title: "Kombo could not be reached",
    text: "No connection was made, or it broke before the answer was complete.",
    advice: "If it stays, check that this server may reach Kombo’s address.",
  },
  MALFORMED: {
    title: "Kombo’s answer could not be read",
    text: "It was cut off, or not of the form Kombo documents. Nothing of it was written.",
    advice: "If it stays, give Kombo’s support the request id.",
  },
  NO_PROGRESS: {
    title: "Kombo’s pages went round in a circle",
    text: "Kombo gave a cursor again that this pass had followed already, so it would never have ended.",
    advice: "Try the run again. If it fails the same way, tell Kombo’s support.",
  },
  INTERNAL: {
    title: "An error of Kombo Mirror itself",
    text: "The database did not answer, or there is a defect. The log of the server has the text.",
    advice: "Look at the server’s log. When the cause is gone, try the run again.",
  },
  SWEEP_HELD: {
    title: "A sweep waits for a person",
    text: "The full fetch is complete, but would delete unusually much. Nothing was deleted.",
    advice: "Look through the list below, then delete or keep them.",
  },
  CANCELLED: {
    title: "A person cancelled it",
    text: "What was written until then stays; nothing was deleted.",
    advice: "Try it again when it is wanted after all.",
  },
  SUPERSEDED: {
    title: "A newer full fetch replaced it",
    text: "The newer one read everything later, so its result is the one that counts.",
    advice: "Nothing.",
  },
  DISABLED: {
    title: "The endpoint was switched off",
    text: "Whoever switched it off ended the run.",
    advice: "Switch the endpoint on again: that fetches everything.",
  },
  INTEGRATION_DELETED: {
    title: "The integration was deleted in Kombo",
    text: "There is nothing left to read.",
    advice: "Nothing. Its data is purged later, unless somebody keeps it.",
  },
};

const serverFault = {
  title: "Kombo failed",
  text: "Kombo, or a server in front of it, met an error of its own.",
  advice: asksAgain,
} as const satisfies ErrorWords;

const refusal = {
  title: "Kombo refused the request",
  text: "Asking the same again would be answered the same.",
  advice: "Read Kombo’s words below. If they do not help, give Kombo’s support the request id.",
} as const satisfies ErrorWords;

/** Kombo may invent codes: one without words of its own is judged by what it says of itself. */
export function wordsOfError(code: string): ErrorWords {
  return errorWords[code] ?? (/^HTTP_5\d\d$/.test(code) ? serverFault : refusal);
}
