import { expect, it } from "vitest";

import { capRequest } from "@/lib/http/cap-request";

function post(body: BodyInit): Request {
  const headers = { "content-type": "application/json", cookie: "a=b" };
  return new Request("http://here/api/auth/sign-in/email?x=1", { method: "POST", headers, body });
}

it("a request within the cap comes out as it went in", async () => {
  const capped = await capRequest(post('{"email":"ü"}'), 100);
  expect(capped?.url).toBe("http://here/api/auth/sign-in/email?x=1");
  expect(capped?.headers.get("cookie")).toBe("a=b");
  expect(await capped?.json()).toEqual({ email: "ü" });
});

it("a body is read no further than its cap, whatever length it claims", async () => {
  let sent = 0;
  const endless = new ReadableStream({
    pull(controller) {
      sent += 1_000;
      controller.enqueue(new Uint8Array(1_000));
    },
  });
  const request = new Request("http://here/", { method: "POST", body: endless, duplex: "half" } as RequestInit);
  expect(await capRequest(request, 10_000)).toBeNull();
  expect(sent).toBeLessThan(20_000);
});
