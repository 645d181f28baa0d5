import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { afterEach, expect, test } from "vitest";

import { createKomboClient } from "@/lib/kombo/client";

let server: Server;
afterEach(() => server.close());

async function askForPage(answer: { status: number; body: string }) {
  server = createServer((_, response) => {
    response.writeHead(answer.status, { "content-type": "application/json", connection: "close" }).end(answer.body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("It listens at no port");
  const { port } = address;
  const kombo = createKomboClient({ apiUrl: `http://127.0.0.1:${port}`, apiKey: "key" });
  const page = { komboIntegrationId: "personio:1", endpoint: "/hris/employees", query: {} };
  return kombo.listPage({ ...page, now: () => new Date(), budgetMs: 1_000 });
}

test.each(["", "\uFEFF"])(
  "a page is the bytes of its records, with or without a byte order mark before them (%j)",
  async (mark) => {
    const records = ['{"id":"ß1","name":"Łukasz 🙂"}', '{"id":"2"}'];
    const body = `${mark}{"status":"success","data":{"results":[${records.join(" ,\n")}],"next":"ć"}}`;
    const page = await askForPage({ status: 200, body });
    expect(page.records.map(({ bytes }) => bytes.toString())).toEqual(records);
    expect(page.records.map(({ komboId }) => komboId)).toEqual(["ß1", "2"]);
    expect(page.next).toBe("ć");
  },
);

test("what Kombo says of a failure is read as text", async () => {
  const body = '{"status":"error","error":{"code":"PLATFORM.INPUT_INVALID","message":"Ungültig"}}';
  await expect(askForPage({ status: 400, body })).rejects.toMatchObject({ message: "Ungültig" });
});
