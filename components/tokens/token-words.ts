import type { Masking, Scope } from "@/lib/auth/scopes";

export const scopeWords = {
  read: { label: "Read", note: "the consumer API", may: "read everything under /api/v1, change nothing" },
  operate: {
    label: "Operate",
    note: "read, and give an operator's commands",
    may: "read, and fetch, pause, rewind, replay and decide reviews as an operator may",
  },
} as const satisfies Record<Scope, object>;

export const maskingWords = {
  high_and_personal: {
    label: "None",
    short: "no personal data",
    note: "ids, job titles, dates of work, states",
    sees: "no names, no contact data, and nothing that is masked for operators",
  },
  high: {
    label: "Personal",
    short: "personal",
    note: "also names and e-mail addresses",
    sees: "names and contact data; pay, bank, birth, home, health and custom fields are masked",
  },
  none: {
    label: "All",
    short: "everything",
    note: "also pay, bank, birth, home, health",
    sees: "every value exactly as Kombo sent it, also what no person sees here without revealing it",
  },
} as const satisfies Record<Masking, object>;
