import type { Contender } from "./contender";

export const contenderNames = ["ours", "guides_loop", "supabase_stripe", "stripe", "copy_merge"] as const;
export type ContenderName = (typeof contenderNames)[number];

type Entry = {
  readonly title: string;
  readonly about: string;
  /** Where it keeps the records, and the SQL of the document in a row. */
  readonly table: string;
  readonly document: string;
  /** What it gets of the records in a round: the slow ones show their rate on fewer, or a round would take an hour. */
  readonly share: number;
  load(): Promise<Contender>;
};

export const contenders: Readonly<Record<ContenderName, Entry>> = {
  ours: {
    title: "Kombo Mirror",
    about:
      "A full fetch as it is: claim, slices, parsing, hashing, search and reference indexes, change log, page log, seen ids, sweep.",
    table: "records",
    document: "data",
    share: 1,
    load: async () => (await import("./ours")).ours,
  },
  guides_loop: {
    title: "the guides' loop",
    about: "One Prisma upsert per record into a table with its primary key alone; no history, no search, no hash.",
    table: "records",
    document: "data",
    share: 1 / 50,
    load: async () => (await import("./guides-loop")).guidesLoop,
  },
  supabase_stripe: {
    title: "@supabase/stripe-sync-engine 0.48.5",
    about:
      "upsertCustomers, five statements at a time, into its own customers: id, name, e-mail, phone, the whole employee as metadata.",
    table: "stripe.customers",
    document: "metadata",
    share: 1 / 20,
    load: async () => (await import("./supabase-stripe")).supabaseStripe,
  },
  stripe: {
    title: "@stripe/sync-engine 1.0.32",
    about:
      "upsertManyWithTimestampProtection, five statements at a time, into customers as it makes them, without the generated columns.",
    table: "stripe.customers",
    document: "_raw_data",
    share: 1 / 20,
    load: async () => (await import("./stripe")).stripe,
  },
  copy_merge: {
    title: "COPY and merge",
    about:
      "Each page by COPY into a temporary table, then one merge into a table with our columns and indexes; the next page is parsed meanwhile. No log, no pages kept, no sweep.",
    table: "records_copied",
    document: "data",
    share: 1,
    load: async () => (await import("./copy-merge")).copyMerge,
  },
};

/** At least this many where there are as many: fewer say little. */
const sharedMin = 2_000;

export function recordsFor(name: ContenderName, records: number): number {
  return Math.min(records, Math.max(sharedMin, Math.round(records * contenders[name].share)));
}
