import type { RetentionKind } from "@/lib/sync/schema/retention-words";

type Words = {
  readonly name: string;
  /** What it is, and what is lost with it. */
  readonly what: string;
  readonly unit: string;
  /** Beside the rows that go. */
  readonly consequence: string;
  readonly choices: readonly number[];
};

export const kinds: Readonly<Record<RetentionKind, Words>> = {
  payloads: {
    name: "Webhook payloads",
    what: "What Kombo wrote in each webhook. Which models changed stays, so that it can be replayed, and what it caused.",
    unit: "payload",
    consequence: "Of these webhooks only type, id and the changed models can be read.",
    choices: [7, 14, 30, 90],
  },
  webhooks: {
    name: "Webhooks",
    what: "When each came, whether it was verified, and the runs it caused. One whose fetch is still to come stays.",
    unit: "webhook",
    consequence: "The runs they caused stay, and say no more why.",
    choices: [30, 90, 180, 365],
  },
  run_pages: {
    name: "Pages of runs",
    what: "Each request and write of a run, and the records it set aside. The run with its counts stays.",
    unit: "page",
    consequence: "The waterfalls of these runs are empty.",
    choices: [7, 14, 30, 90],
  },
  changes: {
    name: "History of records",
    what: "Each change with before and after, and the runs behind them. The records stay as they are now.",
    unit: "change",
    consequence: "A program whose place in the change feed is older lists all records once more.",
    choices: [90, 180, 365, 730],
  },
};
