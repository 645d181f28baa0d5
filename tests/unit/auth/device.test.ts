import { expect, it } from "vitest";

import { nameDevice } from "@/lib/auth/account/device";

it.each([
  [null, "Unknown device"],
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15",
    "Safari 26 on macOS",
  ],
  ["Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox 145 on Windows"],
  ["curl/8.9.1", "curl/8.9.1"],
])("%s is called %s", (userAgent, name) => {
  expect(nameDevice(userAgent)).toBe(name);
});
