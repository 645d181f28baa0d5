import { describe, expect, test } from "vitest";

import { getEndpoint } from "@/lib/kombo/endpoints";
import { classifyPage, isKnownText, type StoredRecord } from "@/lib/mirror/classify-page";
import { dataOf, type IncomingRecord, readRecord } from "@/lib/mirror/read-record";
import { hashText } from "@/lib/mirror/text-hash";

const endpoint = getEndpoint("/hris/employees");
const at = (minutes: number) => new Date(Date.UTC(2026, 0, 1, 9, minutes));

function incoming(data: object): IncomingRecord {
  const textHash = hashText(Buffer.from(JSON.stringify(data)));
  const read = readRecord(data, { endpoint, isImprecise: false, textHash });
  if (read.kind !== "record") throw new Error(`It reads as ${read.kind}`);
  return read.record;
}

const live = incoming({ id: "1", name: "a", remote_deleted_at: null });
const gone = incoming({ id: "1", name: "a", remote_deleted_at: "2026-01-01T08:00:00.000Z" });
const other = incoming({ id: "1", name: "b", remote_deleted_at: null });

function stored(record: IncomingRecord, fields: Partial<StoredRecord> = {}): StoredRecord {
  const deletedAt = record.remoteDeletedAt === null ? null : at(0);
  return {
    contentHash: record.contentHash,
    textHash: record.textHash,
    fetchedAt: at(0),
    deletedAt,
    deletedReason: deletedAt ? "remote" : null,
    erasedAt: null,
    ...fields,
  };
}

const absent = { deletedAt: at(0), deletedReason: "absent" };

describe("the verdict on a received record", () => {
  test.each([
    ["unknown and live", live, undefined, "created"],
    ["unknown and deleted (I14)", gone, undefined, "deleted"],
    ["the same", live, stored(live), "unchanged"],
    ["the same tombstone", gone, stored(gone), "unchanged"],
    ["other content", other, stored(live), "updated"],
    ["deleted by Kombo (I8)", gone, stored(live), "deleted"],
    ["back again (I8)", live, stored(gone), "restored"],
    ["back after a sweep, content the same", live, stored(live, absent), "restored"],
    ["a swept one that Kombo now calls deleted", gone, stored(gone, absent), "updated"],
    ["edited by hand (I10)", live, stored(live, { contentHash: null }), "updated"],
    ["tombstone taken off by hand (I10)", gone, stored(gone, { deletedAt: null, deletedReason: null }), "deleted"],
    ["older than what is stored (I7)", other, stored(live, { fetchedAt: at(10) }), "stale"],
    ["newer than now: a clock was wrong (I7)", other, stored(live, { fetchedAt: at(22) }), "updated"],
    ["the same, newer than now: its time is set right", live, stored(live, { fetchedAt: at(22) }), "updated"],
    ["of the same instant (I7: `<=`)", other, stored(live, { fetchedAt: at(5) }), "updated"],
  ] as const)("%s", (_, record, before, verdict) => {
    const storedById = new Map(before ? [["1", before]] : []);
    const [classified] = classifyPage({ records: [record], storedById, requestedAt: at(5), now: at(20) });
    expect(classified?.verdict).toBe(verdict);
  });

  test("I14: of an id repeated in a page the last wins, the others are stale", () => {
    const verdicts = classifyPage({ records: [live, other], storedById: new Map(), requestedAt: at(5), now: at(20) });
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(["stale", "created"]);
  });
});

const textOf = (name: string, remoteDeletedAt: string | null) => ({
  textHash: hashText(Buffer.from(JSON.stringify({ id: "1", name, remote_deleted_at: remoteDeletedAt }))),
});

describe("I10: a text is known, and its record left unread, only where reading it would find nothing", () => {
  const sameText = textOf("a", null);
  const goneText = textOf("a", "2026-01-01T08:00:00.000Z");
  test.each([
    ["unknown", sameText, undefined, false],
    ["the same", sameText, stored(live), true],
    ["the same tombstone", goneText, stored(gone), true],
    ["another text", textOf("b", null), stored(live), false],
    ["a stored row without one", sameText, stored(live, { textHash: null }), false],
    ["edited by hand", sameText, stored(live, { contentHash: null }), false],
    ["given other content and its hash", sameText, stored(live, { contentHash: other.contentHash }), false],
    ["back after a sweep", sameText, stored(live, absent), false],
    ["tombstone taken off by hand", goneText, stored(gone, { deletedAt: null, deletedReason: null }), false],
    ["tombstone put on by hand", sameText, stored(live, { deletedAt: at(0), deletedReason: "remote" }), false],
    ["older than what is stored (I7)", sameText, stored(live, { fetchedAt: at(10) }), false],
  ] as const)("%s", (_, unread, before, isKnown) => {
    expect(isKnownText(unread, before, at(5))).toBe(isKnown);
    // What is passed over is what comparing the contents would have called unchanged.
    const record = unread === goneText ? gone : live;
    const storedById = new Map(before ? [["1", before]] : []);
    const [classified] = classifyPage({ records: [record], storedById, requestedAt: at(5), now: at(20) });
    expect([isKnown ? classified?.verdict : "unchanged"]).toEqual(["unchanged"]);
  });
});

describe("reading a record", () => {
  test.each([[null], ["text"], [[]], [{}], [{ id: "" }], [{ id: 7 }], [{ id: "x".repeat(256) }]])(
    "I14: %j is invalid, with its cause",
    (data) => {
      expect(readRecord(data, { endpoint, isImprecise: false, textHash: null })).toMatchObject({
        kind: "invalid",
        data,
      });
    },
  );

  test("I11: U+0000 and lone surrogates become U+FFFD and flag the record; everything else stays as it is", () => {
    const record = incoming({
      id: "1",
      first_name: "a\u0000b",
      "key\ud800": "\udfff",
      emoji: "🙂",
      unknown: { x: [1] },
    });
    expect(dataOf(record)).toEqual({
      id: "1",
      first_name: "a\uFFFDb",
      "key\uFFFD": "\uFFFD",
      emoji: "🙂",
      unknown: { x: [1] },
    });
    expect(record.flags).toEqual(["replaced_characters"]);
    expect(incoming({ id: "1", text: "a \\u0000 in words" }).flags).toEqual([]);
  });

  test("the display name is the first of the catalog's paths that has a text", () => {
    expect(incoming({ id: "1", display_full_name: "Ines C.", first_name: "Ines" }).displayName).toBe("Ines C.");
    expect(incoming({ id: "1", first_name: "Ines", last_name: "Carvalho" }).displayName).toBe("Ines Carvalho");
    expect(incoming({ id: "1", work_email: "i@x.example" }).displayName).toBe("i@x.example");
    expect(incoming({ id: "1" }).displayName).toBeNull();
  });
});
