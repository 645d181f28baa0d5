import { describe, expect, it } from "vitest";
import { z } from "zod";

import { defineRoute } from "@/lib/http/route";
import { quietLog } from "@/tests/support/mirror";

const door = defineRoute(() => quietLog, {
  gate: async () => ({ kind: "anyone" }),
  params: z.object({ id: z.string() }),
  query: z.object({ search: z.string().optional() }),
  body: z.object({ names: z.array(z.string()).default([]) }),
  handle: async ({ body }) => body,
});

async function call(body: BodyInit | null, more: { query?: string; id?: string; type?: string } = {}) {
  const { query = "", id = "1", type = "application/json" } = more;
  const request = new Request(`http://here/api/x${query}`, { method: "POST", body, headers: { "content-type": type } });
  const response = await door(request, { params: Promise.resolve({ id }) });
  return { status: response.status, text: await response.text() };
}

describe("a door refuses in words what it cannot take", () => {
  it("a body above its cap, before it is parsed", async () => {
    expect((await call(`{"names":["${"x".repeat(100_000)}"]}`)).status).toBe(413);
  });

  it("a body that is not called JSON, as forms of other sites send it", async () => {
    expect((await call("{}", { type: "text/plain" })).status).toBe(415);
    expect((await call("{}", { type: "application/json; charset=utf-8" })).status).toBe(200);
    expect((await call(null, { type: "text/plain" })).status).toBe(200);
  });

  it("bytes that are not UTF-8", async () => {
    expect((await call(new Uint8Array([0x7b, 0xff, 0x7d]))).status).toBe(400);
  });

  it("text that PostgreSQL cannot hold, wherever it stands", async () => {
    const unstorable = String.raw`"a\u0000b"`;
    expect((await call(`{"names":[${unstorable}]}`)).status).toBe(400);
    expect((await call(`{"other":{${unstorable}:1}}`)).status).toBe(400);
    expect((await call(String.raw`{"names":["\ud800"]}`)).status).toBe(400);
    expect((await call("{}", { query: "?search=a%00" })).status).toBe(400);
    expect((await call("{}", { id: "a\0" })).status).toBe(400);
  });

  it("an address longer than any of ours", async () => {
    expect((await call("{}", { query: `?search=${"x".repeat(8_000)}` })).status).toBe(414);
  });

  it("tens of thousands of mistakes, with a short answer", async () => {
    const { status, text } = await call(JSON.stringify({ names: Array.from({ length: 40_000 }, () => 1) }));
    expect(status).toBe(400);
    expect(text.length).toBeLessThan(1_500);
  });

  it("a body nested deeper than the stack", async () => {
    expect((await call(`{"names":${"[".repeat(49_000)}${"]".repeat(49_000)}}`)).status).toBe(400);
  });
});
