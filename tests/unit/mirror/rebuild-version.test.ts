import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { diffRecords } from "@/lib/mirror/diff";
import { isJsonObject, type JsonObject } from "@/lib/mirror/json";
import { type LoggedChange, rebuildVersion } from "@/lib/mirror/rebuild-version";
import { undoChange } from "@/lib/mirror/undo-change";
import { applyChanges } from "@/tests/support/apply-changes";
import { canonical, record, sameContent } from "@/tests/support/arbitrary-records";

/** With an id, as everything that is mirrored. */
const kept = record.map((value) => toObject(canonical({ ...value, id: "r" })));
const at = new Date("2026-11-20T09:00:00.000Z");

function toObject(value: unknown): JsonObject {
  if (!isJsonObject(value)) throw new Error("A record is an object");
  return value;
}

function logged(change: Partial<LoggedChange>): LoggedChange {
  return { seq: "1", kind: "updated", paths: [], drift: null, page: 1, at, ...change };
}

/** The history of a record that was each of these in turn, newest first. */
function historyOf(versions: readonly JsonObject[]): readonly LoggedChange[] {
  return versions
    .slice(1)
    .map((version, index) => logged({ seq: String(index + 2), paths: diffRecords(versions[index], version) }))
    .toReversed();
}

describe("undoing a change", () => {
  test("gives the version before it, whatever the two are, as the oracle has it", () => {
    fc.assert(
      fc.property(kept, kept, (before, after) => {
        const changes = diffRecords(before, after);
        const undone = undoChange(after, changes);
        expect(sameContent(undone)).toBe(sameContent(before));
        expect(sameContent(undone)).toBe(sameContent(applyChanges(after, changes, "undo")));
      }),
      { numRuns: 300 },
    );
  });

  test("is refused where a value is not what the change says it became", () => {
    fc.assert(
      fc.property(kept, kept, (before, after) => {
        const [first] = diffRecords(before, after);
        fc.pre(first !== undefined && first.path !== "" && "to" in first);
        expect(undoChange(after, [{ ...first, to: ["something else", first?.to] }])).toBeNull();
      }),
    );
  });

  test("is refused where the change has lost its values", () => {
    expect(undoChange({ id: "r", name: null }, [{ path: "name" }])).toBeNull();
  });

  test("does not mind things of a list that have moved since", () => {
    const after = {
      id: "r",
      groups: [
        { id: "b", name: "B" },
        { id: "a", name: "New" },
      ],
    };
    expect(
      undoChange(after, [{ path: "groups[a].name", from: "Old", to: "New", nested: { at: "groups", id: "a" } }]),
    ).toEqual({
      id: "r",
      groups: [
        { id: "b", name: "B" },
        { id: "a", name: "Old" },
      ],
    });
  });
});

describe("rebuilding a version", () => {
  test("any version of any history is what it was, and redone from it the record is what it is", () => {
    fc.assert(
      fc.property(fc.array(kept, { minLength: 1, maxLength: 5 }), fc.nat(4), (versions, pick) => {
        const place = pick % versions.length;
        const now = toObject(versions.at(-1));
        const newer = historyOf(versions).slice(0, versions.length - 1 - place);
        const rebuilt = rebuildVersion(now, newer);
        if (rebuilt.kind === "lost") throw new Error(rebuilt.because);
        expect(sameContent(rebuilt.data)).toBe(sameContent(versions[place]));
        const redone = newer
          .toReversed()
          .reduce<unknown>((state, { paths }) => applyChanges(state, paths ?? [], "redo"), rebuilt.data);
        expect(sameContent(redone)).toBe(sameContent(now));
      }),
    );
  });

  const title = [{ path: "title", from: "A", to: "B" }];
  const now = { id: "r", title: "B" };

  test.each([
    ["an erasure", { kind: "erased", paths: null, page: null }, "erased"],
    ["a change whose values were erased", { kind: "updated", paths: null }, "erased"],
    ["a change of a copy whose values were erased", { paths: [...title, { path: "manager.name" }] }, "erased"],
    ["the beginning of this life", { kind: "created", paths: null }, "former_life"],
    ["a life that begins deleted", { kind: "deleted", paths: null }, "former_life"],
    ["a deletion that a hand's edit came with", { kind: "deleted", paths: title, drift: "local_edit" }, "edited"],
    ["a row that is not what the change left", { paths: [{ path: "title", from: "A", to: "C" }] }, "edited"],
  ] as const)("never walks past %s", (_, change, because) => {
    expect(
      rebuildVersion(now, [logged({ ...change, paths: change.paths && [...change.paths] }), logged({ paths: title })]),
    ).toEqual({
      kind: "lost",
      because,
      at,
    });
  });

  test("a sweep changed no value: the version before it is the same", () => {
    const swept = logged({ kind: "deleted", paths: null, page: null });
    expect(rebuildVersion(now, [swept])).toEqual({ kind: "rebuilt", data: now, handEdits: 0 });
  });

  test("what a hand wrote and a full fetch put right is no version: it is left out, and counted", () => {
    const edit = logged({ drift: "local_edit", paths: [{ path: "title", from: "By hand", to: "B" }] });
    const newer = [edit, logged({ paths: title })];
    expect(rebuildVersion(now, newer)).toEqual({ kind: "rebuilt", data: { id: "r", title: "A" }, handEdits: 1 });
  });
});
