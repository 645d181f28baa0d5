import { hashKey, MutationObserver, QueryClient } from "@tanstack/react-query";
import { EventEmitter, once } from "node:events";
import { describe, expect, test } from "vitest";

import { every } from "@/lib/queries/refresh";
import { changing, showAtOnce } from "@/lib/queries/show-at-once";

const queryKey = ["lamp"];
type Lamp = { readonly isOn: boolean; readonly name: string };

/** A lamp that is off, and a command to it that is answered when the test says so. */
function open() {
  const server = new EventEmitter();
  const answer = (refusal: Error | null) => server.emit(refusal ? "error" : "answer", refusal);
  const client = new QueryClient();
  client.setQueryData<Lamp>(queryKey, { isOn: false, name: "hall" });
  const command = new MutationObserver(client, {
    mutationFn: (_isOn: boolean) => once(server, "answer"),
    ...showAtOnce<boolean>([
      changing<Lamp, boolean>({ queryKey }, (lamp, isOn) => ({ ...lamp, isOn })),
      changing<Lamp, boolean>({ queryKey: ["never asked for"] }, (lamp, isOn) => ({ ...lamp, isOn })),
    ]),
  });
  return { shown: () => client.getQueryData(queryKey), client, command, answer };
}

const pollsEvery = () => every(1_000)({ queryHash: hashKey(queryKey), state: { status: "success", data: {} } });

describe("a command that is shown at once", () => {
  test("is on the screen before it is answered, and no poll takes it off until then", async () => {
    const { shown, client, command, answer } = open();
    const done = command.mutate(true);
    await expect.poll(shown).toEqual({ isOn: true, name: "hall" });
    expect(pollsEvery()).toBe(false);
    answer(null);
    await done;
    expect(pollsEvery()).toBe(1_000);
    expect(shown()).toEqual({ isOn: true, name: "hall" });
    expect(client.getQueryState(queryKey)?.isInvalidated).toBe(true);
    expect(client.getQueryData(["never asked for"])).toBeUndefined();
  });

  test("leaves the screen when it is refused, and its refusal is told", async () => {
    const { shown, client, command, answer } = open();
    const done = command.mutate(true);
    await expect.poll(shown).toEqual({ isOn: true, name: "hall" });
    answer(new Error("Not now."));
    await expect(done).rejects.toThrow("Not now.");
    expect(shown()).toEqual({ isOn: false, name: "hall" });
    expect(pollsEvery()).toBe(1_000);
    expect(client.getQueryState(queryKey)?.isInvalidated).toBe(true);
  });
});
